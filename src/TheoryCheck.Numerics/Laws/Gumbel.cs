using TheoryCheck.Core;
using TheoryCheck.Numerics.Elementary;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Laws;

/// <summary>The Gumbel law with distribution function exp(-exp(-t/b)), by inversion at u + 2⁻⁵⁴; its mean b·γ (Euler's constant) is no term of the language.</summary>
public sealed class Gumbel : Law, ISampledLaw
{
    /// <inheritdoc/>
    public override string Name => "gumbel";

    /// <inheritdoc/>
    public override string Usage => "gumbel(scale)";

    /// <inheritdoc/>
    public override string Summary => "The law on the reals with distribution function exp(-exp(-t/scale)).";

    /// <inheritdoc/>
    public override string Example => "given b > 0\nt ~ gumbel(b)\nclaim sure: prob(t: t < infinity) == 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("Gumbel", "\\operatorname{Gumbel}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        ArgumentRule.Count(Name, arguments, 1)
        ?? ArgumentRule.Scalar(Name, arguments, 0)
        ?? new MeasureType(TermType.Real, MeasureKind.Probability);

    /// <inheritdoc/>
    public Sequence<Comparison> Requirements(Sequence<Term> arguments) => [new(arguments[0], Relation.Greater, Number.Zero)];

    /// <inheritdoc/>
    public void Sample(ReadOnlySpan<TensorValue<double>> arguments, ref DrawSource source, Span<double> point)
    {
        var scale = arguments[0].First;
        var u = Math.Min(source.Uniform() + 0.5 / 9007199254740992, 1 - 1.0 / 9007199254740992);
        point[0] = scale > 0 ? -ElementaryFunctions.Log(-ElementaryFunctions.Log(u)) * scale : double.NaN;
    }
}
