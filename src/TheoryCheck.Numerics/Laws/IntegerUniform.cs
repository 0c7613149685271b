using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Laws;

/// <summary>The uniform law on the integers from the first argument to the second, both in; each of k has probability 1/k up to 2⁻⁵³.</summary>
internal sealed class IntegerUniform : ISampledLaw
{
    public void Sample(ReadOnlySpan<TensorValue<double>> arguments, ref DrawSource source, Span<double> point)
    {
        var (lower, upper) = (arguments[0].First, arguments[1].First);
        var count = upper - lower + 1;
        var u = source.Uniform();
        point[0] = count >= 1 && count <= 4503599627370496 ? lower + Math.Floor(u * count) : double.NaN;
    }

    public Sequence<Term> Extent(Sequence<Term> arguments) => arguments;

    public IReadOnlyList<(Term Point, Term Probability)>? Outcomes(Sequence<Term> arguments, Func<Term, Rational?> known) =>
        known(arguments[0]) is { IsInteger: true } lower && known(arguments[1]) is { IsInteger: true } upper && upper >= lower && upper - lower < ISampledLaw.MostOutcomes
            ? [.. Enumerable.Range(0, (int)(upper - lower).Numerator + 1).Select(k => ((Term)Build.Num(lower + k), (Term)Build.Num(Rational.One / (upper - lower + Rational.One))))]
            : null;

    public Term? Mean(Sequence<Term> arguments) => Build.Divide(Build.Add(arguments[0], arguments[1]), Build.Num(2));

    // mean² + (k² - 1)/12 for k integers.
    public Term? SecondMoment(Sequence<Term> arguments, Term? a, Term? b)
    {
        var count = Build.Add(Build.Subtract(arguments[1], arguments[0]), Number.One);
        var variance = Build.Divide(Build.Subtract(Build.Power(count, Build.Num(2)), Number.One), Build.Num(12));
        return Build.Add(Build.Power(Mean(arguments)!, Build.Num(2)), variance);
    }
}
