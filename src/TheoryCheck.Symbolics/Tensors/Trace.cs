using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Tensors;

/// <summary>The sum of the diagonal elements A[i, i] of a square matrix.</summary>
public sealed class Trace : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "trace";

    /// <inheritdoc/>
    public override string Usage => "trace(A)";

    /// <inheritdoc/>
    public override string Summary => "The sum of the diagonal elements A[i, i] of a square matrix.";

    /// <inheritdoc/>
    public override string Example => "given n in 1..\nclaim size: trace(identity(n)) == n";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("tr", "\\operatorname{tr}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Square], () => TermType.Real);

    /// <inheritdoc/>
    public override Term Expand(Sequence<Term> arguments) =>
        IndexNotation.Sum([IndexNotation.Axes(arguments[0])[0]], at => IndexNotation.Entry(arguments[0], at[0], at[0]));
}
