using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The total mass mu(1), signed.</summary>
public sealed class Mass : Functional
{
    /// <inheritdoc/>
    public override string Name => "mass";

    /// <inheritdoc/>
    public override string Usage => "mass(mu)";

    /// <inheritdoc/>
    public override string Summary => "The total mass mu(1), signed.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., mu in measures(vector(d))\nclaim bound: abs(mass(mu)) <= tvnorm(mu)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("mass", "\\operatorname{mass}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Measure], () => TermType.Real);
}
