using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Bounds;
using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Dictionaries;

/// <summary>
/// Measures on finitely many directions: the weights are found in doubles, and bounded by weak duality with the maximum of the certificate over the
/// list in exact arithmetic; where <see cref="ExactLasso"/> settles the weights, the bounds meet.
/// </summary>
internal static class DictionaryProblem
{
    private const int Precision = 128;

    internal static MeasureSolution Solve(MeasureProblem problem, DirectionList directions, SeparableLoss loss, MeasureSolverOptions options)
    {
        if (problem.Penalty.IsZero || problem.NormBound is not null || !loss.IsSmooth)
        {
            throw new ArgumentException("a finite set of directions is solved for smooth losses with a penalty and without a norm bound", nameof(problem));
        }

        var points = directions.Points;
        var columns = points.Map(t => problem.Inputs.Map(x => new Atom(t, 1).Output(problem.Feature, x)));
        var (weights, rounds) = Search(problem, loss, columns, options);
        if (loss is HalfSquaredLoss squared && directions.IsExact && ExactLasso.Settle(columns, squared, problem.Penalty, problem.IsNonnegative, weights) is { } exact)
        {
            return Solution(problem, MeasureStatus.Solved, exact.Value, exact.Value, Atoms(points, exact.Weights), exact.Dual, exact.Dual, 1, rounds, Contacts(points, columns, problem.Penalty, exact.Dual));
        }

        var atoms = Atoms(points, [.. weights.Select(w => Rational.FromExact(w))]);
        var outputs = PrimalBound.Outputs(problem, atoms);
        var residual = outputs.Select((f, i) => loss.Admissible(i, Rational.FromExact(loss.Piece(i, f.ToDouble(), 0, 1).Dual))).ToSequence();
        var supremum = Supremum(problem, points, columns, residual);
        var (lower, dual) = DualBound.Of(problem.Penalty, problem.NormBound, loss, residual, supremum);
        var upper = PrimalBound.Of(problem, loss, atoms);
        var isSolved = lower is { } low && upper is { } high && (high - low).ToDouble() <= options.RelativeGap * Math.Max(Math.Abs(high.ToDouble()), Math.Abs(low.ToDouble()));
        return Solution(
            problem, isSolved ? MeasureStatus.Solved : MeasureStatus.GapLeft, lower, upper, atoms, residual, dual, supremum.Upper / problem.Penalty, rounds, Contacts(points, columns, problem.Penalty, residual))
            with { Reason = isSolved ? "" : "the bounds of the problem over the listed directions are farther apart than asked for" };
    }

    /// <summary>The weights in doubles, with their signs, and the number of looks at the list.</summary>
    private static (double[] Weights, int Rounds) Search(MeasureProblem problem, SeparableLoss loss, Sequence<Sequence<Rational>> columns, MeasureSolverOptions options)
    {
        var penalty = problem.Penalty.ToDouble();
        if (loss is HalfSquaredLoss squared && !problem.IsNonnegative)
        {
            var flat = columns.SelectMany(c => c.Items.Select(v => v.ToDouble())).ToArray();
            var lasso = DictionaryLasso.Solve(flat, [.. squared.Targets.Items.Select(y => y.ToDouble())], penalty, squared.Scale.ToDouble(), options.RelativeGap * 1e-3);
            return (lasso.Weights, lasso.Rounds);
        }

        var positive = columns.Select(c => c.Items.Select(v => v.ToDouble()).ToArray()).ToList();
        var signed = problem.IsNonnegative ? positive : [.. positive, .. positive.Select(c => Array.ConvertAll(c, v => -v))];
        var magnitudes = new double[signed.Count];
        new WeightDescent([.. signed], penalty, (i, f) => loss.Piece(i, f, 0, 1)).Run(magnitudes);
        return ([.. positive.Select((_, p) => magnitudes[p] - (problem.IsNonnegative ? 0 : magnitudes[positive.Count + p]))], 1);
    }

    private static Sequence<Atom> Atoms(Sequence<Sequence<Rational>> points, IReadOnlyList<Rational> weights) =>
        points.Zip(weights).Where(p => !p.Second.IsZero).Select(p => new Atom(p.First.Map(c => c * Magnitude(p.Second)), p.Second.Sign)).ToSequence();

    /// <summary>max over p of |Σᵢ qᵢ φ(⟨tₚ, xᵢ⟩)|/|tₚ|, without the modulus for nonnegative measures, at least 0.</summary>
    private static Interval Supremum(MeasureProblem problem, Sequence<Sequence<Rational>> points, Sequence<Sequence<Rational>> columns, Sequence<Rational> dual)
    {
        var most = Interval.FromRational(0, Precision);
        for (var p = 0; p < points.Count; p++)
        {
            var value = Product(columns[p], dual);
            var length = Interval.Sqrt(most.Literal(DirectionList.SquaredLength(points[p])));
            most = Interval.Max(most, most.Literal(problem.IsNonnegative ? value : Magnitude(value)) / length);
        }

        return most;
    }

    private static ImmutableArray<ImmutableArray<double>> Contacts(Sequence<Sequence<Rational>> points, Sequence<Sequence<Rational>> columns, Rational penalty, Sequence<Rational> dual) =>
        [.. points.Zip(columns).Where(p => Magnitude(Product(p.Second, dual)) >= penalty * (1 - new Rational(1, 1_000_000))).Select(p => p.First.Select(c => c.ToDouble()).ToImmutableArray())];

    private static MeasureSolution Solution(
        MeasureProblem problem, MeasureStatus status, Rational? lower, Rational? upper, Sequence<Atom> atoms, Sequence<Rational> residual, Sequence<Rational> dual, Rational supremum, int rounds, ImmutableArray<ImmutableArray<double>> contacts) =>
        new(status, "", lower, upper, atoms, residual, dual, new DualCertificate(residual, problem.Penalty, Interval.FromBounds(0, supremum), contacts), [], rounds);

    internal static Rational Product(Sequence<Rational> column, Sequence<Rational> dual)
    {
        var sum = Rational.Zero;
        for (var i = 0; i < column.Count; i++)
        {
            sum += column[i] * dual[i];
        }

        return sum;
    }

    internal static Rational Magnitude(Rational value) => value.Sign < 0 ? -value : value;
}
