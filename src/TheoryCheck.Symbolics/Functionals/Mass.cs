using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The total mass mu(1), or the mass mu(S) of the points of a set, signed.</summary>
public sealed class Mass : Functional
{
    /// <inheritdoc/>
    public override string Name => "mass";

    /// <inheritdoc/>
    public override string Usage => "mass(mu), mass(mu, S)";

    /// <inheritdoc/>
    public override string Summary => "The total mass mu(1), or the mass mu(S) of the points of the set S, signed.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., mu in measures(vector(d))\nclaim bound: abs(mass(mu, {u in vector(d) where norm(u) <= 1})) <= tvnorm(mu)\nclaim whole: abs(mass(mu)) <= tvnorm(mu)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("mass", "\\operatorname{mass}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Measure, Slot.Set], () => TermType.Real, optional: 1);
}
