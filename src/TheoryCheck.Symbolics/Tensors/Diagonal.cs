using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Tensors;

/// <summary>The square matrix with the vector u on its diagonal and 0 elsewhere.</summary>
public sealed class Diagonal : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "diagonal";

    /// <inheritdoc/>
    public override string Usage => "diagonal(u)";

    /// <inheritdoc/>
    public override string Summary => "The square matrix with the vector u on its diagonal and 0 elsewhere.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., u in vector(d), v in vector(d)\nclaim trace: trace(diagonal(u)) == sum(i<d: u[i])";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("diag", "\\operatorname{diag}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Vector], () =>
            TermType.Matrix(IndexNotation.Axes(arguments[0])[0].Length, IndexNotation.Axes(arguments[0])[0].Length));

    /// <inheritdoc/>
    public override Term Expand(Sequence<Term> arguments)
    {
        var axis = Axis.Of(IndexNotation.Axes(arguments[0])[0].Length);
        return IndexNotation.Tensor([axis, axis], at => new Conditional(
            new Comparison(at[0], Relation.Equal, at[1]),
            IndexNotation.Entry(arguments[0], at[0]),
            Number.Zero));
    }
}
