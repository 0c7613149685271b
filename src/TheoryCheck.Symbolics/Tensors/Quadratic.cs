using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Tensors;

/// <summary>The quadratic form u'Au, the sum of A[i, j]*u[i]*u[j].</summary>
public sealed class Quadratic : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "quadratic";

    /// <inheritdoc/>
    public override string Usage => "quadratic(A, u)";

    /// <inheritdoc/>
    public override string Summary => "The quadratic form u'Au, the sum of A[i, j]*u[i]*u[j].";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., u in vector(d), v in vector(d)\nclaim identity: quadratic(identity(d), u) == norm(u)^2";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("quadratic", "\\operatorname{quadratic}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Square, Slot.Vector], () =>
            Extent.Differ(IndexNotation.Axes(arguments[0])[0].Length, IndexNotation.Axes(arguments[1])[0].Length)
                ? Typing.Wrong("'quadratic' takes a vector as long as the matrix is wide, but these lengths differ", 1)
                : TermType.Real);

    /// <inheritdoc/>
    public override Term Expand(Sequence<Term> arguments) => IndexNotation.Sum(IndexNotation.Axes(arguments[0]), at => Build.Multiply(
        IndexNotation.Entry(arguments[0], at),
        IndexNotation.Entry(arguments[1], at[0]),
        IndexNotation.Entry(arguments[1], at[1])));
}
