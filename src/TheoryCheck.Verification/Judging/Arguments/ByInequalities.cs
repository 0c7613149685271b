using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Judging.Inequalities;

namespace TheoryCheck.Verification.Judging.Arguments;

/// <summary>Proves inequalities, chains and conjunctions of them, and those under conditions, each by one of the ways there are; equations between sums of all terms below a size by induction.</summary>
internal sealed class ByInequalities : GeneralArgument
{
    /// <inheritdoc/>
    public override Judgement? Prove(Term formula, IReadOnlyList<Term> hypotheses)
    {
        // At finitely many values each is looked at, and certified.
        var steps = new List<StepEvidence>();
        return (IsOfFunction(formula) || !formula.ReachedSymbols().All(IsFinite)) && Holds(formula, hypotheses, steps) ? new Judgement(VerdictKind.Proved, steps.Count == 1 ? steps[0].Justification : "each of its inequalities holds") { Steps = [.. steps] } : null;
    }

    /// <summary>Whether one of the ways shows a formula for all values of its symbols.</summary>
    public static bool Shows(Term formula, IReadOnlyList<Term> hypotheses) => Holds(formula, hypotheses, []);

    private static bool IsFinite(Symbol symbol) => symbol.Role is not (SymbolRole.Given or SymbolRole.Bound) || symbol.Domain is IndexRange { Upper: Number } or Collection;

    // The parameters of a function run through its domain without a quantifier.
    private static bool IsOfFunction(Term formula) => formula is Call { Operation: Symbolics.Predicates.Convex or StronglyConvex };

    // What the sets say of which the symbols of a comparison are members.
    private static IEnumerable<Term> Memberships(Comparison comparison) =>
        from symbol in comparison.FreeSymbols()
        where symbol is { Role: not SymbolRole.Draw, Indices.IsEmpty: true, Parameters.IsEmpty: true }
        let said = symbol.Domain is Call { Operation: SetConstructor set, Arguments: var arguments } ? set.Says(Build.Ref(symbol), arguments) : null
        where said is not null
        select said;

    private static bool Holds(Term formula, IReadOnlyList<Term> hypotheses, List<StepEvidence> steps)
    {
        hypotheses = formula is Comparison sides ? [.. hypotheses, .. Memberships(sides)] : hypotheses;
        switch (formula)
        {
            case Connective { Kind: ConnectiveKind.And } and:
                return and.Children.All(part => Holds(part, hypotheses, steps));
            case Connective { Kind: ConnectiveKind.Implies, Children: [var premise, var conclusion] }:
                return Holds(conclusion, [.. hypotheses, .. Parts(premise)], steps);
            case Quantified { Kind: QuantifierKind.ForAll } all:
                var placed = OpenedBinders.Placed(all.Binders);
                return Holds(all.Body.Replace(placed), [.. hypotheses, .. all.Binders.SelectMany(static b => b.Conditions).Select(c => c.Replace(placed))], steps);
            case Reference { Symbol: { Role: SymbolRole.Definition, Parameters.IsEmpty: true, Indices.IsEmpty: true, Body: { } body } }:
                return Holds(body, hypotheses, steps);
            case Call { Operation: Predicate predicate } call when predicate.Expand(call.Arguments) is { } meant:
                return (Convexity.Curvature(call) is { } bent && IsShown(bent, hypotheses, steps)) || IsShown(meant, hypotheses, steps);
            case Comparison comparison when Eigenvalues.Of(comparison) is { } meant:
                return (Eigenvalues.Symmetrically(comparison) is { } form && IsShown(form, hypotheses, steps)) || IsShown(meant, hypotheses, steps);
            case Comparison { Relations: [Relation.Equal], Children: [{ Type.IsScalar: true } left, { Type.IsScalar: true } right] } when AreEqual(left, right, hypotheses):
                steps.Add(new StepEvidence("canonical form", formula, Constant.True, "both sides have one canonical form"));
                return true;
            case Comparison { Relations: [Relation.Equal], Children: [var left, var right] }:
                // Equations of which no canonical form knows the sums: both inequalities hold by one induction.
                return Induced(left, right, hypotheses, steps) && Induced(right, left, hypotheses, steps);
            case Comparison comparison when Inequality.Of(comparison, hypotheses) is { } inequalities:
                return inequalities.All(inequality => IsProved(inequality, steps, Catalogue<InequalityProof>.Members));
            default:
                return false;
        }
    }

    private static bool IsShown(Term formula, IReadOnlyList<Term> hypotheses, List<StepEvidence> steps)
    {
        var before = steps.Count;
        if (Holds(formula, hypotheses, steps))
        {
            return true;
        }

        steps.RemoveRange(before, steps.Count - before);
        return false;
    }

    private static bool AreEqual(Term left, Term right, IReadOnlyList<Term> hypotheses) =>
        Inequality.Of(new Comparison(left, Relation.LessOrEqual, right), hypotheses) is [{ IsDefined: true } sides] && ExplicitForm.SignOf(sides.Difference, sides.Facts) == Signs.Zero;

    private static bool Induced(Term lesser, Term greater, IReadOnlyList<Term> hypotheses, List<StepEvidence> steps) =>
        Inequality.Of(new Comparison(lesser, Relation.LessOrEqual, greater), hypotheses) is [var inequality] && IsProved(inequality, steps, [new InductionOverSize()]);

    private static bool IsProved(Inequality inequality, List<StepEvidence> steps, IReadOnlyCollection<InequalityProof> ways)
    {
        var special = WithoutLossOfGenerality.Of(inequality);
        return (special is (var fixedOne, var words) && IsProved(inequality, fixedOne, $"{words}: ", steps, ways)) || IsProved(inequality, inequality, "", steps, ways);
    }

    private static bool IsProved(Inequality inequality, Inequality special, string words, List<StepEvidence> steps, IEnumerable<InequalityProof> ways)
    {
        foreach (var way in ways)
        {
            if (way.Prove(special) is { } reason)
            {
                var shown = new Comparison(inequality.Lesser, inequality.IsStrict ? Relation.Less : Relation.LessOrEqual, inequality.Greater);
                steps.Add(new StepEvidence(way.Name, shown, Constant.True, words + reason));
                return true;
            }
        }

        return false;
    }
}
