using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Trials;

/// <summary>The spaces that a formula optimises over, written out or behind definitions: vectors, a sphere, measures on one.</summary>
internal static class OptimumSpaces
{
    /// <summary>Whether a formula optimises over one.</summary>
    public static bool Concern(Term formula) => Dimensions(formula, []).Any();

    /// <summary>The largest dimension among them; null when there are none, or one is not known at the instance.</summary>
    public static double? LargestDimension(Term formula, Instance instance, ClosedEvaluation evaluation)
    {
        var dimensions = Dimensions(formula, []).Select(d => evaluation.TryRational(d, instance)).ToList();
        return dimensions.Count == 0 || dimensions.Contains(null) ? null : dimensions.Max(d => d!.Value.ToDouble());
    }

    private static IEnumerable<Term> Dimensions(Term term, HashSet<Symbol> seen) => term switch
    {
        Reference { Symbol: { Body: { } body } symbol } => seen.Add(symbol) ? Dimensions(body, seen) : [],
        Binding { Form: Argmin or Argmax or Infimum or Supremum } optimum => optimum.Binders.Select(b => Dimension(b.RangesOver)).OfType<Term>()
            .Concat(optimum.Children.SelectMany(c => Dimensions(c, seen))),
        _ => term.Children.SelectMany(c => Dimensions(c, seen)),
    };

    // d of sphere(d), vector(d) and measures(sphere(d)).
    private static Term? Dimension(Term? domain) => domain is Call { Arguments: [var first, ..] } ? first is Call { Type: SetType } inner ? Dimension(inner) : first : null;
}
