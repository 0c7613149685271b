using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The L2 norm, the root of the integral of norm(f(x))^2 over mu.</summary>
public sealed class NormL2 : Functional
{
    /// <inheritdoc/>
    public override string Name => "norm_L2";

    /// <inheritdoc/>
    public override string Usage => "norm_L2(f, mu)";

    /// <inheritdoc/>
    public override string Summary => "The L2 norm, the root of the integral of norm(f(x))^2 over mu.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., mu in laws(vector(d))\nclaim constant: norm_L2(u |-> 1, mu) == 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Fenced("‖", "‖", "\\left\\|", "\\right\\|", "L²");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Function, Slot.Measure], () =>
            (FunctionType)arguments[0].Type is not { Parameters: [var parameter], Result: TensorType or ErrorType }
            || MeasureTyping.Differ(parameter, MeasureTyping.Point(arguments[1]))
                ? Typing.Wrong("'norm_L2' takes a function of one point of the measure's space here", 0)
                : TermType.Real);
}
