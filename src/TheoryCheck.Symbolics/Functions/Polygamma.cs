using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The derivative of order k + 1 of log(gamma(t)), for integer k &gt;= 0 and t other than 0, -1, -2, ..; k = 0 is the digamma function.</summary>
/// <remarks>The order is an integer, so nothing depends on its slope, which is given as 0. Accuracy: relative error &lt;= 1e-13 in readings of double precision; readings that are exact or enclose cannot express it.</remarks>
public sealed class Polygamma : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "polygamma";

    /// <inheritdoc/>
    public override string Usage => "polygamma(k, t)";

    /// <inheritdoc/>
    public override string Summary => "The derivative of order k + 1 of log(gamma(t)), for integer k >= 0 and t other than 0, -1, -2, ..; k = 0 is the digamma function.";

    /// <inheritdoc/>
    public override string Example => "given t > 0\nclaim recurrence: polygamma(0, t + 1) == polygamma(0, t) + 1/t";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("ψ", "\\psi");

    /// <inheritdoc/>
    public override int MinimumArity => 2;

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments) => GammaFunction.Polygamma(arguments[0], arguments[1]);

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) =>
        position == 0 ? Number.Zero : Build.Call<Polygamma>(Build.Add(arguments[0], Number.One), arguments[1]);

    /// <inheritdoc/>
    public override Term Domain(Sequence<Term> arguments) =>
        new Connective(ConnectiveKind.And, [
            new Comparison(arguments[0], Relation.GreaterOrEqual, Number.Zero),
            GammaFunction.IsNoPole(arguments[1])]);

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => IntegerTyping.Require(base.Check(arguments), arguments, 1, Name);
}
