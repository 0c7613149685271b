using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Tensors;

/// <summary>The tensor with the given lengths of axes whose elements are all 0.</summary>
public sealed class Zeros : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "zeros";

    /// <inheritdoc/>
    public override string Usage => "zeros(n), zeros(n, m)";

    /// <inheritdoc/>
    public override string Summary => "The tensor with the given lengths of axes whose elements are all 0.";

    /// <inheritdoc/>
    public override string Example => "given n in 1..\nclaim norm: norm(zeros(n)) == 0";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Space("0", "\\mathbf{0}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Integer], () => new TensorType(NumberKind.Real, arguments.Map(Axis.Of)), repeats: true);

    /// <inheritdoc/>
    public override Term Expand(Sequence<Term> arguments) => IndexNotation.Tensor(arguments.Map(Axis.Of), _ => Number.Zero);
}
