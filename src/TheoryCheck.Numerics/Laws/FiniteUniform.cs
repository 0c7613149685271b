using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Laws;

/// <summary>The uniform law on the distinct ones among the given points; each is hit with probability 1/k up to k·2⁻⁵³.</summary>
internal sealed class FiniteUniform : ISampledLaw
{
    public void Sample(ReadOnlySpan<TensorValue<double>> arguments, ref DrawSource source, Span<double> point)
    {
        var distinct = 0;
        for (var i = 0; i < arguments.Length; i++)
        {
            distinct += IsFirst(arguments, i) ? 1 : 0;
        }

        var chosen = (int)(source.Uniform() * distinct);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (IsFirst(arguments, i) && chosen-- == 0)
            {
                arguments[i].Elements.Span.CopyTo(point);
                return;
            }
        }

        point.Fill(double.NaN);
    }

    public Sequence<Term> Extent(Sequence<Term> arguments) => arguments.All(a => a.Type.IsScalar) ? arguments : [];

    public IReadOnlyList<(Term Point, Term Probability)>? Outcomes(Sequence<Term> arguments, Func<Term, Rational?> known) =>
        arguments.All(a => a.Type.IsScalar) && arguments.Select(known).Distinct().ToList() is var points && points.TrueForAll(p => p is not null)
            ? [.. points.Select(p => ((Term)Build.Num(p!.Value), (Term)Build.Num(new Rational(1, points.Count))))]
            : null;

    public Term? Mean(Sequence<Term> arguments) =>
        AreDistinctNumbers(arguments) ? Build.Divide(Build.Add(arguments.AsSpan()), Build.Num(arguments.Count)) : null;

    public Term? SecondMoment(Sequence<Term> arguments, Term? a, Term? b) =>
        a is null && AreDistinctNumbers(arguments)
            ? Build.Divide(Build.Add(arguments.Map(x => Build.Power(x, Build.Num(2))).AsSpan()), Build.Num(arguments.Count))
            : null;

    private static bool AreDistinctNumbers(Sequence<Term> arguments) =>
        arguments.All(x => x is Number) && arguments.Distinct().Count() == arguments.Count;

    private static bool IsFirst(ReadOnlySpan<TensorValue<double>> arguments, int i)
    {
        for (var j = 0; j < i; j++)
        {
            if (arguments[j].Elements.Span.SequenceEqual(arguments[i].Elements.Span))
            {
                return false;
            }
        }

        return true;
    }
}
