using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Dictionaries;

/// <summary>Uniqueness over a finite dictionary: exact, where the weights are.</summary>
internal static class DictionaryOptimum
{
    private const int Precision = 128;

    internal static SparseOptimum Examine(MeasureProblem problem, DirectionList directions, MeasureSolution solution)
    {
        // A continuous objective with bounded level sets in finitely many weights.
        const Certainty Exists = Certainty.True;
        if (problem.Loss is not HalfSquaredLoss squared || !directions.IsExact)
        {
            return new(Exists, Certainty.Unknown, [], [], "minimisers over a dictionary are examined for the half squared loss and directions known exactly");
        }

        var columns = directions.Points.Map(t => problem.Inputs.Map(x => new Atom(t, 1).Output(problem.Feature, x)));
        var weights = directions.Points.Select(t => solution.Atoms.Items.FirstOrDefault(a => IsAlong(a.Moment, t))?.Weight ?? 0).ToArray();
        return ExactLasso.Settle(columns, squared, problem.Penalty, problem.IsNonnegative, weights) switch
        {
            { IsUnique: true } exact => new(
                Exists,
                Certainty.True,
                [.. solution.Atoms.Select(a => SparseOptimum.Enclosed(a.Sign, [.. a.Moment.Select(m => Interval.FromRational(m, Precision))]))],
                [.. exact.Dual.Select(q => Interval.FromRational(q, Precision))],
                "the columns of the directions at which the certificate is 1 are independent")
                {
                    Exact = solution.Atoms,
                    Level = Interval.FromRational(problem.Penalty, Precision),
                },
            _ => new(Exists, Certainty.Unknown, [], [], "the columns of the directions at which the certificate is 1 are dependent, or the weights are not known exactly"),
        };
    }

    private static bool IsAlong(Sequence<Rational> moment, Sequence<Rational> direction)
    {
        var product = DictionaryProblem.Product(moment, direction);
        return product.Sign > 0 && moment.Items.Zip(direction.Items).All(p => p.First == product * p.Second);
    }
}
