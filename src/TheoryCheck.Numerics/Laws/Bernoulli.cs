using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Laws;

/// <summary>The law of a coin: 1 with probability p (rounded up to a multiple of 2⁻⁵³), else 0.</summary>
public sealed class Bernoulli : Law, ISampledLaw
{
    /// <inheritdoc/>
    public override string Name => "bernoulli";

    /// <inheritdoc/>
    public override string Usage => "bernoulli(p)";

    /// <inheritdoc/>
    public override string Summary => "1 with probability p and 0 otherwise, 0 <= p <= 1.";

    /// <inheritdoc/>
    public override string Example => "given p in [0, 1]\nb ~ bernoulli(p)\nclaim mean: expect(b: b) == p";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("Bernoulli", "\\operatorname{Bernoulli}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        ArgumentRule.Count(Name, arguments, 1)
        ?? ArgumentRule.Scalar(Name, arguments, 0)
        ?? new MeasureType(TermType.Integer, MeasureKind.Probability);

    /// <inheritdoc/>
    public Sequence<Term> Extent(Sequence<Term> arguments) => [Number.Zero, Number.One];

    /// <inheritdoc/>
    public IReadOnlyList<(Term Point, Term Probability)>? Outcomes(Sequence<Term> arguments, Func<Term, Rational?> known) =>
        [(Number.Zero, Build.Subtract(Number.One, arguments[0])), (Number.One, arguments[0])];

    /// <inheritdoc/>
    public Sequence<Comparison> Requirements(Sequence<Term> arguments) =>
        [new(arguments[0], Relation.GreaterOrEqual, Number.Zero), new(Build.Subtract(Number.One, arguments[0]), Relation.GreaterOrEqual, Number.Zero)];

    /// <inheritdoc/>
    public override Term? Mean(Sequence<Term> arguments) => arguments[0];

    /// <inheritdoc/>
    public override Term? SecondMoment(Sequence<Term> arguments, Term? a, Term? b) => arguments[0];

    /// <inheritdoc/>
    public void Sample(ReadOnlySpan<TensorValue<double>> arguments, ref DrawSource source, Span<double> point)
    {
        var p = arguments[0].First;
        var u = source.Uniform();
        point[0] = p is >= 0 and <= 1 ? (u < p ? 1 : 0) : double.NaN;
    }
}
