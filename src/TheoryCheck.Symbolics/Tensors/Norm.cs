using TheoryCheck.Core;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Tensors;

/// <summary>The Euclidean (Frobenius) norm, the root of the sum of squares; its gradient is x/norm(x), and 0 at 0.</summary>
/// <remarks>It expands to the scalar function root, which is sqrt with slope 0 at 0; that is what gives the gradient its value 0 at 0.</remarks>
public sealed class Norm : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "norm";

    /// <inheritdoc/>
    public override string Usage => "norm(x)";

    /// <inheritdoc/>
    public override string Summary => "The Euclidean (Frobenius) norm, the root of the sum of squares; its gradient is x/norm(x), and 0 at 0.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., u in vector(d), v in vector(d)\nclaim triangle: norm(u + v) <= norm(u) + norm(v)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Fenced("‖", "‖", "\\left\\|", "\\right\\|");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Tensor], () => TermType.Real);

    /// <inheritdoc/>
    public override Term Expand(Sequence<Term> arguments) => Build.Call<Root>(IndexNotation.Sum(
        IndexNotation.Axes(arguments[0]),
        at => Build.Power(IndexNotation.Entry(arguments[0], at), Build.Num(2))));
}
