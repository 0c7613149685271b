using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Tensors;

/// <summary>The identity matrix, 1 where i == j and 0 elsewhere.</summary>
public sealed class Identity : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "identity";

    /// <inheritdoc/>
    public override string Usage => "identity(n)";

    /// <inheritdoc/>
    public override string Summary => "The identity matrix, 1 where i == j and 0 elsewhere.";

    /// <inheritdoc/>
    public override string Example => "given n in 1..\nclaim size: trace(identity(n)) == n";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Space("I", "I");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Integer], () => TermType.Matrix(arguments[0], arguments[0]));

    /// <inheritdoc/>
    public override Term Expand(Sequence<Term> arguments) =>
        IndexNotation.Tensor([Axis.Of(arguments[0]), Axis.Of(arguments[0])], at => IndexNotation.Delta(at[0], at[1]));
}
