using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Arguments;

/// <summary>
/// The strong law of large numbers: for independent p[j] with one law P and integrable e, <c>limit(M -> infinity: mean(j&lt;M: e(p[j])))</c> is the integral of e against P with probability 1. What is claimed of
/// the limit with a probability above 0 is thereby a claim about the integral, whatever P is. That e is integrable follows from its growth and a moment of P that is known to be finite.
/// </summary>
[Cites("etemadi1981", "Theorem 1")]
internal sealed class LargeNumbers : GeneralArgument
{
    /// <summary>What is said where a claim is settled so.</summary>
    public const string Remark = "the limit of the mean is the integral, by the strong law of large numbers";

    /// <inheritdoc/>
    public override Judgement? Prove(Term formula, IReadOnlyList<Term> hypotheses)
    {
        if (Mean(formula, hypotheses) is not { Relations: [Relation.Equal or Relation.LessOrEqual or Relation.GreaterOrEqual], Children: [Binding mean, Binding { Form: Integral, Binders: [{ Where: null } point] } other] } reduced
            || !mean.Binders[0].Domain!.Equals(point.Domain))
        {
            return null;
        }

        var facts = Facts.Of(hypotheses);
        return Equality.Prove(mean.Body, other.Body.Replace(point.Symbol, Build.Ref(mean.Binders[0].Symbol)), facts) is { Derivation.Restrictions.IsEmpty: true }
            ? new Judgement(VerdictKind.Proved, "by the strong law of large numbers: the mean of independent copies tends to the integral, which exists")
            {
                Steps = [new StepEvidence("strong law of large numbers", formula, reduced, "the copies are independent with one law, and what is averaged grows no faster than a power with a finite moment")],
            }
            : null;
    }

    /// <summary>The claim about the integral that a claim about the limit of a mean comes to; null for other statements, and where the integral is not known to exist.</summary>
    /// <param name="statement">A statement about a probability.</param>
    /// <param name="hypotheses">What is assumed.</param>
    public static Comparison? Mean(Term statement, IReadOnlyList<Term> hypotheses)
    {
        if (statement is not WithProbability { Relation: Relation.Equal or Relation.GreaterOrEqual, Level: Number { Value: { Sign: > 0 } level }, Given: null, Binders: [{ Where: null, Symbol: { Restriction: null } copies }] } probability
            || level > Rational.One || (probability.Relation == Relation.Equal && !level.IsOne)
            || Unfold.Definitions(probability.Body) is not Comparison { Relations: [var relation], Children: [var left, var right] })
        {
            return null;
        }

        return Integrated(left) is { } ofLeft ? Reduced(ofLeft, relation, right) : Integrated(right) is { } ofRight ? Reduced(ofRight, relation.Turned(), left) : null;

        Comparison? Reduced(Binding integral, Relation how, Term bound) => IsFixed(bound) ? new Comparison(integral, how, bound) : null;

        Binding? Integrated(Term limit)
        {
            if (limit is not Binding { Form: Limit or Limsup or Liminf, Binders: [{ Where: null, Domain: LimitPoint { Point: Constant }, Symbol: var count }], Body: Binding { Form: Symbolics.Forms.Mean } mean }
                || IndependentCopies.Of(mean, [copies], count) is not { Body: var body, Points: [var (point, law)] })
            {
                return null;
            }

            var known = new Dependence(hypotheses);
            return known.Growth(body, point) is { } growth && known.HasMoment(law, growth) ? Build.Bind<Integral>([new Binder(point, law)], body) : null;
        }

        bool IsFixed(Term term) => IndependentCopies.IsFixed(term);
    }
}
