using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Calculus;

/// <summary>The Clarke subdifferential, a set: of the number e in the symbol w, or of the function F at the points W.</summary>
public sealed class Subdiff : CalculusOperation
{
    /// <inheritdoc/>
    public override string Name => "subdiff";

    /// <inheritdoc/>
    public override string Usage => "subdiff(e, w), subdiff(F, W, ..)";

    /// <inheritdoc/>
    public override string Summary => "The Clarke subdifferential, a set: of the number e in the symbol w, or of the function F at the points W.";

    /// <inheritdoc/>
    public override string Example => "f(t in reals) = abs(t)\nclaim kink: 0 in subdiff(f, 0)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Operator("∂", "\\partial");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments)
    {
        return Signature.Check(Name, arguments, [Slot.Any, Slot.Tensor], () =>
        {
            if (arguments[0].Type is FunctionType)
            {
                return CalculusTyping.WrongPoints(Name, arguments) ?? new SetType(arguments.Count == 2
                    ? CalculusTyping.Shape(arguments[1])
                    : new TupleType(arguments.Skip(1).Select(TermType (point) => CalculusTyping.Shape(point)).ToSequence()));
            }

            if (!arguments[0].Type.IsScalar)
            {
                return Typing.Wrong($"'subdiff' takes a number or a function here, not {TypeText.Describe(arguments[0].Type)}", 0);
            }

            return arguments.Count > 2
                ? Typing.Wrong("'subdiff' of an expression takes one symbol; for several, define a function first", 2)
                : CalculusTyping.WrongVariable(Name, arguments, 1) ?? new SetType(CalculusTyping.Shape(arguments[1]));
        }, repeats: true);
    }
}
