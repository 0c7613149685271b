using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Tensors;

/// <summary>The indicator of a formula: 1 where it holds, 0 elsewhere.</summary>
public sealed class Indicator : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "indicator";

    /// <inheritdoc/>
    public override string Usage => "indicator(A)";

    /// <inheritdoc/>
    public override string Summary => "1 where the formula A holds and 0 elsewhere.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim square: indicator(t >= 0)^2 == indicator(t >= 0)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Fenced("1{", "}", "\\mathbf{1}\\{", "\\}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        arguments is [{ Type: ErrorType }] ? arguments[0].Type
            : arguments is [{ Type: TruthType }] ? TermType.Integer
            : Typing.Wrong($"'indicator' takes one formula, not {(arguments.Count == 1 ? TypeText.Describe(arguments[0].Type) : $"{arguments.Count} argument(s)")}", arguments.Count == 1 ? 0 : -1);

    /// <inheritdoc/>
    public override Term Expand(Sequence<Term> arguments) => new Conditional(arguments[0], Number.One, Number.Zero);
}
