using System.Collections.Immutable;
using TheoryCheck.Checker.Statements;
using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Certificates;

/// <summary>
/// The multipliers and slopes that prove a point to be a minimiser, by one linear program: the factors that are left of every part are linear in τ (the objective's own factor), in the multipliers of the
/// conditions that hold with equality, and in w q, with w the factor of a positive part of what is 0 at the point and q its slope.
/// </summary>
/// <remarks>As many inequalities as possible are strict, so that as much as possible follows for other minimisers: with τ ≥ 1 free, the sum of what each has to spare, up to 1, is greatest where all have 1.</remarks>
[Cites("goldman-tucker-1956", "Theorem 4")]
internal sealed class VectorMultipliers
{
    private static readonly RationalBounds Unit = new(Rational.Zero, Rational.One);

    private readonly VectorProblem problem;
    private readonly IReadOnlyList<Rational> values;
    private readonly Dictionary<int, Rational>[] factors;
    private readonly List<RationalBounds> columns = [new(Rational.One, null)];
    private readonly List<(Dictionary<int, Rational> Terms, RationalBounds Bounds)> rows = [];
    private readonly List<int> spare = [];
    private readonly List<(int? Column, Dictionary<int, Rational> Over)> listed = [];

    private VectorMultipliers(VectorProblem problem, IReadOnlyList<Rational> point)
    {
        (this.problem, values) = (problem, problem.ValuesAt(point));
        factors = [.. Enumerable.Range(0, values.Count).Select(k => new Dictionary<int, Rational> { [0] = problem.Objective.ElementAtOrDefault(k) })];
        for (var k = problem.Parts.Count; k > problem.Size; k--)
        {
            var part = problem.Parts[k - 1];
            switch (part.Shape)
            {
                case "product":
                    Rational[] slopes = [.. Enumerable.Range(0, k).Select(i => (At(part.Right) * part.Left.ElementAtOrDefault(i)) + (At(part.Left) * part.Right.ElementAtOrDefault(i)))];
                    Add(slopes, Rational.One, factors[k]);
                    break;
                case "relu":
                    Touch(part.Left, factors[k]);
                    break;
                default:
                    Charge(part);
                    break;
            }
        }

        rows.AddRange(factors.Skip(1).Take(problem.Size).Select(static f => (f, new RationalBounds(Rational.Zero, Rational.Zero))));
    }

    /// <summary>What proves a point to be a minimiser; null where nothing does.</summary>
    public static VectorOptimum? Of(VectorProblem problem, IReadOnlyList<Rational> point) => new VectorMultipliers(problem, point).Solve() is { } multipliers ? new(point, multipliers) : null;

    private Rational At(Rational[] form) => VectorProblem.Dot(form, values);

    // A condition that does not hold with equality has no multiplier but 0.
    private void Charge(VectorPart condition)
    {
        var isEquation = condition.Shape == nameof(Relation.Equal);
        if (!At(condition.Left).IsZero)
        {
            listed.Add((null, factors[0]));
            return;
        }

        var column = Column(isEquation ? RationalBounds.Free : RationalBounds.Nonnegative);
        listed.Add((column, new() { [0] = Rational.One }));
        Dictionary<int, Rational> multiplier = new() { [column] = Rational.One };
        Add(condition.Left, -Rational.One, multiplier);
        if (!isEquation)
        {
            Spare(multiplier);
        }
    }

    // A positive part is at least q times what it is of; where that is 0, w q is between 0 and w.
    private void Touch(Rational[] form, Dictionary<int, Rational> weight)
    {
        Spare(weight);
        if (!At(form).IsZero)
        {
            Add(form, At(form).Sign > 0 ? Rational.One : Rational.Zero, weight);
            return;
        }

        var column = Column(RationalBounds.Nonnegative);
        Dictionary<int, Rational> part = new() { [column] = Rational.One };
        listed.Add((column, weight));
        Spare(part);
        Spare(Sum(weight, -Rational.One, part));
        Add(form, Rational.One, part);
    }

    // Something that must not be negative, and should be positive.
    private void Spare(Dictionary<int, Rational> amount)
    {
        spare.Add(Column(Unit));
        rows.Add((Sum(amount, -Rational.One, new() { [spare[^1]] = Rational.One }), RationalBounds.Nonnegative));
    }

    private int Column(RationalBounds bounds)
    {
        columns.Add(bounds);
        return columns.Count - 1;
    }

    private void Add(Rational[] form, Rational scale, Dictionary<int, Rational> times)
    {
        for (var i = 0; i < form.Length; i++)
        {
            factors[i] = Sum(factors[i], scale * form[i], times);
        }
    }

    private static Dictionary<int, Rational> Sum(Dictionary<int, Rational> terms, Rational factor, Dictionary<int, Rational> more)
    {
        var sum = new Dictionary<int, Rational>(terms);
        foreach (var (column, value) in factor.IsZero ? [] : more)
        {
            sum[column] = sum.GetValueOrDefault(column) + (factor * value);
        }

        return sum;
    }

    private List<Rational>? Solve()
    {
        var entries = columns.Select(static _ => ImmutableArray.CreateBuilder<(int, Rational)>()).ToArray();
        foreach (var (i, row) in rows.Index())
        {
            foreach (var (column, value) in row.Terms.Where(static t => !t.Value.IsZero).OrderBy(static t => t.Key))
            {
                entries[column].Add((i, value));
            }
        }

        var gain = spare.ToHashSet();
        var program = new RationalProgram(
            ObjectiveSense.Maximise,
            [.. rows.Select(static r => r.Bounds)],
            [.. columns.Select((b, c) => new RationalColumn(gain.Contains(c) ? Rational.One : Rational.Zero, b, entries[c].ToImmutable()))],
            Rational.Zero);
        if (RationalOptimum.Of(program, withUniqueness: false).Outcome?.Certificate?.Primal is not { } found)
        {
            return null;
        }

        Rational Value(Dictionary<int, Rational> terms) => terms.Aggregate(Rational.Zero, (sum, t) => sum + (t.Value * found[t.Key]));
        return listed.ConvertAll(l => l.Column is { } column && Value(l.Over) is { IsZero: false } over ? found[column] / over : Rational.Zero);
    }
}
