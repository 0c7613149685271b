using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivations;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Expectations;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Identities;

/// <summary>Decides whether two terms are equal for all values of their free symbols, sizes included.</summary>
public static class Equality
{
    private const int Points = 24;

    /// <summary>The evidence for or against left = right.</summary>
    /// <param name="left">A scalar or tensor.</param>
    /// <param name="right">The same type.</param>
    /// <param name="facts">Assumptions and index ranges.</param>
    /// <param name="seed">Decides the random points.</param>
    public static EqualityEvidence Decide(Term left, Term right, Facts facts, ulong seed) => Evidence(left, right, facts, seed);

    /// <summary>The proof of left = right; null when there is none, and no point is looked at.</summary>
    /// <param name="left">A scalar or tensor.</param>
    /// <param name="right">The same type.</param>
    /// <param name="facts">Assumptions and index ranges.</param>
    public static EqualityEvidence.Proved? Prove(Term left, Term right, Facts facts) => Evidence(left, right, facts, seed: null) as EqualityEvidence.Proved;

    private static EqualityEvidence Evidence(Term left, Term right, Facts facts, ulong? seed)
    {
        try
        {
            if (left.Type is TensorType { Axes.IsEmpty: false } tensor)
            {
                var binders = tensor.Axes.Map(a => new Binder(Build.Index("i"), new IndexRange(a.Lower, Build.PredecessorOf(Tidy.Add([a.Lower, a.Length])))));
                foreach (var binder in binders)
                {
                    facts = facts.Index(binder.Symbol, ((IndexRange)binder.Domain!).Lower, ((IndexRange)binder.Domain).Upper);
                }

                var indexer = new Indexer();
                var at = binders.Map(b => (Term)Build.Ref(b.Symbol));
                return Scalars(indexer.ElementOf(left, at), indexer.ElementOf(right, at), indexer.Kinks, facts, seed);
            }

            if (left.Type is TensorType)
            {
                return Scalars(left, right, [], facts, seed);
            }

            return left.Type is TruthType ? Formulas(left, right, facts)
                : new EqualityEvidence.Unknown($"no rule for equality of {Operations.TypeText.Describe(left.Type)}");
        }
        catch (NoClosedFormException reason)
        {
            return new EqualityEvidence.Unknown(reason.Message);
        }
    }

    private static EqualityEvidence Scalars(Term left, Term right, IEnumerable<Kink> kinks, Facts facts, ulong? points)
    {
        var (first, second) = (IndexForm.Traced(left), IndexForm.Traced(right));
        var all = kinks.Concat(first.Kinks).Concat(second.Kinks).Distinct().ToSequence();
        var away = facts.Away(all);
        var difference = Tidy.Subtract(left, right);
        var reduced = Reduce(difference, away);
        var proof = Tidy.IsZero(reduced.Last(difference)) ? reduced : reduced.Then(IndexCases.Rule, reduced.Last(difference));
        proof = Tidy.IsZero(proof.Last(difference)) ? proof : Derivation.Begin(facts).Then(Constancy.Rule, difference);
        if (Tidy.IsZero(proof.Last(difference)))
        {
            return new EqualityEvidence.Proved(proof)
            {
                IsEverywhere = (all.IsEmpty || !HasDerivative(left) && !HasDerivative(right)) && (proof.Restrictions.IsEmpty || IsExplicit(Tidy.Subtract(first.Value, second.Value), facts)) && IsDefined(first.Value, facts) && IsDefined(second.Value, facts),
            };
        }

        if (points is not { } seed)
        {
            return new EqualityEvidence.Unknown("the sides have not one canonical form");
        }

        foreach (var (of, one, other) in Constancy.AtStart(first.Value, second.Value, facts))
        {
            if (AtPoints(IndexForm.Of(one), IndexForm.Of(other)) is EqualityEvidence.Refuted refuted)
            {
                return refuted with { Of = of };
            }
        }

        // A side that has no value at points, such as a mean of many factors, may have one in what the rules left of the difference.
        var trials = AtPoints(first.Value, second.Value);
        return trials is EqualityEvidence.Unknown && reduced.Restrictions.IsEmpty && AtPoints(reduced.Last(difference), Number.Zero) is EqualityEvidence.Refuted apart
            ? apart with { Of = "the difference of the sides, as derived, and 0" }
            : trials;

        EqualityEvidence AtPoints(Term one, Term other)
        {
            var moments = new Moments(away);
            return new Trials(Known(one), Known(other), away, seed).Run(Points);

            Term Known(Term side) => moments.Resolve(Unroll.Steps(PointMasses.Sift(side), away));
        }
    }

    // At a kink a gradient is what the language says, but a derivative in a variable or along a flow is undefined.
    private static bool HasDerivative(Term term) => term switch
    {
        Binding { Form: Forms.Derivative } => true,
        Reference { Symbol: { Role: SymbolRole.Definition, Body: { } body } } => HasDerivative(body),
        _ => term.Children.Items.Any(HasDerivative),
    };

    // Whether a side has a value everywhere, its expectations carried out where they have closed forms that rest on nothing.
    private static bool IsDefined(Term side, Facts facts)
    {
        var moments = new Moments(facts);
        var known = moments.Resolve(side);
        return Definedness.IsCertain(moments.Conditions.IsEmpty ? known : side, facts);
    }

    // Whether an explicit difference is 0 without exception: its derivatives are carried out, with the language's slopes at kinks.
    private static bool IsExplicit(Term difference, Facts facts) => Reduce(difference, facts) is var proof && Tidy.IsZero(proof.Last(difference)) && proof.Restrictions.IsEmpty;

    /// <summary>The derivation of a difference by all rules, in their order; it proves the equality where it ends in 0.</summary>
    internal static Derivation Reduce(Term difference, Facts facts)
    {
        var derivation = Derivation.Begin(facts);
        foreach (var rule in RewriteRules.All)
        {
            derivation = derivation.Then(rule, derivation.Last(difference));
        }

        if (!Tidy.IsZero(derivation.Last(difference)))
        {
            derivation = derivation.Then(Denominators.Rule, derivation.Last(difference));
        }

        return derivation;
    }

    /// <summary>Truth values are compared where both are comparisons of one kind: A == B when the differences agree up to a positive number.</summary>
    private static EqualityEvidence Formulas(Term left, Term right, Facts facts)
    {
        if (left.Equals(right))
        {
            return new EqualityEvidence.Proved(Derivation.Begin(facts));
        }

        var (a, b) = (Canonical.Normalize(IndexForm.Of(left), facts), Canonical.Normalize(IndexForm.Of(right), facts));
        if (a.Equals(b))
        {
            return new EqualityEvidence.Proved(Derivation.Begin(facts).Then(RewriteRules.IndexNotation, left));
        }

        var one = new Conditional(left, Number.One, Number.Zero);
        var two = new Conditional(right, Number.One, Number.Zero);
        return Decide(one, two, facts, 1);
    }
}
