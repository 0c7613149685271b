using TheoryCheck.Core;
using TheoryCheck.Numerics.Elementary;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Functions;
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
    public Sequence<Comparison> Requirements(Sequence<Term> arguments) => [new(arguments[0], Relation.Greater, Number.Zero)];

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

    /// <inheritdoc/>
    public override ClosedForm? Entropy(Sequence<Term> arguments) =>
        new(Build.Subtract(Build.Num(-1), Build.Call<Log>(Build.Multiply(Build.Num(2), arguments[0]))), Requirements(arguments));

    /// <inheritdoc/>
    public override ClosedForm? RelativeEntropy(Sequence<Term> arguments, Sequence<Term> reference) => new(
        Build.Add(Build.Call<Log>(Build.Divide(reference[0], arguments[0])), Build.Divide(arguments[0], reference[0]), Build.Num(-1)),
        Requirements(arguments).Concat(Requirements(reference)).ToSequence());
}
