using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Sets;

/// <summary>The real matrices with n rows and m columns.</summary>
public sealed class MatrixSpace : SetConstructor
{
    /// <inheritdoc/>
    public override string Name => "matrix";

    /// <inheritdoc/>
    public override string Usage => "matrix(n, m)";

    /// <inheritdoc/>
    public override string Summary => "The real matrices with n rows and m columns.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., A in matrix(n, n)\nclaim square: norm(A)^2 >= 0";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Space("ℝ", "\\mathbb{R}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Integer, Slot.Integer], () => new SetType(TermType.Matrix(arguments[0], arguments[1])));
}
