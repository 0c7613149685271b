using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Verification.Figures;

/// <summary>Pictures that can be made of what was met; they are made when they are known to be shown.</summary>
/// <param name="Draw">Makes them; may find that there is nothing to see.</param>
internal sealed record FigureEvidence(Func<IEnumerable<Figure>> Draw)
{
    /// <summary>What was settled there and where, the first trial of many; null where it is not known.</summary>
    public Func<Obligation?> Place { get; init; } = static () => null;
}

/// <summary>Finds pictures at the places where a claim's formulas are settled. An open family: one file each.</summary>
internal abstract class FigureSource
{
    /// <summary>The pictures of an obligation.</summary>
    public abstract IEnumerable<Figure> Of(Obligation obligation, ClosedEvaluation evaluation);
}
