using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Laws;

/// <summary>The law on indices with the given probabilities; NaN unless they are nonnegative with sum 1 within 10⁻⁹.</summary>
public sealed class Categorical : Law, ISampledLaw
{
    /// <inheritdoc/>
    public override string Name => "categorical";

    /// <inheritdoc/>
    public override string Usage => "categorical(p)";

    /// <inheritdoc/>
    public override string Summary => "i = 0, 1, .. with probability p[i]; p must be nonnegative with sum 1.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., p in simplex(n)\nc ~ categorical(p)\nclaim range: prob(c: c < n) == 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("Categorical", "\\operatorname{Categorical}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        ArgumentRule.Count(Name, arguments, 1)
        ?? ArgumentRule.Vector(Name, arguments, 0)
        ?? new MeasureType(TermType.Integer, MeasureKind.Probability);

    /// <inheritdoc/>
    public Sequence<Term> Extent(Sequence<Term> arguments) =>
        arguments[0].Type is TensorType { Axes: [var axis] } ? [Number.Zero, Build.PredecessorOf(axis.Length)] : [];

    /// <inheritdoc/>
    public IReadOnlyList<(Term Point, Term Probability)>? Outcomes(Sequence<Term> arguments, Func<Term, Rational?> known) =>
        arguments[0].Type is TensorType { Axes: [var axis] } && known(axis.Length) is { } length && length <= ISampledLaw.MostOutcomes
            ? [.. Enumerable.Range(0, (int)length.Numerator).Select(i => ((Term)Build.Num(i), Build.At(arguments[0], Build.Num(i))))]
            : null;

    /// <inheritdoc/>
    public Sequence<Comparison> Requirements(Sequence<Term> arguments)
    {
        var (i, length) = (Build.Index("i"), ((TensorType)arguments[0].Type).Axes[0].Length);
        var element = Build.At(arguments[0], Build.Ref(i));
        return
        [
            new(Build.Bind<Minimum>([Build.Below(i, length)], element), Relation.GreaterOrEqual, Number.Zero),
            new(Build.Bind<Sum>([Build.Below(i, length)], element), Relation.Equal, Number.One),
        ];
    }

    /// <inheritdoc/>
    public override Term? Mean(Sequence<Term> arguments) => Moment(arguments[0], 1);

    /// <inheritdoc/>
    public override Term? SecondMoment(Sequence<Term> arguments, Term? a, Term? b) => Moment(arguments[0], 2);

    /// <inheritdoc/>
    public void Sample(ReadOnlySpan<TensorValue<double>> arguments, ref DrawSource source, Span<double> point)
    {
        var p = arguments[0].Elements.Span;
        var (u, total, chosen, last, isLaw) = (source.Uniform(), 0.0, -1, -1, true);
        for (var i = 0; i < p.Length; i++)
        {
            isLaw &= p[i] >= 0;
            last = p[i] > 0 ? i : last;
            total += p[i];
            chosen = chosen < 0 && u < total ? i : chosen;
        }

        // When the sum falls short of 1 by rounding, the rest belongs to the last possible index.
        point[0] = isLaw && Math.Abs(total - 1) <= 1e-9 ? (chosen >= 0 ? chosen : last) : double.NaN;
    }

    private static Term Moment(Term p, int power)
    {
        var i = Build.Index("i");
        var value = power == 1 ? Build.Ref(i) : Build.Power(Build.Ref(i), Build.Num(power));
        return Build.Bind<Sum>([Build.Below(i, ((TensorType)p.Type).Axes[0].Length)], Build.Multiply(value, Build.At(p, Build.Ref(i))));
    }
}
