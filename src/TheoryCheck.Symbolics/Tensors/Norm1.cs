using TheoryCheck.Core;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Tensors;

/// <summary>The sum of the absolute values of the elements.</summary>
public sealed class Norm1 : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "norm1";

    /// <inheritdoc/>
    public override string Usage => "norm1(x)";

    /// <inheritdoc/>
    public override string Summary => "The sum of the absolute values of the elements.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., u in vector(d), v in vector(d)\nclaim bound: norm(u) <= norm1(u)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Fenced("‖", "‖", "\\left\\|", "\\right\\|", "1");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Tensor], () => TermType.Real);

    /// <inheritdoc/>
    public override Term Expand(Sequence<Term> arguments) =>
        IndexNotation.Sum(IndexNotation.Axes(arguments[0]), at => Build.Call<Abs>(IndexNotation.Entry(arguments[0], at)));
}
