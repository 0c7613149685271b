using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The sup of the integral of f over mu - nu for functions f with abs(f) &lt;= 1 and lipschitz(f) &lt;= 1.</summary>
public sealed class WeakDistance : Functional
{
    /// <inheritdoc/>
    public override string Name => "weak_distance";

    /// <inheritdoc/>
    public override string Usage => "weak_distance(mu, nu)";

    /// <inheritdoc/>
    public override string Summary => "The sup of the integral of f over mu - nu for functions f with abs(f) <= 1 and lipschitz(f) <= 1.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., mu in measures(vector(d)), nu in measures(vector(d))\nclaim bound: weak_distance(mu, nu) <= tvnorm(mu - nu)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("BL", "\\operatorname{BL}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Measure, Slot.Measure], () =>
            MeasureTyping.WrongPoints(Name, arguments, 0, 1) ?? TermType.Real);
}
