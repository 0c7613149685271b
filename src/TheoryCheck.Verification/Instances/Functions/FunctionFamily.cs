using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances.Functions;

/// <summary>A kind of function that searches propose where a claim speaks of all functions: one file each, found by the catalogue.</summary>
internal abstract class FunctionFamily
{
    /// <summary>How often members are tried, next to the other families that fit.</summary>
    public virtual int Weight => 1;

    /// <summary>A member that has every property wished for, by construction; null when the family has none or does not know.</summary>
    /// <param name="wish">The properties, and the coordinates that the function is of.</param>
    public abstract Term? Propose(FunctionWish wish);

    /// <summary>Members that are as simple as the properties allow, in the first of the coordinates where one is enough; counterexamples are written with these where they can.</summary>
    /// <param name="wish">The properties, and the coordinates that the function is of.</param>
    public virtual IEnumerable<Term> Simple(FunctionWish wish) => [];
}
