using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Instances;

/// <summary>
/// Proposes values from the domain of a searched symbol, as exact closed terms: small integers first, rationals with
/// small denominators, structured configurations of vectors. A proposal is a guess; whoever uses it checks it.
/// </summary>
/// <param name="source">Randomness.</param>
/// <param name="evaluation">Evaluates sizes, ends and conditions.</param>
internal sealed class DomainSampler(UniformSource source, ClosedEvaluation evaluation)
{
    /// <summary>The largest size proposed for an unbounded integer.</summary>
    public const int LargestSize = 8;

    // How often an end of an interval that belongs to it is proposed.
    private const double EndShare = 0.06;

    // Every so many integers is the next one: 0, -1, 1, -2, ..
    private const int InTurnEach = 4;

    // How often a number is of an extreme scale, and of which.
    private const double ExtremeShare = 0.04;
    private const int ExtremeExponent = 40;

    // How often a point of a set is proposed before one that satisfies a condition is given up.
    private const int Tries = 32;

    // Every so many laws on a whole space is one of weighted points.
    private const int AtomicEach = 3;

    /// <summary>Whether numbers of extreme scales are proposed, whose digits grow along exact recursions.</summary>
    public bool HasExtremes { get; init; } = true;

    /// <summary>Whether a claim without chance is searched: laws on whole spaces may be of weighted points then, which are integrated but not drawn from, and integers great.</summary>
    public bool IsWithoutChance { get; init; } = true;

    /// <summary>Whether points of spheres are to be rational, as solvers want them that compute in rationals.</summary>
    public bool HasRationalPoints { get; init; }

    private readonly FunctionProposals functions = new(source, evaluation.TryRational, evaluation.TryDecide);
    private readonly LawProposals laws = new(source, evaluation.TryRational, evaluation.TryDecide);
    private readonly SequenceProposals sequences = new(source);
    private readonly MatrixProposals matrices = new(source);

    /// <summary>A value of a symbol, or null when no way is known to propose from its domain.</summary>
    /// <param name="symbol">The symbol, with its domain and index binders.</param>
    /// <param name="domain">The domain in force: the binder's, else the declaration's.</param>
    /// <param name="instance">What is already bound; sizes among it.</param>
    /// <param name="round">The round of the search, from 0; it chooses the shape of configurations.</param>
    /// <param name="conditions">What is asked of a function or law.</param>
    /// <param name="wishes">What else assumptions say of a law, which it may break.</param>
    public Term? Propose(Symbol symbol, Term? domain, Instance instance, int round, IReadOnlyList<Term> conditions, IReadOnlyList<Term>? wishes = null)
    {
        if (symbol.Type is FunctionType function)
        {
            return functions.Propose(symbol, function, conditions, instance);
        }

        if (domain is null)
        {
            return null;
        }

        if (symbol is { Indices.IsEmpty: true, Type: MeasureType })
        {
            return (IsWithoutChance && round % AtomicEach == AtomicEach - 1 ? Atomic(symbol, domain, instance, round, conditions, wishes ?? []) : null)
                ?? laws.Propose(symbol, domain, conditions, instance) ?? Atomic(symbol, domain, instance, round, conditions, wishes ?? []);
        }

        if (symbol.Indices.IsEmpty)
        {
            return ProposeElement(domain, instance, round);
        }

        if (SequenceProposals.IsInfinite(symbol))
        {
            return sequences.Propose(symbol, domain, instance, evaluation.TryRational);
        }

        return ProposeFamily(symbol.Indices.Items.AsSpan(), domain, instance, round);
    }

    /// <summary>Simple functions with what is asked of a function, the simplest first.</summary>
    public IEnumerable<Term> SimpleFunctions(Symbol symbol, FunctionType type, IReadOnlyList<Term> conditions, Instance instance) => functions.Simple(symbol, type, conditions, instance);

    private Term? Atomic(Symbol symbol, Term domain, Instance instance, int round, IReadOnlyList<Term> conditions, IReadOnlyList<Term> wishes)
    {
        var proposals = new AtomicLaws(source, evaluation, Points);
        return proposals.Propose(symbol, domain, [.. conditions, .. wishes], instance, round)?.ToTerm() is { } law
            && conditions.All(c => evaluation.TryDecide(c, instance.With(symbol, law)) == Certainty.True) ? law : null;
    }

    private IReadOnlyList<Term>? Points(Term set, Instance instance, int count, int round) =>
        ProposeFamily([Build.Below(Build.Index("k"), Build.Num(count))], set, instance, round) is Collection points ? points.Children.Items : null;

    private Term? ProposeFamily(ReadOnlySpan<Binder> indices, Term domain, Instance instance, int round)
    {
        if (VectorFamily(indices, domain, instance, round) is { } placed)
        {
            return placed;
        }

        if (Range(indices[0].Domain, instance) is not var (lower, count) || count > 4096)
        {
            return null;
        }

        var items = new List<Term>();
        for (var i = 0; i < count; i++)
        {
            var inner = instance.With(indices[0].Symbol, new Number(lower + i));
            var item = indices.Length > 1 ? ProposeFamily(indices[1..], domain, inner, round) : ProposeElement(domain, inner, round);
            if (item is null)
            {
                return null;
            }

            items.Add(item);
        }

        items = indices.Length == 1 && items.Count > 2 && items[0] is Number && indices[0].Symbol is var index && !domain.Mentions(index) ? Patterned(items, round) : items;
        var inside = items.Count > 0 && items[0].Type is TensorType tensor ? tensor.Axes : [];
        return new Collection(
            CollectionKind.List,
            new TensorType(NumberKind.Real, new Sequence<Axis>([Axis.Of(new Number(items.Count))]).Concat(inside)),
            items.ToSequence());
    }

    // Numbers of which one, or every second, is the first, and all others equal.
    private static List<Term> Patterned(List<Term> items, int round) => (round % 7) switch
    {
        3 => items.ConvertAll(_ => items[0]),
        4 => [items[0], .. items.Skip(1).Select(_ => items[1])],
        6 => [.. items.Select((_, i) => items[i % 2])],
        _ => items,
    };

    // A single-index family of vectors is placed as one configuration.
    private Term? VectorFamily(ReadOnlySpan<Binder> indices, Term domain, Instance instance, int round)
    {
        if (indices.Length != 1 || domain is not Call { Operation: SetConstructor set } call || call.Type is not SetType { Element: TensorType { Axes.Count: 1 } }
            || set.Name is not ("vector" or "sphere" or "ball") || evaluation.TryRational(call.Arguments[0], instance) is not { IsInteger: true, Sign: > 0 } dimension
            || Range(indices[0].Domain, instance) is not var (_, count) || count * (long)dimension.Numerator > 65536)
        {
            return null;
        }

        var d = (int)dimension.Numerator;
        var raw = new double[count * d];
        source.FillNormal(raw);
        ConfigurationShape.All[round % ConfigurationShape.All.Count].Place(raw, d);
        var place = VectorProposals.Into(set, source, HasRationalPoints);
        var rows = new List<Term>();
        for (var i = 0; i < count; i++)
        {
            rows.Add(place(raw.AsSpan(i * d, d)));
        }

        return new Collection(
            CollectionKind.List,
            new TensorType(NumberKind.Real, [Axis.Of(new Number(count)), Axis.Of(new Number(d))]),
            rows.ToSequence());
    }

    private Term? ProposeElement(Term domain, Instance instance, int round) => domain switch
    {
        IndexRange range => ProposeInteger(range, instance),
        RealInterval interval => ProposeInterval(interval, instance),
        Collection { Kind: CollectionKind.Set, Children.Count: > 0 } set => set.Children[(int)(source.NextUniform() * set.Children.Count)],
        Call { Operation: SetConstructor set } call => ProposeFrom(set, call, instance, round),
        Binding { Form: Comprehension, Binders: [{ Domain: { } points, Where: { } where, Symbol: var member }] } => Enumerable.Range(round, Tries).Select(at => ProposeElement(points, instance, at))
            .FirstOrDefault(p => p is null || evaluation.TryDecide(where, instance.With(member, p)) == Certainty.True),
        // Predicates of a size are sets of matrices.
        Call { Type: SetType { Element: TensorType square }, Operation: Psd } when Lengths(square, instance) is [var n, _] => matrices.Semidefinite(n, round),
        Call { Type: SetType { Element: TensorType square }, Operation: Symmetric } when Lengths(square, instance) is [var n, _] => matrices.Symmetric(n, round),
        _ => null,
    };

    private Term? ProposeInteger(IndexRange range, Instance instance)
    {
        if (evaluation.TryRational(range.Lower, instance) is not { IsInteger: true } lower)
        {
            return null;
        }

        var upper = range.Upper is Constant ? lower + LargestSize : evaluation.TryRational(range.Upper, instance);
        if (upper is not { IsInteger: true } last || last < lower)
        {
            return null;
        }

        var span = Math.Min((long)(last - lower).Numerator, 64) + 1;
        return new Number(lower + (long)(source.NextUniform() * span));
    }

    private Term? ProposeInterval(RealInterval interval, Instance instance)
    {
        if (RationalInterval.Within(interval, instance, evaluation) is not var (lower, upper, isLowerOpen, isUpperOpen))
        {
            return null;
        }

        if (lower is null && upper is null)
        {
            return new Number(ProposeReal());
        }

        if (lower is null)
        {
            return isUpperOpen || source.NextUniform() >= EndShare ? new Number(upper!.Value - ProposePositive()) : AtEnd(interval.Upper, interval.UpperOpen, upper!.Value);
        }

        if (upper is null)
        {
            return isLowerOpen || source.NextUniform() >= EndShare ? new Number(lower.Value + ProposePositive()) : AtEnd(interval.Lower, interval.LowerOpen, lower.Value);
        }

        // The ends themselves, where they belong to the set, then fractions with small denominators, then any.
        var draw = source.NextUniform();
        var width = upper.Value - lower.Value;
        if (draw < EndShare && !isLowerOpen)
        {
            return AtEnd(interval.Lower, interval.LowerOpen, lower.Value);
        }

        if (draw < 2 * EndShare && !isUpperOpen)
        {
            return AtEnd(interval.Upper, interval.UpperOpen, upper.Value);
        }

        if (HasExtremes && draw < 3 * EndShare)
        {
            var near = width * Power(-ExtremeExponent, -4);
            return new Number(source.NextUniform() < 0.5 ? lower.Value + near : upper.Value - near);
        }

        var parts = draw < 0.6 ? 8 : 1024;
        return new Number(lower.Value + (width * new Rational(1 + (long)(source.NextUniform() * (parts - 1)), parts)));

        // An irrational end itself, or a number beside it where it is left out.
        Term? AtEnd(Term end, bool isOpen, Rational inside) => isOpen ? new Number(inside) : evaluation.TryClosed(end, instance);
    }

    private Term? ProposeFrom(SetConstructor set, Call call, Instance instance, int round)
    {
        switch (set)
        {
            case Reals:
                return new Number(ProposeReal());
            case Positive:
                return new Number(ProposePositive());
            case Naturals or Integers when round % InTurnEach == 1:
                var turn = round / InTurnEach;
                return new Number(set is Naturals ? turn : turn % 2 == 0 ? turn / 2 : -(turn + 1) / 2);
            case Naturals:
                return new Number((long)(source.NextUniform() * LargestSize * Stretch()));
            case SquareSummable:
                return sequences.ProposeSquareSummable();
            case Integers:
                var stretch = Stretch();
                return new Number((long)(((source.NextUniform() * 2) - 1) * LargestSize * stretch));
        }

        if (call.Type is not SetType { Element: TensorType tensor } || Lengths(tensor, instance) is not { } lengths)
        {
            return null;
        }

        var size = lengths.Aggregate(1, (a, b) => a * b);
        var raw = new double[size];
        source.FillNormal(raw);
        if (lengths.Length == 1 && set.Name is "vector" or "sphere" or "ball")
        {
            ConfigurationShape.All[round % ConfigurationShape.All.Count].Place(raw, size);
            return VectorProposals.Into(set, source, HasRationalPoints)(raw);
        }

        return set.Name switch
        {
            "matrix" => matrices.Any(lengths[0], lengths[1], round),
            "simplex" => Simplex(size, round),
            "permutations" => Permutation(size),
            _ => null,
        };
    }

    // Three quarters of the integers are small, most of the others up to 16 times as great, and so on.
    private long Stretch() => 1L << (int)Math.Min(28, 4 * Math.Floor(-Math.Log2(1 - source.NextUniform()) / 2));

    private Term Permutation(int size)
    {
        var order = Enumerable.Range(0, size).Select(static i => (Rational)i).ToArray();
        for (var i = size - 1; i > 0; i--)
        {
            var j = Math.Min(i, (int)(source.NextUniform() * (i + 1)));
            (order[i], order[j]) = (order[j], order[i]);
        }

        return ClosedValue.Of([size], (ReadOnlySpan<Rational>)order);
    }

    // Any weights, by turns equal ones, and all on one.
    private Term Simplex(int size, int round)
    {
        var weights = new Rational[size];
        var total = Rational.Zero;
        var corner = (int)(source.NextUniform() * size);
        for (var i = 0; i < size; i++)
        {
            weights[i] = 1 + (long)(source.NextUniform() * 12);
            weights[i] = (round % 6) switch { 2 => Rational.One, 5 => i == corner ? Rational.One : Rational.Zero, _ => weights[i] };
            total += weights[i];
        }

        return ClosedValue.Of([size], (ReadOnlySpan<Rational>)weights.Select(w => w / total).ToArray());
    }

    private Rational ProposeReal()
    {
        var draw = source.NextUniform();
        if (draw < 0.4)
        {
            return new Rational((long)(source.NextUniform() * 33) - 16, 4);
        }

        Span<double> normal = stackalloc double[1];
        source.FillNormal(normal);
        return HasExtremes && draw > 1 - ExtremeShare ? Power(-ExtremeExponent, ExtremeExponent) * new Rational(normal[0] < 0 ? -3 : 3, 2)
            : draw < 0.8 ? Dyadic(normal[0], 1024)
            : draw < 0.85 ? Rational.Zero
            : Dyadic(normal[0] * Math.ScaleB(1, (int)(source.NextUniform() * 16) - 8), 4096);
    }

    private Rational ProposePositive()
    {
        var draw = source.NextUniform();
        return HasExtremes && draw > 1 - ExtremeShare ? Power(-ExtremeExponent, ExtremeExponent)
            : draw < 0.5
            ? new Rational(1 + (long)(source.NextUniform() * 16), 4)
            : Rational.Power(2, (int)(source.NextUniform() * 20) - 12) * new Rational(4 + (long)(source.NextUniform() * 4), 4);
    }

    private Rational Power(int least, int greatest) => Rational.Power(2, least + (int)(source.NextUniform() * (greatest - least + 1)));

    private int[]? Lengths(TensorType tensor, Instance instance)
    {
        var lengths = tensor.Axes.Select(a => evaluation.TryRational(a.Length, instance)).ToArray();
        return lengths.Any(l => l is not { IsInteger: true, Sign: > 0 }) || lengths.Aggregate(Rational.One, (a, b) => a * b!.Value) > 65536
            ? null
            : [.. lengths.Select(l => (int)l!.Value.Numerator)];
    }

    private (Rational Lower, int Count)? Range(Term? domain, Instance instance)
    {
        if (domain is not IndexRange range || evaluation.TryRational(range.Lower, instance) is not { IsInteger: true } lower
            || range.Upper is Constant || evaluation.TryRational(range.Upper, instance) is not { IsInteger: true } upper || upper - lower > 1_000_000)
        {
            return null;
        }

        return (lower, Math.Max(0, (int)(upper - lower).Numerator + 1));
    }

    private static Rational Dyadic(double value, int denominator) => new((long)Math.Round(Math.Clamp(value, -1e12, 1e12) * denominator), denominator);
}
