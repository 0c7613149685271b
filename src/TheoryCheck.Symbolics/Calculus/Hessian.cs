using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Calculus;

/// <summary>The second derivative of the number e in the symbol w; shape: the axes of w twice.</summary>
public sealed class Hessian : CalculusOperation
{
    /// <inheritdoc/>
    public override string Name => "hessian";

    /// <inheritdoc/>
    public override string Usage => "hessian(e, w)";

    /// <inheritdoc/>
    public override string Summary => "The second derivative of the number e in the symbol w; shape: the axes of w twice.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., w in vector(d)\nclaim constant: hessian(norm(w)^2, w) == 2*identity(d)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Operator("∇²", "\\nabla^2");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Tensor, Slot.Tensor], () =>
            CalculusTyping.WrongVariable(Name, arguments, 1) ?? CalculusTyping.Shape(arguments[0], arguments[1], arguments[1]));
}
