using TheoryCheck.Core;
using TheoryCheck.Numerics.Tensors;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Search.Sets;

namespace TheoryCheck.Verification.Search.Equations;

/// <summary>The numbers of some symbols' values that equations are solved for: each one entry, or two that a symmetric matrix has in common.</summary>
internal sealed class Unknowns
{
    private const int Most = 96;

    private readonly List<Block> blocks;

    private Unknowns(Instance start, List<Block> blocks) => (Start, this.blocks, Point) = (start, blocks, [.. blocks.SelectMany(static b => b.Places.Select(p => b.Grid.Entries[p[0]]))]);

    /// <summary>The configuration that they are of.</summary>
    public Instance Start { get; }

    /// <summary>Their values there; of a direction those before it is divided by its length.</summary>
    public Rational[] Point { get; }

    /// <summary>Whether some are of vectors that stand for themselves divided by their lengths.</summary>
    public bool AreDirections => blocks.Exists(static b => !b.Grid.Normalised.IsEmpty);

    /// <summary>The unknowns of symbols; null when a value is of no such form, or there are none or too many.</summary>
    /// <param name="symbols">The symbols with their domains in force.</param>
    /// <param name="start">The configuration.</param>
    /// <param name="isKept">Which entries stay.</param>
    /// <param name="evaluation">Evaluates sizes.</param>
    public static Unknowns? Of(IEnumerable<(Symbol Symbol, Term Domain)> symbols, Instance start, Func<Symbol, int, bool> isKept, ClosedEvaluation evaluation)
    {
        var blocks = new List<Block>();
        foreach (var (symbol, domain) in symbols)
        {
            if (symbol.Type is TensorType { Kind: NumberKind.Integer } || !start.Values.TryGetValue(symbol, out var value) || ExactPoints.Of(value) is not { } grid)
            {
                return null;
            }

            var isSymmetric = domain is Call { Operation: Symmetric or Psd } && symbol.Indices.IsEmpty && grid.Dimensions.Count == 2;
            var places = Enumerable.Range(0, grid.Entries.Count).Where(e => !isSymmetric || e / grid.RowLength >= e % grid.RowLength)
                .Select(e => isSymmetric && e / grid.RowLength > e % grid.RowLength ? new[] { e, (e % grid.RowLength * grid.RowLength) + (e / grid.RowLength) } : [e])
                .Where(p => !Array.Exists(p, e => isKept(symbol, e))).ToList();
            var set = SearchedSet.PointsOf(domain, start, evaluation.TryRational);
            grid = set is { IsNormalised: true } ? grid with { Normalised = Enumerable.Repeat(true, grid.Entries.Count / grid.RowLength).ToSequence() } : grid;
            blocks.Add(new Block(symbol, grid, places, set, symbol.Indices.IsEmpty && grid.Dimensions.Count > 1));
        }

        return blocks.Sum(static b => b.Places.Count) is > 0 and <= Most ? new Unknowns(start, blocks) : null;
    }

    /// <summary>The configuration with them at a point.</summary>
    public Instance At(Rational[] point) => Filled(point).Aggregate(Start, static (instance, b) => instance.With(b.Symbol, b.Grid.ToTerm()));

    /// <summary>An interpreter that reads them at a point, of directions before they are divided by their lengths.</summary>
    public Interpreter<T> Bind<T>(Interpreter<T> at, Rational[] point, Func<Rational, T> read, Func<Rational, int, T> lift)
        where T : IReal<T>
    {
        var from = 0;
        foreach (var block in blocks)
        {
            var entries = block.Grid.Entries.Select(read).ToArray();
            foreach (var places in block.Places)
            {
                var number = lift(point[from], from);
                from++;
                Array.ForEach(places, p => entries[p] = number);
            }

            at = at.With(block.Symbol, block.Grid.Dimensions.IsEmpty ? new Value<T>.Real(entries[0]) : new Value<T>.Tensor(new TensorValue<T>(block.Grid.Dimensions, entries)));
        }

        return at;
    }

    /// <summary>Moves a point towards the domains, in doubles; which unknowns were moved, as they are at an end.</summary>
    public bool[] Project(double[] point)
    {
        var (moved, from) = (new bool[point.Length], 0);
        foreach (var block in blocks)
        {
            var own = point.AsSpan(from, block.Places.Count);
            if (block.Set is { IsNormalised: false } set && block.IsWhole)
            {
                var before = own.ToArray();
                var length = set.IsOfNumbers ? 1 : block.Grid.RowLength;
                for (var row = 0; row < own.Length; row += length)
                {
                    set.Project(own.Slice(row, length));
                }

                for (var k = 0; k < before.Length; k++)
                {
                    moved[from + k] = before[k] != own[k];
                }
            }

            from += block.Places.Count;
        }

        return moved;
    }

    /// <summary>The configuration at a point with all rows of it divided by their lengths; null where there is no direction.</summary>
    public Instance? Normalised(Rational[] point)
    {
        try
        {
            return Filled(point).Aggregate(Start, static (instance, b) =>
                instance.With(b.Symbol, (b.Grid.Dimensions.IsEmpty ? b.Grid : b.Grid with { Normalised = Enumerable.Repeat(true, b.Grid.Entries.Count / b.Grid.RowLength).ToSequence() }).ToTerm()));
        }
        catch (UndefinedException)
        {
            return null;
        }
    }

    private IEnumerable<Block> Filled(Rational[] point)
    {
        var from = 0;
        foreach (var block in blocks)
        {
            var entries = block.Grid.Entries.ToArray();
            foreach (var places in block.Places)
            {
                var number = point[from++];
                Array.ForEach(places, p => entries[p] = number);
            }

            yield return block with { Grid = block.Grid with { Entries = entries.ToSequence() } };
        }
    }

    private sealed record Block(Symbol Symbol, ExactPoints Grid, List<int[]> Places, SearchedPoints? Set, bool IsMatrix)
    {
        // Whether the unknowns are the entries in their order, as projections want them.
        public bool IsWhole => Places.Count == Grid.Entries.Count && !IsMatrix;
    }
}
