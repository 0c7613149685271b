using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.ExactLaws;

/// <summary>Σ_r g(r) with r from <paramref name="Lower"/> to <paramref name="Upper"/>, where g(r) depends on chance through the r-th members of families alone.</summary>
/// <param name="Place">The symbol that stands for the sum where it was.</param>
/// <param name="Index">r.</param>
/// <param name="Lower">The first r.</param>
/// <param name="Upper">The last r.</param>
/// <param name="Summand">g(r), without the factors that depend on neither chance nor r.</param>
/// <param name="Families">The families it draws from.</param>
internal sealed record DrawnSum(Symbol Place, Symbol Index, int Lower, int Upper, Term Summand, IReadOnlySet<Symbol> Families);
