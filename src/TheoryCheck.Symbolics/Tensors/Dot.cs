using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Tensors;

/// <summary>The inner product, the sum over all indices of u times v, for tensors of one shape.</summary>
public sealed class Dot : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "dot";

    /// <inheritdoc/>
    public override string Usage => "dot(u, v)";

    /// <inheritdoc/>
    public override string Summary => "The inner product, the sum over all indices of u times v, for tensors of one shape.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., u in vector(d), v in vector(d)\nclaim symmetric: dot(u, v) == dot(v, u)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Infix("·", "\\cdot");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Tensor, Slot.Tensor], () =>
            Extent.Differ((TensorType)arguments[0].Type, (TensorType)arguments[1].Type)
                ? Typing.Wrong("'dot' takes two tensors of one shape, but these shapes differ", 1)
                : TermType.Real);

    /// <inheritdoc/>
    public override Term Expand(Sequence<Term> arguments) =>
        IndexNotation.Sum(
            IndexNotation.Axes(arguments[0]),
            at => Build.Multiply(IndexNotation.Entry(arguments[0], at), IndexNotation.Entry(arguments[1], at)));
}
