using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The density of mu with respect to nu, a function of the point.</summary>
public sealed class DensityRatio : Functional
{
    /// <inheritdoc/>
    public override string Name => "ratio";

    /// <inheritdoc/>
    public override string Usage => "ratio(mu, nu)";

    /// <inheritdoc/>
    public override string Summary => "The density of mu with respect to nu, a function of the point.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., p in laws(vector(d)), q in laws(vector(d))\nclaim mean: integral(x wrt q: ratio(p, q)(x)) <= 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Fraction();

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Measure, Slot.Measure], () =>
            MeasureTyping.WrongPoints(Name, arguments, 0, 1) ?? new FunctionType([MeasureTyping.Point(arguments[1])], TermType.Real));
}
