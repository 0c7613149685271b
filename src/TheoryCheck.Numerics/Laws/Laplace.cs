using TheoryCheck.Core;
using TheoryCheck.Numerics.Elementary;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Laws;

/// <summary>The Laplace law with density exp(-|t|/b)/(2b): an exponential number with a fair sign.</summary>
public sealed class Laplace : Law, ISampledLaw
{
    /// <inheritdoc/>
    public override string Name => "laplace";

    /// <inheritdoc/>
    public override string Usage => "laplace(scale)";

    /// <inheritdoc/>
    public override string Summary => "The law on the reals with density exp(-|t|/scale)/(2*scale).";

    /// <inheritdoc/>
    public override string Example => "given b > 0\nt ~ laplace(b)\nclaim variance: expect(t: t^2) == 2*b^2";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("Laplace", "\\operatorname{Laplace}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        ArgumentRule.Count(Name, arguments, 1)
        ?? ArgumentRule.Scalar(Name, arguments, 0)
        ?? new MeasureType(TermType.Real, MeasureKind.Probability);

    /// <inheritdoc/>
    public override Term? Mean(Sequence<Term> arguments) => Number.Zero;

    /// <inheritdoc/>
    public override Term? SecondMoment(Sequence<Term> arguments, Term? a, Term? b) => Build.Multiply(Build.Num(2), Build.Power(arguments[0], Build.Num(2)));

    /// <inheritdoc/>
    public void Sample(ReadOnlySpan<TensorValue<double>> arguments, ref DrawSource source, Span<double> point)
    {
        var scale = arguments[0].First;
        var magnitude = -ElementaryFunctions.Log(1 - source.Uniform()) * scale;
        var signed = source.Uniform() < 0.5 ? magnitude : -magnitude;
        point[0] = scale > 0 ? signed : double.NaN;
    }
}
