using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The image of the measure nu under the function f.</summary>
public sealed class PushForward : Functional
{
    /// <inheritdoc/>
    public override string Name => "push";

    /// <inheritdoc/>
    public override string Usage => "push(f, nu)";

    /// <inheritdoc/>
    public override string Summary => "The image of the measure nu under the function f.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim shift: push(x |-> x + t, dirac(0)) == dirac(t)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("push", "\\operatorname{push}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Function, Slot.Measure], () =>
            (FunctionType)arguments[0].Type is not { Parameters: [var parameter], Result: var result }
            || MeasureTyping.Differ(parameter, MeasureTyping.Point(arguments[1]))
                ? Typing.Wrong("'push' takes a function of one point of the measure's space here", 0)
                : (MeasureType)arguments[1].Type with { Point = result });
}
