using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.ExactLaws;

/// <summary>Σ_r g(r) with r from <paramref name="Lower"/> to <paramref name="Upper"/>, where g(r) depends on chance through the r-th members of families alone.</summary>
/// <param name="Place">The symbol that stands for the sum where it was.</param>
/// <param name="Index">r.</param>
/// <param name="Lower">The first r.</param>
/// <param name="Upper">The last r.</param>
/// <param name="Summand">g(r), without the factors that depend on neither chance nor r.</param>
/// <param name="Families">The families it draws from.</param>
internal sealed record DrawnSum(Symbol Place, Symbol Index, int Lower, int Upper, Term Summand, IReadOnlySet<Symbol> Families)
{
    /// <summary>Whether all terms have one law: r does nothing but pick members, whose law does not depend on it.</summary>
    public bool IsIdentical => Families.All(f => f.Indices.IsEmpty || !f.Domain!.Mentions(f.Indices[0].Symbol)) && OnlyPicks(Summand);

    private bool OnlyPicks(Term term) => term switch
    {
        Element { Tensor: Reference { Symbol: var family } } element when Families.Contains(family) => element.Indices.Skip(1).All(OnlyPicks),
        Reference { Symbol: var symbol } => !ReferenceEquals(symbol, Index),
        _ => term.Children.All(OnlyPicks),
    };
}
