using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The law with density f/integral(x wrt P: f(x)) with respect to P, for f &gt;= 0.</summary>
public sealed class Reweight : Functional
{
    /// <inheritdoc/>
    public override string Name => "reweight";

    /// <inheritdoc/>
    public override string Usage => "reweight(P, f)";

    /// <inheritdoc/>
    public override string Summary => "The law with density f/integral(x wrt P: f(x)) with respect to P, for f >= 0.";

    /// <inheritdoc/>
    public override string Example => "given c in reals\nclaim tilt: reweight(normal(0, 1), x |-> exp(c*x)) == normal(c, 1)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("reweight", "\\operatorname{reweight}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Measure, Slot.Function], () =>
            ((FunctionType)arguments[1].Type) is not { Parameters: [var parameter], Result: { IsScalar: true } or ErrorType }
                || MeasureTyping.Differ(parameter, MeasureTyping.Point(arguments[0]))
                ? Typing.Wrong("'reweight' takes a function of one point of the law's space with numbers as values here", 1)
                : (MeasureType)arguments[0].Type with { Kind = MeasureKind.Probability });
}
