using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Tensors;

/// <summary>The vector of length n that is 1 at index i and 0 elsewhere.</summary>
public sealed class Unit : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "unit";

    /// <inheritdoc/>
    public override string Usage => "unit(n, i)";

    /// <inheritdoc/>
    public override string Summary => "The vector of length n that is 1 at index i and 0 elsewhere.";

    /// <inheritdoc/>
    public override string Example => "given n in 1..\nclaim length: norm(unit(n, 0)) == 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("e", "e");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Integer, Slot.Integer], () => TermType.Vector(arguments[0]));

    /// <inheritdoc/>
    public override Term Expand(Sequence<Term> arguments) =>
        IndexNotation.Tensor([Axis.Of(arguments[0])], at => IndexNotation.Delta(at[0], arguments[1]));
}
