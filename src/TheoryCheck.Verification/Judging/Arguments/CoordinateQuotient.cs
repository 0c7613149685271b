using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivations;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Arguments;

/// <summary>
/// Proves <c>spectral_gap(L, beta) &lt;= d/(beta*moment(density(u: exp(-beta*L(u))), 2))</c> for L(-u) = L(u) on ℝᵈ: the gap is at most each quotient (1/β)∫|∇φ|²/var φ. For a
/// coordinate φ(u) = uᵢ, whose mean is 0 by symmetry, it is (1/β)/E uᵢ², and d quotients whose denominators have the sum E|u|² are not all above d over it.
/// </summary>
[Cites("bakry2014", "Definition 4.2.1, with the spectral gap as the best constant")]
internal sealed class CoordinateQuotient : GeneralArgument
{
    /// <inheritdoc/>
    public override Judgement? Prove(Term formula, IReadOnlyList<Term> hypotheses)
    {
        if (formula is not Comparison { Relations: [var relation and (Relation.LessOrEqual or Relation.GreaterOrEqual)], Children: [var left, var right] })
        {
            return null;
        }

        var (less, more) = relation == Relation.LessOrEqual ? (Unfold.Definitions(left), Unfold.Definitions(right)) : (Unfold.Definitions(right), Unfold.Definitions(left));
        return less is Call { Operation: SpectralGap, Arguments: [var energy, var inverse] } && Moments(more).FirstOrDefault() is { } moment && LebesgueDensity.Written(moment.Arguments[0]) is { } density
            && LebesgueDensity.Exponent(density, Build.Ref(density.Binders[0].Symbol)) is { } exponent && Holds(energy, inverse, density.Binders[0].Symbol, exponent, moment, more, hypotheses)
            ? new Judgement(VerdictKind.Proved, "the gap is at most the quotients of the coordinates")
            {
                Steps = [new StepEvidence("quotients of coordinates", formula, Constant.True, "the gap is an infimum of quotients; the density is even, so that coordinates have mean 0")],
            }
            : null;
    }

    private static bool Holds(Term energy, Term inverse, Symbol point, Term exponent, Call moment, Term bound, IReadOnlyList<Term> hypotheses)
    {
        var facts = Facts.Of(hypotheses);
        Term u = Build.Ref(point);
        var dimension = point.Type is TensorType { Axes: [var axis] } ? axis.Length : Number.One;
        return moment.Arguments[1] is Number { Value: var order } && order == 2
            && Same(exponent, Build.Negate(Build.Multiply(inverse, Energy(u))))
            && Same(Energy(u), Energy(Build.Negate(u)))
            && Same(bound, Build.Divide(dimension, Build.Multiply(inverse, moment)));

        Term Energy(Term at) => Unfold.Definitions(new Apply(energy, TermType.Real, [at]));

        bool Same(Term one, Term other) => Equality.Prove(one, other, facts) is not null;
    }

    private static IEnumerable<Call> Moments(Term term) => term is Call { Operation: Moment } moment ? [moment] : term.Children.SelectMany(Moments);
}
