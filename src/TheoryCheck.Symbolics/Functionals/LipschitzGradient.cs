using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The Lipschitz constant of the gradient; infinity when there is none.</summary>
public sealed class LipschitzGradient : Functional
{
    /// <inheritdoc/>
    public override string Name => "lipschitz_grad";

    /// <inheritdoc/>
    public override string Usage => "lipschitz_grad(f)";

    /// <inheritdoc/>
    public override string Summary => "The Lipschitz constant of the gradient; infinity when there is none.";

    /// <inheritdoc/>
    public override string Example => "claim square: lipschitz_grad(t |-> t^2) == 2";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("Lip∇", "\\operatorname{Lip}_{\\nabla}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Function], () => TermType.Real);
}
