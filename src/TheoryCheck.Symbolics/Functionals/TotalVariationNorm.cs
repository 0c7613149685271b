using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The total mass of abs(nu), the sup of the integral of f over nu for abs(f) &lt;= 1.</summary>
public sealed class TotalVariationNorm : Functional
{
    /// <inheritdoc/>
    public override string Name => "tvnorm";

    /// <inheritdoc/>
    public override string Usage => "tvnorm(nu)";

    /// <inheritdoc/>
    public override string Summary => "The total mass of abs(nu), the sup of the integral of f over nu for abs(f) <= 1.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., nu in measures(vector(d))\nclaim bound: abs(mass(nu)) <= tvnorm(nu)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Fenced("‖", "‖", "\\left\\|", "\\right\\|", "TV");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Measure], () => TermType.Real);
}
