using TheoryCheck.Core;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Tensors;

/// <summary>The greatest absolute value of the elements.</summary>
public sealed class NormInf : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "norminf";

    /// <inheritdoc/>
    public override string Usage => "norminf(x)";

    /// <inheritdoc/>
    public override string Summary => "The greatest absolute value of the elements.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., u in vector(d), v in vector(d)\nclaim bound: norminf(u) <= norm(u)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Fenced("‖", "‖", "\\left\\|", "\\right\\|", "∞");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Tensor], () => TermType.Real);

    /// <inheritdoc/>
    public override Term Expand(Sequence<Term> arguments) =>
        IndexNotation.Maximum(IndexNotation.Axes(arguments[0]), at => Build.Call<Abs>(IndexNotation.Entry(arguments[0], at)));
}
