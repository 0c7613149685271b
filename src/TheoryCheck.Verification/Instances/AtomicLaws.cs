using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Instances;

/// <summary>
/// Proposes measures on finitely many points: laws on a set, listed or not, signed measures, and couplings of known laws. By turns of equal weights, of one point,
/// of two, of any weights, and with hardly any weight on all points but one. Conditions that are linear in the weights are met where they can be.
/// </summary>
/// <param name="source">Randomness.</param>
/// <param name="evaluation">Evaluates sets and conditions.</param>
/// <param name="place">So many points of a set at an instance in a round; null where no way is known to propose any.</param>
internal sealed class AtomicLaws(UniformSource source, ClosedEvaluation evaluation, Func<Term, Instance, int, int, IReadOnlyList<Term>?> place)
{
    private const int MostPoints = 4;
    private const int LargestWeight = 12;
    private const int Corners = 3;
    private const int Turns = 5;

    /// <summary>Whether a set is one of measures of which members on finitely many points are proposed.</summary>
    public static bool Concern(Term? domain) => SetOf(domain) is not null;

    /// <summary>A measure, or null when none is known to propose.</summary>
    /// <param name="symbol">The symbol of the measure.</param>
    /// <param name="domain">The set it is from.</param>
    /// <param name="conditions">What is asked of it, which may be left unmet.</param>
    /// <param name="instance">What is already bound.</param>
    /// <param name="round">The round of the search.</param>
    public WeightedAtoms? Propose(Symbol symbol, Term domain, IReadOnlyList<Term> conditions, Instance instance, int round)
    {
        if (SetOf(domain) is not { } set)
        {
            return null;
        }

        if (set.Operation is Couplings)
        {
            return LawCorners.Of(symbol, set, conditions, instance, evaluation) is { } couplings ? Mixed(CornersOf(couplings), round) : null;
        }

        if (Points(set.Arguments[0], instance, round) is not { Count: > 0 } points)
        {
            return null;
        }

        var masses = points.Select(static p => WeightedAtoms.Of([(Rational.One, p)])!).ToList();
        if (set.Operation is Symbolics.Sets.Measures)
        {
            return WeightedAtoms.Mixture(masses.Zip(Weights(masses.Count, round), (m, w) => (source.NextUniform() < 0.5 ? w : -w, m)));
        }

        var corners = conditions.Any(c => Unfold.Definitions(c).Mentions(symbol)) && LawCorners.On(symbol, points, conditions, instance, evaluation) is { } laws ? CornersOf(laws) : [];
        return Mixed(corners.Count > 0 ? corners : masses, round);
    }

    /// <summary>The set of measures of which members on finitely many points are proposed, behind definitions; null for others.</summary>
    public static Call? SetOf(Term? domain) => domain is not null && Unfold.Definitions(domain) is Call { Operation: Symbolics.Sets.Laws or Probabilities or Symbolics.Sets.Measures or Couplings } set ? set : null;

    // All points of a listed set that is not too large, else a few of any set.
    private IReadOnlyList<Term>? Points(Term set, Instance instance, int round) =>
        evaluation.Elements(set, instance, LawCorners.MostListed) is { } all ? [.. all.Distinct()] : place(set, instance, 1 + Upto(MostPoints), round)?.Distinct().ToList();

    // Random ones, among which equal ones are left out.
    private List<WeightedAtoms> CornersOf(LawCorners laws)
    {
        var corners = new List<WeightedAtoms>();
        for (var k = 0; k < Corners; k++)
        {
            var costs = Enumerable.Range(0, laws.Size).Select(_ => new Rational(Upto((2 * LargestWeight) + 1) - LargestWeight, 1)).ToArray();
            if (laws.Least(i => i < costs.Length ? costs[i] : Rational.Zero) is { } corner && !corners.Contains(corner))
            {
                corners.Add(corner);
            }
        }

        return corners;
    }

    private WeightedAtoms? Mixed(List<WeightedAtoms> corners, int round) => WeightedAtoms.Mixture(Weights(corners.Count, round).Zip(corners));

    // Weights with sum 1.
    private Rational[] Weights(int count, int round)
    {
        var (first, second) = (Upto(count), Upto(count));
        var share = new Rational(1 + Upto(7), 8);
        var least = Rational.Power(2, -1 - Upto(16));
        var any = Enumerable.Range(0, count).Select(_ => new Rational(Upto(LargestWeight), 1)).ToArray();
        any[first] += Rational.One;
        var total = any.Aggregate(static (sum, w) => sum + w);
        Rational At(int k, Rational of) => k == first ? Rational.One - of : Rational.Zero;
        return (round % Turns) switch
        {
            0 => [.. any.Select(w => w / total)],
            1 => [.. Enumerable.Range(0, count).Select(k => At(k, 0))],
            2 => [.. Enumerable.Range(0, count).Select(k => At(k, share) + (k == second ? share : Rational.Zero))],
            3 => [.. Enumerable.Range(0, count).Select(_ => new Rational(1, count))],
            _ => [.. any.Select((w, k) => At(k, least) + (least * w / total))],
        };
    }

    private int Upto(int count) => Math.Min(count - 1, (int)(source.NextUniform() * count));
}
