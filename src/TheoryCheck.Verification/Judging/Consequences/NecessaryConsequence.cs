using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Consequences;

/// <summary>Something that claims of one shape imply of the symbols around them: where it fails, so does the claim, whatever else that says. One file is one consequence.</summary>
internal abstract class NecessaryConsequence
{
    /// <summary>What is shown where it fails, in words.</summary>
    public abstract string Words { get; }

    /// <summary>The implied formula and the quantifiers that it stands behind; null for claims of another shape.</summary>
    /// <param name="binders">The universal quantifiers of the claim.</param>
    /// <param name="body">The claim behind them.</param>
    /// <param name="assumptions">What is assumed.</param>
    public abstract (List<Binder> Binders, Term Formula)? Of(List<Binder> binders, Term body, IReadOnlyList<Term> assumptions);

    /// <summary>What a report shows of a failure: the implied formula, or the claim itself.</summary>
    /// <param name="found">Where the implied formula fails.</param>
    /// <param name="body">The claim.</param>
    public virtual FailureEvidence Shown(FailureEvidence found, Term body) => found;
}
