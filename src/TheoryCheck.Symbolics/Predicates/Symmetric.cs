using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>Of a matrix: A[i, j] == A[j, i] for all i, j; of a size: the set of such n by n matrices.</summary>
/// <remarks>Told apart by the argument, as <see cref="Psd"/> is.</remarks>
public sealed class Symmetric : Predicate
{
    /// <inheritdoc/>
    public override string Name => "symmetric";

    /// <inheritdoc/>
    public override string Usage => "symmetric(A), symmetric(n)";

    /// <inheritdoc/>
    public override string Summary => "Of a matrix: A[i, j] == A[j, i] for all i, j; of a size: the set of such n by n matrices.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., A in matrix(n, n)\nclaim sum: symmetric(A + transpose(A))";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("symmetric", "\\operatorname{symmetric}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => MatrixPredicate.Check(Name, arguments);

    /// <inheritdoc/>
    public override Term? Contains(Term value, Sequence<Term> arguments) => MatrixPredicate.Contains<Symmetric>(value, arguments);

    /// <inheritdoc/>
    public override Term? Expand(Sequence<Term> arguments) => arguments[0].Type.IsScalar ? null : SymmetryOf.Formula(arguments[0]);
}
