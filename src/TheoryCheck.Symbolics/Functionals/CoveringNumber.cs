using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The least number of closed balls of radius r &gt; 0 that cover the set S.</summary>
public sealed class CoveringNumber : Functional
{
    /// <inheritdoc/>
    public override string Name => "covering";

    /// <inheritdoc/>
    public override string Usage => "covering(S, r)";

    /// <inheritdoc/>
    public override string Summary => "The least number of closed balls of radius r > 0 that cover the set S.";

    /// <inheritdoc/>
    public override string Example => "given d in 1..\nclaim one: covering(ball(d), 1) == 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("N", "\\mathcal{N}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Set, Slot.Scalar], () => TermType.Real);
}
