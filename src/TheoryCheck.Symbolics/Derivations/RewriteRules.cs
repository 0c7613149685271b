using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Expectations;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivations;

/// <summary>The rules of which derivations are made.</summary>
public static class RewriteRules
{
    /// <summary>Definitions unfolded, tensor functions written as sums, derivatives carried out.</summary>
    public static RewriteRule IndexNotation { get; } = new(
        "index notation",
        "derivatives hold away from the kinks listed",
        "definitions of the functions; chain rule",
        static (term, _) =>
        {
            var traced = IndexForm.Traced(term);
            return new Rewriting(traced.Value, [], traced.Kinks.Map(k => $"away from the kink of {Show(k.Application)}").Concat(traced.Conditions));
        });

    /// <summary>Integrals against point masses as sums.</summary>
    public static RewriteRule PointMasses { get; } = new(
        "integrals against point masses",
        "Always",
        "linearity in the measure; the integral against a unit mass is the value at its point",
        static (term, facts) => new Rewriting(IdleConditions.Drop(Derivations.PointMasses.Sift(term), facts), [], []));

    /// <summary>A state a known number of steps later, by its update.</summary>
    public static RewriteRule Unrolling { get; } = new(
        "steps written out",
        "Always",
        "X@(k+1) is the right side of the update at k",
        static (term, facts) => new Rewriting(Unroll.Steps(term, facts), [], []));

    /// <summary>Expectations in closed form.</summary>
    public static RewriteRule ClosedExpectations { get; } = new(
        "expectations in closed form",
        "the expectations exist; vectors under an arc-cosine formula are not 0",
        "linearity; independence; Isserlis; Cho and Saul 2009",
        static (term, facts) =>
        {
            var moments = new Moments(facts);
            return new Rewriting(moments.Resolve(term), moments.Laws.ToSequence(), moments.Conditions.Map(InWords));
        });

    /// <summary>Integration by parts where a test function leaves nothing at infinity.</summary>
    public static RewriteRule ByParts { get; } = new(
        "integration by parts",
        "densities that are named are positive and as smooth as the derivatives need",
        "a smooth function with compact support leaves nothing at infinity",
        static (term, facts) =>
        {
            var (value, restrictions) = IntegrationByParts.OffTestFunctions(term, facts);
            return new Rewriting(value, [], restrictions.ToSequence());
        });

    /// <summary>The canonical form.</summary>
    public static RewriteRule CanonicalForm { get; } = new(
        "canonical form",
        "cancelled denominators are not 0",
        "field axioms; the laws listed",
        static (term, facts) =>
        {
            var form = Canonical.Trace(term, facts);
            return new Rewriting(form.Value, form.Laws, form.Nonzero.Map(NotZero));
        });

    /// <summary>All of them, in the order in which a derivation applies them.</summary>
    public static Sequence<RewriteRule> All { get; } = [IndexNotation, PointMasses, Unrolling, ClosedExpectations, ByParts, CanonicalForm];

    /// <summary>The restriction that a divisor is not 0, in words.</summary>
    internal static string NotZero(Term divisor) => $"{Show(divisor)} is not 0";

    private static string InWords(Comparison condition) => condition.Relations[0] switch
    {
        Relation.NotEqual => NotZero(condition.Children[0]),
        Relation.Greater => $"{Show(condition.Children[0])} is positive",
        _ => $"{Show(condition.Children[0])} is not negative",
    };

    private static string Show(Term term) => Typesetting.Typeset.TextOf(term);
}
