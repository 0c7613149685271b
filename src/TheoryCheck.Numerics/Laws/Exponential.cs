using TheoryCheck.Core;
using TheoryCheck.Numerics.Elementary;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Laws;

/// <summary>The exponential law with density r·exp(-r·t), by inversion: -log(1 - u)/r.</summary>
public sealed class Exponential : Law, ISampledLaw
{
    /// <inheritdoc/>
    public override string Name => "exponential";

    /// <inheritdoc/>
    public override string Usage => "exponential(rate)";

    /// <inheritdoc/>
    public override string Summary => "The law on t >= 0 with density rate*exp(-rate*t).";

    /// <inheritdoc/>
    public override string Example => "given r > 0\nt ~ exponential(r)\nclaim mean: expect(t: t) == 1/r";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("Exp", "\\operatorname{Exp}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        ArgumentRule.Count(Name, arguments, 1)
        ?? ArgumentRule.Scalar(Name, arguments, 0)
        ?? new MeasureType(TermType.Real, MeasureKind.Probability);

    /// <inheritdoc/>
    public Sequence<Term> Extent(Sequence<Term> arguments) => [Number.Zero, Constant.Infinity];

    /// <inheritdoc/>
    public Sequence<Comparison> Requirements(Sequence<Term> arguments) => [new(arguments[0], Relation.Greater, Number.Zero)];

    /// <inheritdoc/>
    public override Term? Mean(Sequence<Term> arguments) => Build.Divide(Number.One, arguments[0]);

    /// <inheritdoc/>
    public override Term? SecondMoment(Sequence<Term> arguments, Term? a, Term? b) => Build.Divide(Build.Num(2), Build.Power(arguments[0], Build.Num(2)));

    /// <inheritdoc/>
    public void Sample(ReadOnlySpan<TensorValue<double>> arguments, ref DrawSource source, Span<double> point)
    {
        var rate = arguments[0].First;
        var u = source.Uniform();
        point[0] = rate > 0 ? -ElementaryFunctions.Log(1 - u) / rate : double.NaN;
    }

    /// <inheritdoc/>
    public override ClosedForm? Entropy(Sequence<Term> arguments) => new(Build.Subtract(Build.Call<Log>(arguments[0]), Number.One), Requirements(arguments));

    /// <inheritdoc/>
    public override ClosedForm? RelativeEntropy(Sequence<Term> arguments, Sequence<Term> reference) => new(
        Build.Add(Build.Call<Log>(Build.Divide(arguments[0], reference[0])), Build.Divide(reference[0], arguments[0]), Build.Num(-1)),
        Requirements(arguments).Concat(Requirements(reference)).ToSequence());
}
