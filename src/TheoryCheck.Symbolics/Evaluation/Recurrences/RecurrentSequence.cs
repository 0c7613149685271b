using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Recurrences;

/// <summary>
/// Limits of sequences of rationals that satisfy a linear recurrence. Such a sequence is a sum of pᵢ(k)·zᵢᵏ over the roots zᵢ of its least recurrence, none of them 0, the degree of
/// each pᵢ one less than the multiplicity of zᵢ (zeros delay it): it converges exactly when all roots have modulus below 1, but for a simple root 1 perhaps.
/// </summary>
internal static class RecurrentSequence
{
    /// <summary>The limit, or null where there is certainly none.</summary>
    /// <param name="values">The first 2m members at least of a sequence that satisfies a recurrence of order m.</param>
    public static Rational? Limit(IReadOnlyList<Rational> values)
    {
        var least = Least(values);
        if (StablePolynomial.Is(least))
        {
            return Rational.Zero;
        }

        // With p = (z - 1)·q the sequence q(S)s, S the shift, is constant: it is q(1) times the limit.
        var quotient = new Rational[least.Length - 1];
        var carry = Rational.Zero;
        for (var i = least.Length - 1; i > 0; i--)
        {
            carry += least[i];
            quotient[i - 1] = carry;
        }

        return (carry + least[0]).IsZero && StablePolynomial.Is(quotient)
            ? quotient.Zip(values, static (q, s) => q * s).Aggregate(Rational.Zero, static (a, b) => a + b) / quotient.Aggregate(Rational.Zero, static (a, b) => a + b)
            : null;
    }

    /// <summary>The coefficients, of z⁰ first, of the monic polynomial p of least degree with p(S)s = 0.</summary>
    [Cites("massey1969", "the synthesis algorithm, pages 122 to 127")]
    private static Rational[] Least(IReadOnlyList<Rational> values)
    {
        // s_k + c₁s_{k-1} + .. + c_L s_{k-L} = 0 for all k met so far; before is the last polynomial of a smaller order, with how it failed, age steps ago.
        var (current, before) = (new List<Rational> { Rational.One }, new List<Rational> { Rational.One });
        var (order, age, failed) = (0, 1, Rational.One);
        for (var k = 0; k < values.Count; k++, age++)
        {
            var rest = Rational.Zero;
            for (var i = 0; i < current.Count && i <= order; i++)
            {
                rest += current[i] * values[k - i];
            }

            if (rest.IsZero)
            {
                continue;
            }

            var old = current;
            var factor = rest / failed;
            current = [.. Enumerable.Range(0, Math.Max(old.Count, before.Count + age))
                .Select(i => (i < old.Count ? old[i] : Rational.Zero) - (i >= age && i - age < before.Count ? factor * before[i - age] : Rational.Zero))];
            if (2 * order <= k)
            {
                (order, before, failed, age) = (k + 1 - order, old, rest, 0);
            }
        }

        return [.. Enumerable.Range(0, order + 1).Select(i => order - i < current.Count ? current[order - i] : Rational.Zero)];
    }
}
