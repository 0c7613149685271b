namespace TheoryCheck.Optimization.LinearPrograms.Exact;

/// <summary>What exact arithmetic makes of a candidate.</summary>
/// <param name="Certificate">The optimum, accepted by <see cref="LinearProgramCertificateCheck"/>; null without one.</param>
/// <param name="Uniqueness">Whether the optimal point is the only one.</param>
/// <param name="Other">A second optimal point, when there is one and it was found: its own certificate.</param>
/// <param name="Pivots">Exact pivots that were needed beyond the candidate's basis.</param>
/// <param name="Reason">Why there is no certificate, or why uniqueness is not decided; empty otherwise.</param>
public sealed record ExactOutcome(LinearProgramCertificate? Certificate, OptimumUniqueness Uniqueness, LinearProgramCertificate? Other, int Pivots, string Reason);

/// <summary>Whether an optimal point is the only one.</summary>
public enum OptimumUniqueness
{
    /// <summary>Not settled.</summary>
    Undecided,

    /// <summary>There is no other optimal point.</summary>
    Unique,

    /// <summary>There is another optimal point.</summary>
    NotUnique,
}
