using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Statements;

/// <summary>
/// A claim, closed by its quantifiers and restricted by its assumptions, as the spec states it. To show it, every value of its
/// universal symbols is enumerated here, and the script gives the witnesses; to deny it the other way round.
/// </summary>
internal sealed class Statement(Claim claim, Evaluator evaluator, Script script)
{
    private bool hasMinimum;

    /// <summary>Requires that the claim is certainly true, or certainly false, by the values of the script.</summary>
    public void RequireThat(bool truth)
    {
        var chosen = Tree.Of(claim.Closed).OfType<Quantified>().Where(q => q.Kind != QuantifierKind.ForAll).SelectMany(q => q.Binders).Select(b => b.Symbol);
        var assumed = claim.Assumptions.SelectMany(a => Tree.Of(a.Formula, [])).OfType<Reference>();
        Require(!assumed.Any(r => chosen.Contains(r.Symbol)), "an assumption about a symbol that is claimed to exist is not read");
        Require(Shows(claim.Closed, truth, Scope.Empty, denies: !truth), $"the claim is not shown to be {(truth ? "true" : "false")}");
        Require(script.IsSpent, "there are more values than the claim has quantifiers");
    }

    private Certainty Assumed(Scope scope) => claim.Assumptions.Select(a => evaluator.Holds(a.Formula, scope)).Aggregate(Certainty.True, CertaintyLogic.And);

    // Assumptions restrict the universal symbols: where values are chosen to deny something, they must satisfy them.
    private bool IsAssumed(Scope scope, bool denies) => !denies || Assumed(scope) == Certainty.True;

    private bool Shows(Term formula, bool truth, Scope scope, bool denies) => formula switch
    {
        ClaimReference or Derive when !truth || formula is ClaimReference => Shows(formula.Children[0], truth, scope, denies),
        Connective { Kind: ConnectiveKind.Not } negation => Shows(negation.Children[0], !truth, scope, denies),
        Call { Operation.Name: "local_min" } minimum when truth => IsMinimum(minimum, scope) && IsAssumed(scope, denies),
        Call { Operation.Name: "global_min", Arguments: [Reference { Symbol.Parameters: var free } f, ..] } call when !truth =>
            Chosen(new Quantified(QuantifierKind.ForAll, free, NoLess(f, call.Arguments.Skip(1), free)), truth, scope, denies),
        Call { Operation.Name: "displacement_convex" } call when !truth => Bends(call, scope) && IsAssumed(scope, denies),
        Connective { Kind: ConnectiveKind.Iff, Children: [var a, var b] } when formula.HasInfinite() =>
            b.HasInfinite() ? Agrees(a, b, truth, scope, denies) : Agrees(b, a, truth, scope, denies),
        Connective { Kind: not ConnectiveKind.Iff and var kind } when truth == (kind == ConnectiveKind.And) && formula.HasInfinite() =>
            formula.Children.All(c => Shows(c, truth || (kind == ConnectiveKind.Implies && ReferenceEquals(c, formula.Children[0])), scope, denies)),
        Quantified { Kind: QuantifierKind.ForAll } all => truth ? Every(all, scope, denies) : Chosen(all, truth, scope, denies: true),
        Quantified { Kind: QuantifierKind.Exists, Binders: [{ RangesOver: RealInterval { LowerOpen: true, Upper: Constant } all } any] } none when !truth =>
            evaluator.Beyond(all.Lower, any.Symbol, scope, still => Shows(none.Body, truth, still, denies)),
        Quantified { Kind: QuantifierKind.Exists } some when truth && some.HasInfinite() => Chosen(some, truth, scope, denies),
        _ => evaluator.Holds(formula, scope) == CertaintyLogic.Of(truth) && IsAssumed(scope, denies),
    };

    // What is decided by itself says what remains to be shown.
    private bool Agrees(Term known, Term other, bool truth, Scope scope, bool denies) =>
        evaluator.Holds(known, scope) is var holds && holds != Certainty.Unknown && Shows(other, (holds == Certainty.True) == truth, scope, denies);

    // Symbols are bound to the next values of the script, one after the other. Where one moves, so does all that follows.
    private bool Chosen(Quantified some, bool truth, Scope scope, bool denies, int position = 0)
    {
        if (some.Binders.ElementAtOrDefault(position) is { } binder)
        {
            var (value, domain) = (script.Next(binder.Symbol), binder.RangesOver ?? throw new NotShownException("a symbol has no domain"));
            bool Bound(Scope at) => Chosen(some, truth, Domains.Bind(evaluator, at, binder.Symbol, domain, value), denies, position + 1);
            return value.IsStill ? Bound(scope) : evaluator.Jets.While(Motion.OneSided, scope, Bound);
        }

        return some.Binders.SelectMany(b => b.Conditions).All(c => evaluator.Holds(c, scope) == Certainty.True) && Shows(some.Body, truth, scope, denies);
    }

    // Every point of the domains, in their order.
    private bool Every(Quantified all, Scope scope, bool denies) => evaluator.Points(all.Binders, scope).All(point =>
        point.Included != Certainty.True ? throw new NotShownException("it is not decided whether a restriction holds")
        : (all.Body is not Quantified && Assumed(point.Scope) == Certainty.False) || Shows(all.Body, true, point.Scope, denies));

    // The box around the listed point holds a local minimum. Only one is spoken of, so that all else holds at the same point: everywhere in the box.
    private bool IsMinimum(Call minimum, Scope scope)
    {
        Require(hasMinimum = !hasMinimum, "only one local minimum is spoken of at a time");
        var box = minimum.Arguments.Skip(1).Select(p => scope.Find((p as Reference)?.Symbol)).OfType<Value>().Distinct(ReferenceEqualityComparer.Instance);
        Require(box.Count() == minimum.Arguments.Count - 1, "a local minimum is read in different symbols that are quantified");
        return Calculus.LocalMinimum(evaluator, evaluator.Function(minimum.Arguments[0], scope.Still), [.. box.Cast<Value>()]).Sign >= 0;
    }

    // The function is not less elsewhere than at a point.
    private static Comparison NoLess(Reference f, IEnumerable<Term> point, Sequence<Binder> elsewhere) => new(new Apply(f, TermType.Real, point.ToSequence()),
        Rigor.Relation.LessOrEqual, new Apply(f, TermType.Real, elsewhere.Map<Term>(b => new Reference(b.Symbol))));

    // The middle of the only geodesic between the unit masses at two points is that at the middle of the points, where F is above its chord.
    private bool Bends(Call call, Scope scope)
    {
        var (jets, f) = (evaluator.Jets, evaluator.Function(call.Arguments[0], scope));
        var space = f.Parameters[0].RangesOver is Call { Operation.Name: "probabilities" or "laws", Arguments: [Call of] }
            && of.Operation.Name is "reals" or "vector" ? of : throw new NotShownException("laws of numbers and vectors are read here");
        var (a, b) = (script.Next(f.Parameters[0].Symbol), script.Next(f.Parameters[0].Symbol));
        Require(Domains.Contains(evaluator, space, a, scope).And(Domains.Contains(evaluator, space, b, scope)) == Certainty.True, "no two points are listed");
        Jet At(Value point) => Value.AsNumber(f.Apply([new Value.Law([1], [point])]));
        var apart = evaluator.Apply(ArithmeticOperator.Add, b, Evaluator.Map(a, x => -x));
        var middle = evaluator.Apply(ArithmeticOperator.Add, a, Evaluator.Map(apart, x => jets.Divide(x, 2)));
        var modulus = jets.Divide(call.Arguments.Count > 1 ? evaluator.Number(call.Arguments[1], scope) : 0, 8);
        var chord = jets.Subtract(jets.Divide(jets.Add(At(a), At(b)), 2), jets.Multiply(modulus, TensorFunctions.Squares(jets, Value.AsTensor(apart))));
        return jets.Compare(Rigor.Relation.Greater, At(middle), chord) == Certainty.True;
    }
}
