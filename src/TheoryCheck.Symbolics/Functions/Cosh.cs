using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The hyperbolic cosine (exp(t) + exp(-t))/2.</summary>
public sealed class Cosh : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "cosh";

    /// <inheritdoc/>
    public override string Usage => "cosh(t)";

    /// <inheritdoc/>
    public override string Summary => "The hyperbolic cosine (exp(t) + exp(-t))/2.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim bound: cosh(t) >= 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("cosh", "\\cosh");

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments) => (T.Exp(arguments[0]) + T.Exp(-arguments[0])) / arguments[0].Literal(2);

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) => Build.Call<Sinh>(arguments[0]);
}
