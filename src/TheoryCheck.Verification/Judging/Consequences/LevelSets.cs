using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Consequences;

/// <summary>
/// What a claim of all path components of all level sets implies of points: every point u lies in a component of the level set at F(u), so if each component of each
/// {F = c} has a global minimum of F in it, which has the value c, then F(u) ≤ F(v) for all v.
/// </summary>
internal sealed class LevelSets : NecessaryConsequence
{
    /// <inheritdoc/>
    public override string Words => "a level set at a value above another has no global minimum in it";

    /// <summary>F(u) ≤ F(v) for all u and v, of a claim about a value c and a component of {F = c}.</summary>
    public override (List<Binder> Binders, Term Formula)? Of(List<Binder> binders, Term body, IReadOnlyList<Term> assumptions)
    {
        if (binders.Find(static b => !b.Conditions.Any() && b.RangesOver is Call { Operation: PathComponents }) is not { RangesOver: Call { Arguments: [var set] }, Symbol: var component }
            || Unfold.Definitions(set) is not Binding { Form: Comprehension, Binders: [.., { Where: Comparison { Relations: [Relation.Equal], Children: [var left, var right] } }] } level
            || body is not Quantified { Kind: QuantifierKind.Exists, Body: Call { Operation: GlobalMin minimum, Arguments: var arguments } } some || !IsOf(some, component)
            || minimum.Expand(arguments) is not Quantified { Body: Comparison { Children: [_, var elsewhere] } } all)
        {
            return null;
        }

        var (value, constant) = right is Reference ? (left, right) : (right, left);
        if (constant is not Reference { Symbol: var c } || binders.Find(b => ReferenceEquals(b.Symbol, c)) is not { RangesOver: Call { Operation: Reals } } free || free.Conditions.Any()
            || !Equals(Unfold.Definitions(elsewhere.Replace(all.Binders.Zip(level.Binders).ToDictionary(static p => p.First.Symbol, static p => (Term)Build.Ref(p.Second.Symbol)))), value))
        {
            return null;
        }

        var others = binders.FindAll(b => !ReferenceEquals(b.Symbol, c) && !ReferenceEquals(b.Symbol, component));
        var used = others.SelectMany(static b => b.Conditions).Concat(others.Select(static b => b.RangesOver).OfType<Term>()).Concat(assumptions);
        return value.Mentions(c) || used.Any(t => t.Mentions(c) || t.Mentions(component)) ? null
            : ([.. others, .. level.Binders.Select(static b => new Binder(b.Symbol, b.Domain)), .. all.Binders], new Comparison(value, Relation.LessOrEqual, elsewhere));
    }

    // exists (u, ..) in Q: the points of a component, and no others.
    private static bool IsOf(Quantified some, Symbol component) => some.Binders is [{ Where: null, Domain: Reference { Symbol: var own } }]
        ? ReferenceEquals(own, component)
        : some.Binders is [.., { Where: Membership { IsSubset: false, Right: Reference { Symbol: var of } } }] && ReferenceEquals(of, component) && some.Binders.Take(some.Binders.Count - 1).All(static b => b.Where is null);
}
