using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Arguments;

/// <summary>An argument that proves statements of one shape for all values of their symbols, without a look at any. One file is one argument.</summary>
internal abstract class GeneralArgument
{
    /// <summary>The proof of a formula under hypotheses, or null when this argument does not apply.</summary>
    /// <param name="formula">A claim without its leading quantifiers.</param>
    /// <param name="hypotheses">The conditions of these quantifiers, and what the spec assumes.</param>
    public abstract Judgement? Prove(Term formula, IReadOnlyList<Term> hypotheses);
}
