using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Optimization.QuadraticPrograms;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Verification.Linear;

namespace TheoryCheck.Verification.Convex;

/// <summary>
/// A convex problem with rational data: the least value of a quadratic, norms and curves under linear conditions and bounds of quadratics. Its variables are the
/// unknowns of a statement; those that stand for products, norms and curves are fixed at 0 and not used.
/// </summary>
internal sealed class ConvexProgram
{
    private readonly LinearStatement statement;
    private readonly RationalProgram conditions;

    private ConvexProgram(LinearStatement statement, RationalProgram conditions, FormParts objective, List<(FormParts Square, Rational Most)> bounds, bool isImpossible) =>
        (this.statement, this.conditions, Objective, Bounds, IsImpossible) = (statement, conditions, objective, bounds, isImpossible);

    /// <summary>What is minimised.</summary>
    public FormParts Objective { get; }

    /// <summary>Quadratics and what they are at most.</summary>
    public List<(FormParts Square, Rational Most)> Bounds { get; }

    /// <summary>Whether a norm is asked to be negative.</summary>
    public bool IsImpossible { get; }

    /// <summary>The problem of a statement and an objective; null where conditions hold other functions than one quadratic or one norm, or data that have to be rational are not.</summary>
    /// <param name="statement">The unknowns and their conditions.</param>
    /// <param name="objective">What is minimised.</param>
    /// <param name="coefficient">A rational for each coefficient of the objective; the exact ones are always asked for in one order.</param>
    /// <param name="level">A rational for the constant of each condition; likewise.</param>
    public static ConvexProgram? Of(LinearStatement statement, AffineForm objective, Func<Enclosed, Rational> coefficient, Func<Enclosed, Rational> level)
    {
        var (linear, bounds, isImpossible) = (new List<LinearCondition>(), new List<(FormParts, Rational)>(), false);
        foreach (var condition in statement.Conditions)
        {
            var parts = statement.PartsOf(condition.Form);
            if (parts.Curves.Count > 0 || parts.Roots.Count > 1 || (parts.Roots.Count == 1 && (parts.Linear.Count > 0 || parts.Square.Count > 0)))
            {
                return null;
            }

            if (parts.IsAffine)
            {
                linear.Add(condition with { Form = condition.Form.WithConstant(level(condition.Form.Constant)) });
            }
            else if (parts.Roots is [var (factor, square)])
            {
                if (!factor.IsExact || !square.IsExact)
                {
                    return null;
                }

                // The square of a root is rational.
                isImpossible |= Enclosed.Compare(Relation.Greater, parts.Constant, default) == Certainty.True;
                var most = -level(parts.Constant) / Exact(factor);
                bounds.Add((square, Enclosed.TryExact(Enclosed.Power(parts.Constant, 2), out var rational) ? rational / (Exact(factor) * Exact(factor)) : most * most));
            }
            else
            {
                if (!parts.HasExactFactors)
                {
                    return null;
                }

                bounds.Add((parts.With(level), Rational.Zero));
            }
        }

        var whole = statement.PartsOf(objective).With(coefficient);
        return whole.IsExact && EnclosedProgram.Exact(linear, statement.Size, objective.Literal(Rational.Zero)) is { } program
            ? new(statement, program with { Columns = [.. program.Columns.Select((c, k) => statement.IsFunction(k) ? c with { Bounds = new(Rational.Zero, Rational.Zero) } : c)] }, whole, bounds, isImpossible)
            : null;
    }

    /// <summary>The same objective under more linear equations and other bounds.</summary>
    public ConvexProgram With(IEnumerable<(IReadOnlyDictionary<int, Rational> Terms, Rational Level)> equations, List<(FormParts Square, Rational Most)> bounds)
    {
        var (rows, entries) = (conditions.Rows.ToBuilder(), conditions.Columns.Select(static c => c.Entries.ToBuilder()).ToArray());
        foreach (var (terms, level) in equations)
        {
            foreach (var (k, a) in terms.Where(static t => !t.Value.IsZero))
            {
                entries[k].Add((rows.Count, a));
            }

            rows.Add(new(level, level));
        }

        return new(statement, conditions with { Rows = rows.ToImmutable(), Columns = [.. conditions.Columns.Select((c, k) => c with { Entries = entries[k].ToImmutable() })] }, Objective, bounds, IsImpossible);
    }

    /// <summary>The program with the quadratic part of given parts, each times a factor, as its objective.</summary>
    public QuadraticProgram Minimising(params IEnumerable<(Rational Factor, FormParts Parts)> terms)
    {
        var (offset, costs, square) = (Rational.Zero, new Rational[statement.Size], new SortedDictionary<(int, int), Rational>());
        foreach (var (factor, parts) in terms)
        {
            offset += factor * Exact(parts.Constant);
            foreach (var (k, a) in parts.Linear)
            {
                costs[k] += factor * Exact(a);
            }

            foreach (var (at, q) in parts.Square)
            {
                square[at] = square.GetValueOrDefault(at) + (factor * Exact(q));
            }
        }

        return new(
            conditions with { Offset = offset, Columns = [.. conditions.Columns.Select((c, k) => c with { Cost = costs[k] })] },
            [.. square.Where(static q => !q.Value.IsZero).Select(static q => (q.Key.Item1, q.Key.Item2, q.Value))]);
    }

    /// <summary>Whether there are no conditions and no greater-of terms.</summary>
    public bool IsFree => conditions.Rows.IsEmpty && conditions.Columns.Index().All(c => statement.IsOwn(c.Index) ? c.Item.Bounds == RationalBounds.Free : statement.IsFunction(c.Index));

    /// <summary>Whether an unknown is a coordinate of the point.</summary>
    public bool IsOwn(int unknown) => statement.IsOwn(unknown);

    /// <summary>The forms of which the objective has logarithms.</summary>
    public IReadOnlyList<FormParts> Logarithms => [.. Objective.Curves.Select(static c => c.Curve).OfType<Lift.Curve>().Where(static c => c.IsOfPositive).Select(c => statement.PartsOf(c.At))];

    /// <summary>A point at which all of these are above 0, where they are nowhere below that under the linear conditions; null where that is not so.</summary>
    /// <param name="on">Adds conditions.</param>
    public ImmutableArray<Rational>? Positive(Func<QuadraticProgram, QuadraticProgram> on)
    {
        var forms = Logarithms;
        if (!forms.All(form => QuadraticOutcome.Of(Minimising((Rational.One, form))) is { Value: { Sign: >= 0 } }))
        {
            return null;
        }

        // The greatest s ≤ 1 that all are at least.
        var made = on(Minimising());
        var (rows, columns) = (made.Linear.Rows.ToBuilder(), made.Linear.Columns.Select(static c => (c.Cost, c.Bounds, Entries: c.Entries.ToBuilder())).ToList());
        columns.Add((-Rational.One, new(null, Rational.One), ImmutableArray.CreateBuilder<(int, Rational)>()));
        foreach (var form in forms)
        {
            foreach (var (k, a) in form.Linear)
            {
                columns[k].Entries.Add((rows.Count, Exact(a)));
            }

            columns[^1].Entries.Add((rows.Count, -Rational.One));
            rows.Add(new(-Exact(form.Constant), null));
        }

        var outcome = QuadraticOutcome.Of(made with { Linear = made.Linear with { Rows = rows.ToImmutable(), Columns = [.. columns.Select(static c => new RationalColumn(c.Cost, c.Bounds, c.Entries.ToImmutable()))] } });
        return outcome.Value is { Sign: < 0 } ? [.. outcome.Point.Take(statement.Size)] : null;
    }

    /// <summary>The program that looks for the point nearest to 0.</summary>
    public QuadraticProgram Nearest() => new(
        conditions with { Offset = Rational.Zero, Columns = [.. conditions.Columns.Select(static c => c with { Cost = Rational.Zero })] },
        [.. Enumerable.Range(0, statement.Size).Where(statement.IsOwn).Select(static k => (k, k, Rational.One))]);

    /// <summary>The value of the quadratic part of given parts at a point.</summary>
    public static Rational At(FormParts parts, IReadOnlyList<Rational> point) =>
        parts.Linear.Select(t => Exact(t.Value) * point[t.Key]).Concat(parts.Square.Select(q => Exact(q.Value) * point[q.Key.Item1] * point[q.Key.Item2])).Aggregate(Exact(parts.Constant), static (sum, t) => sum + t);

    /// <summary>A number m &gt; 0 such that xᵀQx ≥ m·|u|² for the coordinates u of the point, whatever the other unknowns are, as Q is semidefinite; null where there is none or none is proved.</summary>
    public Rational? Modulus(QuadraticProgram program)
    {
        int[] own = [.. Enumerable.Range(0, statement.Size).Where(statement.IsOwn)];
        if (program.Square.IsEmpty || program.Square.Any(q => statement.IsOwn(q.Row) != statement.IsOwn(q.Column)))
        {
            return null;
        }

        var matrix = new DoubleInterval[own.Length * own.Length];
        Array.Fill(matrix, DoubleInterval.FromExact(0));
        foreach (var (row, column, value) in program.Square.Where(q => statement.IsOwn(q.Row)))
        {
            matrix[(Array.BinarySearch(own, row) * own.Length) + Array.BinarySearch(own, column)] = DoubleInterval.FromRational(value);
        }

        return CertifiedEigenvalue.Least(matrix, own.Length) is { IsUndecided: false, LowerDouble: > 0 and < double.PositiveInfinity } least ? least.Lower : null;
    }

    /// <summary>The rational behind a coefficient of exact parts.</summary>
    public static Rational Exact(Enclosed value) => Enclosed.TryExact(value, out var exact) ? exact : throw new InvalidOperationException("a coefficient that is not exact");
}
