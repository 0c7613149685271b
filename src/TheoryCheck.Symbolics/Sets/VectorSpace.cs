using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Sets;

/// <summary>The vectors with d real coordinates.</summary>
public sealed class VectorSpace : SetConstructor
{
    /// <inheritdoc/>
    public override string Name => "vector";

    /// <inheritdoc/>
    public override string Usage => "vector(d)";

    /// <inheritdoc/>
    public override string Summary => "The vectors with d real coordinates.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., u in vector(d)\nclaim square: norm(u)^2 >= 0";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Space("ℝ", "\\mathbb{R}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Integer], () => new SetType(TermType.Vector(arguments[0])));
}
