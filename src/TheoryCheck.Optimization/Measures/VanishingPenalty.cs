using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;

namespace TheoryCheck.Optimization.Measures;

/// <summary>The minimisers of a half squared loss plus λ·|ν| as λ falls to 0, for one sample.</summary>
/// <remarks>
/// <i>Statement:</i> let ν₀ be the unique measure of least variation that interpolates, and let its certificate (the unique one, or the one of least norm,
/// which is the limit) be below 1 off its atoms, with regular optimality conditions. By the implicit function theorem these conditions have a solution
/// for all small λ &gt; 0 that tends to ν₀ with the same number of atoms, on the same sides of the inputs; the certificate stays below 1
/// elsewhere, so it is the unique minimiser. If ν₀ is unique by another certificate, minimisers still tend to it, weakly and in variation. Had they
/// as many atoms as ν₀ for arbitrarily small λ, these would lie in the cells of its atoms, the dual variables in the span of their features, and their limit
/// would be the dual variables of least norm with vanishing derivatives; so if those exceed 1 somewhere, all small λ have more atoms.
/// </remarks>
/// <param name="Limit">What is known of the least-variation interpolation.</param>
/// <param name="LimitSolution">Its solution.</param>
/// <param name="IsUniqueForSmallPenalties">Whether there is λ₀ such that the minimiser is unique for all λ in (0, λ₀).</param>
/// <param name="KeepsAtoms">Whether for all small λ the minimiser has as many atoms as the limit; False: each has more.</param>
/// <param name="Converges">Whether it tends to the limit.</param>
/// <param name="Reason">Why something is not known, or how it was decided.</param>
[Cites("duval2015", "Theorem 2")]
public sealed record VanishingPenalty(
    SparseOptimum Limit, MeasureSolution LimitSolution, Certainty IsUniqueForSmallPenalties, Certainty KeepsAtoms, Certainty Converges, string Reason)
{
    /// <summary>Examines the limit of a problem with a half squared loss; its penalty is ignored.</summary>
    /// <exception cref="ArgumentException">The loss is another one, or there is a norm bound.</exception>
    public static VanishingPenalty Examine(MeasureProblem problem, CancellationToken cancellation = default)
    {
        var interpolation = LimitProblem(problem);
        var solution = MeasureSolver.Solve(interpolation, cancellation);
        var limit = SparseOptimum.Examine(interpolation, solution, cancellation);
        if (solution.Status == MeasureStatus.Infeasible)
        {
            return new(limit, solution, Certainty.Unknown, Certainty.Unknown, Certainty.Unknown, "no measure interpolates the targets");
        }

        return limit.IsUnique switch
        {
            Certainty.True when limit.HasStableAtoms == Certainty.True => new(
                limit, solution, Certainty.True, Certainty.True, Certainty.True, "the limit is unique and its certificate is below 1 away from its atoms, with regular optimality conditions"),
            Certainty.True => new(
                limit,
                solution,
                Certainty.Unknown,
                limit.HasStableAtoms,
                Certainty.True,
                limit.HasStableAtoms == Certainty.False
                    ? "the limit is unique, but its certificate of least norm exceeds 1 away from its atoms: every small penalty adds atoms"
                    : "the limit is unique; whether small penalties add atoms is not decided"),
            Certainty.False => new(limit, solution, limit.HasStableAtoms == Certainty.True ? Certainty.False : MirrorAnswer(problem), Certainty.Unknown, Certainty.Unknown, limit.Reason),
            _ => new(limit, solution, Certainty.Unknown, Certainty.Unknown, Certainty.Unknown, limit.Reason),
        };
    }

    /// <summary>The problem of the limit: the least variation of a measure that interpolates.</summary>
    /// <exception cref="ArgumentException">The loss is not half squared, or there is a norm bound.</exception>
    public static MeasureProblem LimitProblem(MeasureProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem is { Loss: HalfSquaredLoss loss, NormBound: null }
            ? problem with { Loss = new Interpolation(loss.Targets), Penalty = 1 }
            : throw new ArgumentException("the limit of a vanishing penalty is examined for the half squared loss without a norm bound", nameof(problem));
    }

    /// <summary>For symmetric activations no minimiser other than 0 is unique, for small penalties too: the targets are not all 0 then.</summary>
    private static Certainty MirrorAnswer(MeasureProblem problem) =>
        problem.Feature.Right == -problem.Feature.Left || problem.Feature.Right == problem.Feature.Left ? Certainty.False : Certainty.Unknown;
}
