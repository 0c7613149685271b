using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Search;
using TheoryCheck.Verification.Search.Sets;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// Configurations p + h·(x − p), divided by their lengths on spheres, or x/h, for all small h &gt; 0: a path that stays in the domains while it runs into a point, or out of every ball.
/// </summary>
/// <remarks>
/// <i>Statement:</i> where p and x are members of a convex set, so is all between them; where p is not 0, p + h·(x − p) has a direction for all small h.
/// </remarks>
/// <param name="Parameter">The number h.</param>
/// <param name="Moved">The symbols whose values mention it.</param>
/// <param name="Instance">The values, those of the moved symbols in terms of h.</param>
/// <param name="Limit">The configuration at h = 0; null where there is none.</param>
internal sealed record ApproachPath(Symbol Parameter, Sequence<Symbol> Moved, Instance Instance, Instance? Limit)
{
    private const int MostPaths = 96;
    private const int MostEntries = 64;

    // How far the entries of a configuration may be from those of the simple one that is approached.
    private static readonly double[] Tolerances = [0.2, 0.01];

    /// <summary>The end h -> 0 from above.</summary>
    public NearEnd End => new(Parameter, Number.Zero, 1);

    /// <summary>The path in words.</summary>
    public string Words => $"{Parameter.Name} -> 0 from above along {string.Join(", ", Moved.Select(s => $"{s.Name} = {Typeset.TextOf(Instance.Values[s])}"))}";

    /// <summary>Paths near a configuration: to 0 and away, to a simple configuration, and of one vector or number to another or its opposite.</summary>
    /// <param name="binders">What may move, with the domains in force.</param>
    /// <param name="at">The configuration.</param>
    /// <param name="evaluation">Evaluates sizes.</param>
    public static IEnumerable<ApproachPath> Of(IReadOnlyList<Binder> binders, Instance at, ClosedEvaluation evaluation)
    {
        var blocks = binders.Select(b => Block.Of(b, binders, at, evaluation)).OfType<Block>().ToList();
        return blocks.Count == 0 || blocks.Sum(b => b.From.Entries.Count) > MostEntries ? [] : Moves(blocks).Select(m => Path(m, at, evaluation)).OfType<ApproachPath>().Take(MostPaths);
    }

    private static IEnumerable<IReadOnlyList<Move>> Moves(List<Block> blocks)
    {
        var spaces = blocks.Where(b => b.Set.IsSpace).ToList();
        foreach (var some in spaces.Select(b => new List<Block> { b }).Append(spaces).Where((some, i) => some.Count > 0 && (i < spaces.Count || spaces.Count > 1)))
        {
            yield return [.. some.Select(b => new Move(b, b.From.Times(Rational.Zero), b.From))];
            yield return [.. some.Select(b => new Move(b, null, b.From))];
        }

        var rows = blocks.SelectMany(b => Enumerable.Range(0, b.From.Entries.Count / b.RowLength).Select(r => (Block: b, Row: r))).ToList();
        var pairs = rows.SelectMany(a => rows.Where(b => b != a && b.Block.RowLength == a.Block.RowLength).Select(b => (One: a, Other: b))).SelectMany(static p => new[] { 1, -1 }.Select(sign => (p.One, p.Other, Sign: sign))).ToList();
        foreach (var (one, other, sign) in pairs.Where(static p => p.One.Block.RowLength > 1))
        {
            yield return Standard(one, other, sign);
        }

        foreach (var (one, other, sign) in pairs)
        {
            yield return [new Move(one.Block, one.Block.With(one.Row, i => sign * other.Block.Entry(other.Row, i)), one.Block.From)];
        }

        foreach (var tolerance in Tolerances)
        {
            yield return [.. blocks.Select(b => new Move(b, b.From.Map((_, e, _) => NearbyNumbers.Simplest(e.ToDouble(), tolerance)), b.From))];
        }
    }

    // One vector from the first axis towards the second, another one on the first: numbers stay rational.
    private static IReadOnlyList<Move> Standard((Block Block, int Row) moving, (Block Block, int Row) still, int sign)
    {
        static Rational At(int i, int place) => i == place ? 1 : 0;
        var from = moving.Block.With(moving.Row, i => At(i, 1));
        var into = moving.Block.With(moving.Row, i => At(i, 0));
        return ReferenceEquals(moving.Block, still.Block)
            ? [new Move(moving.Block, still.Block.With(still.Row, i => sign * At(i, 0), into), still.Block.With(still.Row, i => sign * At(i, 0), from))]
            : [new Move(moving.Block, into, from), new Move(still.Block, still.Block.With(still.Row, i => sign * At(i, 0)), still.Block.With(still.Row, i => sign * At(i, 0)))];
    }

    private static ApproachPath? Path(IReadOnlyList<Move> moves, Instance at, ClosedEvaluation evaluation)
    {
        if (moves.All(m => m.Into == m.From) || !moves.All(m => m.Block.Holds(m.From, at, evaluation) && (m.Into is not { } into || m.Block.Holds(into, at, evaluation))))
        {
            return null;
        }

        var name = new[] { "h", "s", "epsilon" }.FirstOrDefault(n => at.Values.Keys.All(k => k.Name != n)) ?? "h_0";
        var parameter = new Symbol(name, SymbolRole.Bound, default);
        var along = moves.Aggregate(at, (instance, m) => instance.With(m.Block.Symbol, m.Along(Build.Ref(parameter))));
        var limit = moves.All(m => m.Into is not null) ? moves.Aggregate(at, (instance, m) => instance.With(m.Block.Symbol, m.Into!.ToTerm())) : null;
        return new(parameter, moves.Select(m => m.Block.Symbol).ToSequence(), along, limit);
    }

    private sealed record Block(Symbol Symbol, Term Domain, SearchedPoints Set, ExactPoints From)
    {
        public int RowLength => Set.IsOfNumbers ? 1 : From.RowLength;

        // A set of points that one domain describes for all members, and that does not shape another value.
        public static Block? Of(Binder binder, IReadOnlyList<Binder> binders, Instance at, ClosedEvaluation evaluation)
        {
            var symbol = binder.Symbol;
            return symbol.Type is TensorType && binder.RangesOver is { } domain && at.Values.TryGetValue(symbol, out var value) && ExactPoints.Of(value) is { } points
                && !domain.FreeSymbols().Any(s => symbol.Indices.Any(i => ReferenceEquals(i.Symbol, s)))
                && !binders.Any(b => b.Symbol.Indices.Select(i => i.Domain).Append(b.RangesOver).OfType<Term>().Any(t => Unfold.Definitions(t).Mentions(symbol)))
                && SearchedSet.PointsOf(domain, at, evaluation.TryRational) is { } set && (set.IsConvex || set.IsNormalised)
                ? new Block(symbol, domain, set, set.IsNormalised ? points with { Normalised = Enumerable.Repeat(true, points.Entries.Count / points.RowLength).ToSequence() } : points with { Normalised = [] })
                : null;
        }

        public Rational Entry(int row, int i) => From.Entries[(row * RowLength) + i];

        public ExactPoints With(int row, Func<int, Rational> entry, ExactPoints? points = null) =>
            (points ?? From).Map((_, e, i) => i / RowLength == row ? entry(i % RowLength) : e);

        // A row of zeros has no direction.
        public bool Holds(ExactPoints points, Instance at, ClosedEvaluation evaluation) =>
            (!Set.IsNormalised || points.Entries.Chunk(RowLength).All(row => row.Any(e => !e.IsZero))) && SearchedMembership.Holds(Domain, points.ToTerm(), at, evaluation);
    }

    // From one exact value into another; away from 0 where there is none.
    private sealed record Move(Block Block, ExactPoints? Into, ExactPoints From)
    {
        public Term Along(Term h) => At(h, 0, 0, From.Entries.Count);

        private Term At(Term h, int axis, int from, int count)
        {
            if (axis == From.Dimensions.Count)
            {
                return Entry(h, from);
            }

            var inner = count / From.Dimensions[axis];
            var items = Enumerable.Range(0, From.Dimensions[axis]).Select(i => At(h, axis + 1, from + (i * inner), inner)).ToSequence();
            var list = new Collection(CollectionKind.List, new TensorType(NumberKind.Real, From.Dimensions.Skip(axis).Select(n => Axis.Of(new Number(n))).ToSequence()), items);
            return Block.Set.IsNormalised && axis == From.Dimensions.Count - 1 ? Build.Divide(list, Build.Call<Norm>(list)) : list;
        }

        private Term Entry(Term h, int i)
        {
            if (Into is not { } into)
            {
                return Build.Divide(new Number(From.Entries[i]), h);
            }

            var (start, slope) = (new Number(into.Entries[i]), From.Entries[i] - into.Entries[i]);
            var moving = slope.IsOne ? h : Build.Multiply(new Number(slope), h);
            return slope.IsZero ? start : start.Value.IsZero ? moving : Build.Add(start, moving);
        }
    }
}
