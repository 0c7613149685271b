using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Inequalities;

/// <summary>A way to prove that a ≤ b or a &lt; b for all values of the symbols inside. One file is one way.</summary>
internal abstract class InequalityProof
{
    /// <summary>The name of the way, as a report prints it.</summary>
    public abstract string Name { get; }

    /// <summary>Why the inequality holds, and why both sides have a value, for all values under the hypotheses; null where this way does not show it.</summary>
    public abstract string? Prove(Inequality inequality);
}
