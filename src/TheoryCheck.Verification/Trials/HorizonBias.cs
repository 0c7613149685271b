using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Trials;

/// <summary>
/// What "it held at every step that was run" may stand for. A statement about all steps is refuted by one step, but a run to
/// a horizon never shows it; taking it for true is allowed only where that errs in the claim's favour, and the verdict then
/// says that it is partial. Where it would refute something, it stays unknown.
/// </summary>
internal enum HorizonBias
{
    /// <summary>Taking it for true favours the claim, whose verdict names the horizon.</summary>
    CountsAsTrue,

    /// <summary>Taking it for true would count against the claim, so it stays unknown; under a negation it is the other way round.</summary>
    StaysUnknown,

    /// <summary>It counts both ways, so it stays unknown also under a negation.</summary>
    Never,
}

/// <summary>The arithmetic of <see cref="HorizonBias"/>.</summary>
internal static class HorizonBiasLogic
{
    /// <summary>The bias under a negation.</summary>
    public static HorizonBias Opposite(this HorizonBias bias) => bias switch
    {
        HorizonBias.CountsAsTrue => HorizonBias.StaysUnknown,
        HorizonBias.StaysUnknown => HorizonBias.CountsAsTrue,
        _ => HorizonBias.Never,
    };

    /// <summary>The bias of the event in a claim that its probability stands in a relation to a level.</summary>
    public static HorizonBias Of(Relation relation) => relation switch
    {
        Relation.GreaterOrEqual => HorizonBias.CountsAsTrue,
        Relation.LessOrEqual => HorizonBias.StaysUnknown,
        _ => HorizonBias.Never,
    };
}
