namespace TheoryCheck.Verification.Judging.Inequalities.Polynomials;

/// <summary>
/// A step of a proof that a polynomial is not negative. Each holds for every single value of the letters that satisfies what is known of them; so letters may depend on each other. One file is one rule.
/// </summary>
internal abstract class SignRule
{
    /// <summary>When it is tried: cheaper rules, and those that lose nothing, come first.</summary>
    public abstract int Order { get; }

    /// <summary>Whether the question is answered with yes; false says nothing.</summary>
    public abstract bool Shows(SignQuestion question, PolynomialSigns signs);
}
