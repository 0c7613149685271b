using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances.Laws;

/// <summary>A kind of law on numbers or vectors that searches propose where a claim speaks of all laws: one file each, found by the catalogue.</summary>
internal abstract class LawFamily
{
    /// <summary>Whether the members belong to the sets of this <c>Name</c>: <c>laws</c>, <c>densities</c>, <c>probabilities</c>.</summary>
    public abstract bool IsIn(string set);

    /// <summary>A member, as a closed term.</summary>
    /// <param name="dimension">The dimension of the points; null for numbers.</param>
    /// <param name="source">Chance for the proposal.</param>
    public abstract Term Propose(int? dimension, UniformSource source);
}
