using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The gamma function, the integral of s^(t-1)*exp(-s) over s &gt; 0, continued to all t but 0, -1, -2, ..</summary>
/// <remarks>Accuracy: relative error &lt;= 1e-14 in readings of double precision for |t| &lt;= 50; exact at integers in exact rationals; readings that enclose cannot express it.</remarks>
public sealed class Gamma : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "gamma";

    /// <inheritdoc/>
    public override string Usage => "gamma(t)";

    /// <inheritdoc/>
    public override string Summary => "The gamma function, the integral of s^(t-1)*exp(-s) over s > 0, continued to all t but 0, -1, -2, ..";

    /// <inheritdoc/>
    public override string Example => "given n in 1..10\nclaim factorial: gamma(n + 1) == n*gamma(n)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("Γ", "\\Gamma");

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments) => GammaFunction.Of(arguments[0]);

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) =>
        Build.Multiply(Build.Call<Gamma>(arguments[0]), Build.Call<Polygamma>(Number.Zero, arguments[0]));

    /// <inheritdoc/>
    public override Term Domain(Sequence<Term> arguments) => GammaFunction.IsNoPole(arguments[0]);
}
