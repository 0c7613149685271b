using TheoryCheck.Numerics.Random;
using TheoryCheck.Symbolics.Letters;

namespace TheoryCheck.Verification.Judging.Inequalities.Polynomials;

/// <summary>
/// Values of letters at random, at which what is known holds: a question that one of them denies is not worth asking. They only save time; letters that depend on each other in ways that are not read get values that do not.
/// </summary>
internal sealed class LetterSamples
{
    private const int Tried = 2000, Kept = 48, Length = 3;
    private const double Rounding = 1e-9;
    private readonly List<Sample> samples = [];

    /// <summary>Looks for values at which all of the first question holds that is known.</summary>
    public LetterSamples(SignQuestion first)
    {
        // The vector of ones has the length that its inner product with itself says, which these values do not have.
        if (first.Known.Select(static k => k.Polynomial).Append(first.Polynomial).SelectMany(static p => p.Letters).Any(static l => l.Vectors is (var u, var v) && (u.Element is Symbolics.Terms.Number || v.Element is Symbolics.Terms.Number)))
        {
            return;
        }

        for (var i = 0; i < Tried && samples.Count < Kept; i++)
        {
            var sample = new Sample(new RandomStream(new DrawKey(0x706f_6c79, (ulong)i, 0)));
            if (sample.Admits(first))
            {
                samples.Add(sample);
            }
        }
    }

    /// <summary>Whether the answer is no at some of the values.</summary>
    public bool Deny(SignQuestion question) => samples.Exists(sample => sample.Admits(question) && sample.ValueOf(question.Polynomial) is var (value, size) && value < -Rounding * size);

    private sealed class Sample(RandomStream random)
    {
        private readonly Dictionary<Letter, double> letters = [];
        private readonly Dictionary<SummedVector, double[]> vectors = [];

        public bool Admits(SignQuestion question) => question.Known.All(k => ValueOf(k.Polynomial) is var (value, size) && value >= -Rounding * size);

        public (double Value, double Size) ValueOf(LetterPolynomial polynomial)
        {
            var (value, size) = (0.0, 0.0);
            foreach (var (product, coefficient) in polynomial.Terms)
            {
                var term = product.Powers.Aggregate(coefficient.ToDouble(), (t, p) => Enumerable.Repeat(ValueOf(p.Letter), p.Exponent).Aggregate(t, static (a, b) => a * b));
                (value, size) = (value + term, size + Math.Abs(term));
            }

            return (value, size);
        }

        private double ValueOf(Letter letter) => letters.TryGetValue(letter, out var known) ? known : letters[letter] = letter switch
        {
            { Square: { } square } => Math.Sqrt(Math.Max(0, ValueOf(square).Value)),
            { Stepped: { } stepped } => ValueOf(stepped).Value >= 0 ? 1 : 0,
            { Vectors: (var first, var second) } => ValueOf(first).Zip(ValueOf(second), static (a, b) => a * b).Sum(),
            _ => Number(letter),
        };

        private double[] ValueOf(SummedVector vector) => vectors.TryGetValue(vector, out var known) ? known : vectors[vector] = [.. Enumerable.Range(0, Length).Select(_ => (2 * random.NextUniform()) - 1)];

        private double Number(Letter letter)
        {
            var value = Math.ScaleB(0.5 + random.NextUniform(), (int)(random.NextUniform() * 6) - 3);
            return letter.IsNonnegative ? value : !letter.Signs.HasFlag(Symbolics.CanonicalForms.Signs.Positive) || random.NextUniform() < 0.5 ? -value : value;
        }
    }
}
