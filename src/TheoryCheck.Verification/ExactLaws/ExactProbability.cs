using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.ExactLaws;

/// <summary>
/// The probability of an event that depends on what is drawn through a few sums of independent terms, from the exact law of these
/// sums: no trial is run and no error probability spent. The means of signs, coins, dice and of unit steps of Gaussian projections are of this kind. Else from the value of
/// the probability as a number, where it has one: half-spaces and other events about one normal form, a uniform number, a few draws with finitely many values.
/// </summary>
internal static class ExactProbability
{
    private const int Precision = 128;
    private const int MostExactTerms = 256;

    /// <summary>The verdict on a statement about a probability; null where its law is not of this kind or does not decide.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="low">A lower bound of the claimed probability.</param>
    /// <param name="high">An upper bound of the claimed probability.</param>
    /// <param name="instance">Where.</param>
    /// <param name="evaluation">Evaluates terms.</param>
    public static Judgement? Settle(WithProbability statement, Rational low, Rational high, Instance instance, ClosedEvaluation evaluation)
    {
        if (statement is not { Given: null, Relation: Relation.GreaterOrEqual or Relation.LessOrEqual or Relation.Equal })
        {
            return null;
        }

        // Enclosures cannot tell a probability from a bound that it meets.
        if (Candidates(statement, instance, evaluation).Where(c => Kind(statement.Relation, c.Bounds, low, high) is not null).Select(c => ((ProbabilityBounds, string)?)c).FirstOrDefault() is not var (bounds, source))
        {
            return null;
        }

        var kind = Kind(statement.Relation, bounds, low, high)!.Value;
        var (least, most) = (bounds.Least.ToDouble(), bounds.Most.ToDouble());
        var reason = $"the probability is {Shown(least, most)}, {source}";
        return new Judgement(kind, reason)
        {
            Qualifier = "numerical",
            IsByLaw = true,
            Points = 1,
            Counterexample = kind == VerdictKind.Refuted && instance.Listing.Count > 0
                ? new FailureEvidence(instance.Listing, statement, Shown(least, most), evaluation.Show(statement.Level, instance), "", "exact law of what is drawn")
                : null,
            Cases = [new CaseEvidence(instance.Label, kind, reason)
            {
                Qualifier = "numerical",
                Delta = statement.Relation == Relation.GreaterOrEqual ? Rational.One - high : null,
                FailureInterval = (1 - most, 1 - least),
            }],
        };
    }

    private static IEnumerable<(ProbabilityBounds Bounds, string Source)> Candidates(WithProbability statement, Instance instance, ClosedEvaluation evaluation)
    {
        if (Of(statement, instance, evaluation) is { } sums && Enclosed(sums, instance, evaluation) is { } enclosed)
        {
            var source = $"from the exact law of what is drawn ({enclosed.Values} possible values)";
            yield return (enclosed, source + ", in enclosures");
            if (Exactly(sums, instance, evaluation) is { } exact)
            {
                yield return (exact, source + ", in exact rationals");
            }
        }

        if (!FormulaTraits.IsSeries(statement.Body) && evaluation.TryEnclose(Build.Bind<Probability>(statement.Binders, statement.Body), instance) is var (low, high))
        {
            yield return (new(low, high, 0), low == high ? "in exact rationals" : "in enclosures");
        }
    }

    /// <summary>The event as a statement about sums whose laws may be known; null when it is not of that kind.</summary>
    internal static DrawnSums? Of(WithProbability statement, Instance instance, ClosedEvaluation evaluation)
    {
        var draws = statement.Binders.Select(b => b.Symbol).ToHashSet();
        if (statement.Binders.Any(b => b.Where is not null || b.At is not null) || draws.Any(d => d is not { Type: TensorType, Domain: { } law, Evolution: null } || draws.Any(law.Mentions))
            || FormulaTraits.IsSeries(statement.Body))
        {
            return null;
        }

        try
        {
            return DrawnSums.Of(IndexForm.Of(Unfold.Definitions(statement.Body, instance.Functions)), draws, instance, evaluation);
        }
        catch (Exception e) when (e is NoClosedFormException || ClosedEvaluation.IsNoAnswer(e))
        {
            return null;
        }
    }

    /// <summary>Bounds of the probability by enclosures; null where a law is not known.</summary>
    internal static ProbabilityBounds? Enclosed(DrawnSums sums, Instance instance, ClosedEvaluation evaluation) =>
        JointLaw<Interval>.Of(sums.Sums, instance, evaluation, static (low, high) => Interval.FromBounds(low, high, Precision)) is { } law
            ? ProbabilityBounds.Of(sums, law.Probabilities, p => (p.Lower.Sign > 0 ? p.Lower : Rational.Zero, p.Upper), instance, evaluation)
            : null;

    // Null where a probability is irrational or its digits are many.
    private static ProbabilityBounds? Exactly(DrawnSums sums, Instance instance, ClosedEvaluation evaluation)
    {
        try
        {
            return sums.Sums.Sum(s => s.Upper - s.Lower + 1) <= MostExactTerms
                && JointLaw<Rational>.Of(sums.Sums, instance, evaluation, static (low, high) => low == high ? low : throw new NotRepresentableException("an irrational probability")) is { } law
                ? ProbabilityBounds.Of(sums, law.Probabilities, static p => (p, p), instance, evaluation)
                : null;
        }
        catch (NotRepresentableException)
        {
            return null;
        }
    }

    private static VerdictKind? Kind(Relation relation, ProbabilityBounds bounds, Rational low, Rational high) => relation switch
    {
        Relation.GreaterOrEqual => bounds.Least >= high ? VerdictKind.Supported : bounds.Most < low ? VerdictKind.Refuted : null,
        Relation.LessOrEqual => bounds.Most <= low ? VerdictKind.Supported : bounds.Least > high ? VerdictKind.Refuted : null,
        _ => bounds.Least == high && bounds.Most == low ? VerdictKind.Supported : bounds.Most < low || bounds.Least > high ? VerdictKind.Refuted : null,
    };

    private static string Shown(double lower, double upper)
    {
        const double Close = 1e-9;
        return upper - lower <= Close * Math.Max(upper, double.Epsilon)
            ? upper.ToString("G10", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"between {lower:G10} and {upper:G10}");
    }
}
