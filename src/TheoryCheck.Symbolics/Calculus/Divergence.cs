using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Calculus;

/// <summary>The sum of the derivatives of v[i] in x[i], for a field v of the shape of the symbol x.</summary>
public sealed class Divergence : CalculusOperation
{
    /// <inheritdoc/>
    public override string Name => "divergence";

    /// <inheritdoc/>
    public override string Usage => "divergence(v, x)";

    /// <inheritdoc/>
    public override string Summary => "The sum of the derivatives of v[i] in x[i], for a field v of the shape of the symbol x.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., x in vector(d)\nclaim constant: divergence(x, x) == d";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Operator("∇·", "\\nabla\\cdot");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Tensor, Slot.Tensor], () =>
            CalculusTyping.WrongVariable(Name, arguments, 1) ?? (Extent.Differ((TensorType)arguments[0].Type, (TensorType)arguments[1].Type)
                ? Typing.Wrong("'divergence' takes a field of the shape of its variable, but these shapes differ", 0)
                : TermType.Real));
}
