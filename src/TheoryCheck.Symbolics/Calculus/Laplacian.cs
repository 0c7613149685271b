using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Calculus;

/// <summary>The sum of the second derivatives of e in the coordinates of the symbol x.</summary>
public sealed class Laplacian : CalculusOperation
{
    /// <inheritdoc/>
    public override string Name => "laplacian";

    /// <inheritdoc/>
    public override string Usage => "laplacian(e, x)";

    /// <inheritdoc/>
    public override string Summary => "The sum of the second derivatives of e in the coordinates of the symbol x.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., x in vector(d)\nclaim constant: laplacian(norm(x)^2, x) == 2*d";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Operator("Δ", "\\Delta");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Tensor, Slot.Tensor], () =>
            CalculusTyping.WrongVariable(Name, arguments, 1) ?? CalculusTyping.Shape(arguments[0]));
}
