using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>A[i, j] == A[j, i] for all i, j.</summary>
public sealed class Symmetric : Predicate
{
    /// <inheritdoc/>
    public override string Name => "symmetric";

    /// <inheritdoc/>
    public override string Usage => "symmetric(A)";

    /// <inheritdoc/>
    public override string Summary => "A[i, j] == A[j, i] for all i, j.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., A in matrix(n, n)\nclaim sum: symmetric(A + transpose(A))";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("symmetric", "\\operatorname{symmetric}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Square], () => TermType.Truth);

    /// <inheritdoc/>
    public override Term? Expand(Sequence<Term> arguments) => SymmetryOf.Formula(arguments[0]);
}
