using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The absolute value max(t, -t); its slope is sign(t), which is 0 at 0.</summary>
public sealed class Abs : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "abs";

    /// <inheritdoc/>
    public override string Usage => "abs(t)";

    /// <inheritdoc/>
    public override bool KeepsIntegers => true;

    /// <inheritdoc/>
    public override string Summary => "The absolute value max(t, -t); its slope is sign(t), which is 0 at 0.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim bound: abs(t) >= t";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Fenced("|", "|", "\\left|", "\\right|");

    /// <inheritdoc/>
    public override (Rational Below, Rational Above) KinkSlopes => (-1, 1);

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments) =>
        T.Select(Relation.GreaterOrEqual, arguments[0], arguments[0].Literal(Rational.Zero), arguments[0], -arguments[0]);

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) => Build.Call<Sign>(arguments[0]);

    /// <inheritdoc/>
    public override Term Kink(Sequence<Term> arguments) => arguments[0];

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => IntegerTyping.Keep(base.Check(arguments), arguments);
}
