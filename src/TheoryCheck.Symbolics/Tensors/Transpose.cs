using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Tensors;

/// <summary>The matrix with elements A[j, i].</summary>
public sealed class Transpose : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "transpose";

    /// <inheritdoc/>
    public override string Usage => "transpose(A)";

    /// <inheritdoc/>
    public override string Summary => "The matrix with elements A[j, i].";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., A in matrix(n, n)\nclaim twice: transpose(transpose(A)) == A";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Superscript("ᵀ", "\\top");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Matrix], () =>
            TermType.Matrix(IndexNotation.Axes(arguments[0])[1].Length, IndexNotation.Axes(arguments[0])[0].Length));

    /// <inheritdoc/>
    public override Term Expand(Sequence<Term> arguments)
    {
        var axes = IndexNotation.Axes(arguments[0]);
        return IndexNotation.Tensor([axes[1], axes[0]], at => IndexNotation.Entry(arguments[0], at[1], at[0]));
    }
}
