using System.Numerics;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.ExactLaws;

/// <summary>
/// The joint law of sums of independent terms with finitely many values: the values that the sums can take together, and enclosures of
/// their probabilities. N equal terms with two values give the binomial law, P(k of one) = C(N, k) p^k (1 - p)^(N-k); what is left is convolved.
/// </summary>
/// <typeparam name="T">What probabilities are computed in: enclosures, or exact rationals.</typeparam>
internal sealed class JointLaw<T>
    where T : IReal<T>
{
    private const int MostValues = 20_000;
    private const long MostSteps = 2_000_000;

    private JointLaw(Dictionary<Sequence<Rational>, T> probabilities) => Probabilities = probabilities;

    /// <summary>The values of the sums with their probabilities, in the order of their making.</summary>
    public IReadOnlyDictionary<Sequence<Rational>, T> Probabilities { get; }

    /// <summary>The law of the sums; null where a term has no known law, or where there are too many values.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="instance">The values of everything else.</param>
    /// <param name="evaluation">Evaluates terms.</param>
    /// <param name="between">The reading of a probability between two bounds.</param>
    public static JointLaw<T>? Of(IReadOnlyList<DrawnSum> sums, Instance instance, ClosedEvaluation evaluation, Func<Rational, Rational, T> between)
    {
        var law = new Dictionary<Sequence<Rational>, T> { [sums.Select(_ => Rational.Zero).ToSequence()] = between(Rational.One, Rational.One) };
        foreach (var group in Groups(sums))
        {
            // Sums that draw from other families stand still while the terms of this group are added.
            var own = sums.Select((s, q) => group.Contains(q) ? s : s with { Lower = 1, Upper = 0 }).ToList();
            var counts = new Dictionary<Sequence<TermOutcome>, int>();
            foreach (var (r, count) in Terms([.. group.Select(q => sums[q])]))
            {
                if (TermLaw.Of(own, r, instance, evaluation) is not { } term)
                {
                    return null;
                }

                counts[term.Outcomes] = counts.GetValueOrDefault(term.Outcomes) + count;
            }

            foreach (var (outcomes, count) in counts)
            {
                if (Added(law, outcomes, count, between) is not { } next)
                {
                    return null;
                }

                law = next;
            }
        }

        return new JointLaw<T>(law);
    }

    private static Dictionary<Sequence<Rational>, T>? Added(
        Dictionary<Sequence<Rational>, T> law, Sequence<TermOutcome> outcomes, int count, Func<Rational, Rational, T> between)
    {
        if (outcomes is [var first, var second])
        {
            return Convolved(law, Binomial(first, second, count, between));
        }

        for (var k = 0; k < count && law.Count > 0; k++)
        {
            if (Convolved(law, [.. outcomes.Select(o => (o.Contributions, between(o.Low, o.High)))]) is not { } next || (long)next.Count * outcomes.Count * count > MostSteps)
            {
                return null;
            }

            law = next;
        }

        return law;
    }

    private static List<(Sequence<Rational> Value, T Probability)> Binomial(
        TermOutcome first, TermOutcome second, int count, Func<Rational, Rational, T> between)
    {
        var (p, q) = (between(second.Low, second.High), between(first.Low, first.High));
        var ways = BigInteger.One;
        var law = new List<(Sequence<Rational> Value, T Probability)>(count + 1);
        for (var k = 0; k <= count; k++)
        {
            var value = first.Contributions.Zip(second.Contributions).Select(c => (c.First * (count - k)) + (c.Second * k)).ToSequence();
            law.Add((value, p.Literal((Rational)ways) * T.Power(p, k) * T.Power(q, count - k)));
            ways = ways * (count - k) / (k + 1);
        }

        return law;
    }

    private static Dictionary<Sequence<Rational>, T>? Convolved(Dictionary<Sequence<Rational>, T> law, List<(Sequence<Rational> Value, T Probability)> added)
    {
        if ((long)law.Count * added.Count > MostSteps)
        {
            return null;
        }

        var next = new Dictionary<Sequence<Rational>, T>();
        foreach (var (value, probability) in law)
        {
            foreach (var (more, chance) in added)
            {
                var sum = value.Zip(more).Select(v => v.First + v.Second).ToSequence();
                next[sum] = next.TryGetValue(sum, out var before) ? before + (probability * chance) : probability * chance;
            }
        }

        return next.Count <= MostValues ? next : null;
    }

        // The indices of terms, and how many terms each stands for.
    private static IEnumerable<(int Index, int Count)> Terms(IReadOnlyList<DrawnSum> sums) =>
        sums.All(s => s.IsIdentical && s.Lower == sums[0].Lower && s.Upper == sums[0].Upper)
            ? sums[0].Lower <= sums[0].Upper ? [(sums[0].Lower, sums[0].Upper - sums[0].Lower + 1)] : []
            : Enumerable.Range(sums.Min(s => s.Lower), Math.Max(0, sums.Max(s => s.Upper) - sums.Min(s => s.Lower) + 1))
                .Where(r => sums.Any(s => s.Lower <= r && r <= s.Upper)).Select(r => (r, 1));

    // Sums that draw from a common family belong together.
    private static List<HashSet<int>> Groups(IReadOnlyList<DrawnSum> sums)
    {
        var groups = new List<(HashSet<int> Sums, HashSet<Symbol> Families)>();
        for (var q = 0; q < sums.Count; q++)
        {
            var touched = groups.Where(g => g.Families.Overlaps(sums[q].Families)).ToList();
            groups.RemoveAll(touched.Contains);
            groups.Add(([q, .. touched.SelectMany(g => g.Sums)], [.. sums[q].Families, .. touched.SelectMany(g => g.Families)]));
        }

        return groups.ConvertAll(g => g.Sums);
    }
}
