using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Calculus;

/// <summary>The derivative of e in the symbol w by the chain rule as written; shape: the axes of e, then those of w.</summary>
public sealed class Grad : CalculusOperation
{
    /// <inheritdoc/>
    public override string Name => "grad";

    /// <inheritdoc/>
    public override string Usage => "grad(e, w)";

    /// <inheritdoc/>
    public override string Summary => "The derivative of e in the symbol w by the chain rule as written; shape: the axes of e, then those of w.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., w in vector(d)\nclaim linear: grad(norm(w)^2, w) == 2*w";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Operator("∇", "\\nabla");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Tensor, Slot.Tensor], () =>
            CalculusTyping.WrongVariable(Name, arguments, 1) ?? CalculusTyping.Shape(arguments[0], arguments[1]));
}
