using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Tensors;

/// <summary>The matrix u v' with elements u[i]*v[j].</summary>
public sealed class Outer : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "outer";

    /// <inheritdoc/>
    public override string Usage => "outer(u, v)";

    /// <inheritdoc/>
    public override string Summary => "The matrix u v' with elements u[i]*v[j].";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., u in vector(d), v in vector(d)\nclaim trace: trace(outer(u, v)) == dot(u, v)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Infix("⊗", "\\otimes");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Vector, Slot.Vector], () =>
            TermType.Matrix(IndexNotation.Axes(arguments[0])[0].Length, IndexNotation.Axes(arguments[1])[0].Length));

    /// <inheritdoc/>
    public override Term Expand(Sequence<Term> arguments) => IndexNotation.Tensor(
        [IndexNotation.Axes(arguments[0])[0], IndexNotation.Axes(arguments[1])[0]],
        at => Build.Multiply(IndexNotation.Entry(arguments[0], at[0]), IndexNotation.Entry(arguments[1], at[1])));
}
