using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The square t^2.</summary>
public sealed class Sq : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "sq";

    /// <inheritdoc/>
    public override string Usage => "sq(t)";

    /// <inheritdoc/>
    public override bool KeepsIntegers => true;

    /// <inheritdoc/>
    public override string Summary => "The square t^2.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim nonnegative: sq(t) >= 0";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("sq", "\\operatorname{sq}");

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments) => arguments[0] * arguments[0];

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) => Build.Multiply(Build.Num(2), arguments[0]);

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => IntegerTyping.Keep(base.Check(arguments), arguments);
}
