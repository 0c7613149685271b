using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// Settles a deterministic formula at one instance by exact rationals or by enclosures of growing precision. What no
/// precision separates stays inconclusive: equality is for exact arithmetic.
/// </summary>
internal sealed class InequalityChecker : Checker
{
    /// <summary>How a claim was settled that only doubles show to be true so far.</summary>
    internal const string InDoubles = "doubles, with a margin";

    /// <inheritdoc/>
    public override bool Accepts(Obligation obligation) =>
        obligation.Formula is Comparison or Connective or Quantified { Kind: QuantifierKind.ForAll or QuantifierKind.Exists or QuantifierKind.ExistsUnique } or Membership or Constant or Call
        && !FormulaTraits.IsSeries(obligation.Formula)
        && (!FormulaTraits.IsRandom(obligation.Formula, obligation.Scope.Instance)
            || (FormulaTraits.IsClosedMean(obligation.Formula, obligation.Scope.Instance) && MeanStatement.Of(obligation.Formula, obligation.Scope.Instance) is null));

    /// <inheritdoc/>
    public override Judgement Check(Obligation obligation, ClaimContext context)
    {
        var evaluation = context.Evaluation;
        var instance = obligation.Scope.Instance;
        var formula = Evaluable(obligation.Formula, instance);
        var quick = obligation.Scope.NeedsProof ? Certainty.Unknown : QuickTruth.Of(formula, instance, evaluation);
        Decided decided;
        try
        {
            decided = quick == Certainty.True ? new Decided(quick, InDoubles) : evaluation.Decide(formula, instance);
        }
        catch (NotRepresentableException limit) when (quick == Certainty.False)
        {
            return new Judgement(VerdictKind.Inconclusive, $"it looks false in doubles, but {limit.Message}, so nothing re-checks it") { Points = 1, Qualifier = "numerical" };
        }

        var label = instance.Label;
        var qualifier = decided.IsExact ? "" : "numerical";
        var evidence = (VerdictKind kind, string reason) => new Judgement(kind, reason)
        {
            Points = 1,
            Cases = label.Length > 0 ? [new CaseEvidence(label, kind, reason) { Qualifier = qualifier }] : [],
            Qualifier = qualifier,
        };
        switch (decided.Truth)
        {
            case Certainty.True:
                return evidence(VerdictKind.Certified, $"settled in {decided.Arithmetic}");
            case Certainty.Unknown:
                return evidence(VerdictKind.Inconclusive, $"both sides agree within the {decided.Arithmetic}; only exact arithmetic could decide");
            default:
                var failed = FailedPart(formula, instance, evaluation);
                return evidence(VerdictKind.Refuted, $"false at {(label.Length > 0 ? label : "the configuration shown")}, settled in {decided.Arithmetic}") with
                {
                    Counterexample = Failure(failed, instance, decided, evaluation),
                };
        }
    }

    /// <summary>
    /// The formula at an instance with its derivatives carried out: where it differentiates or averages, functions that the instance
    /// knows stand in it, for a derivative of a function that is only named has no value.
    /// </summary>
    /// <exception cref="NoClosedFormException">A derivative has no closed form.</exception>
    internal static Term Evaluable(Term formula, Instance instance)
    {
        var functions = instance.Functions;
        return IndexForm.HasCalculus(formula) ? KnownDerivatives.CarryOut(IndexForm.Of(Unfold.Definitions(formula, functions)), functions)
            : functions.Count > 0 && KnownDerivatives.Concern(formula) ? KnownDerivatives.CarryOut(formula, functions)
            : functions.Count > 0 && FormulaTraits.IsRandom(formula, instance) ? Unfold.Definitions(formula, functions)
            : formula;
    }

    internal static FailureEvidence Failure(Term failed, Instance instance, Decided decided, ClosedEvaluation evaluation)
    {
        var values = instance.Listing;
        if (failed is not Comparison { Relations.Count: 1, Children: [{ Type: TensorType } left, { Type: TensorType } right] })
        {
            return new FailureEvidence(values, failed, "", "", "", decided.Arithmetic);
        }

        var margin = left.Type.IsScalar ? evaluation.Show(Build.Subtract(left, right), instance) : "";
        return new FailureEvidence(values, failed, evaluation.Show(left, instance), evaluation.Show(right, instance), margin, decided.Arithmetic);
    }

    /// <summary>The first comparison that is certainly false, looking into conjunctions and chains.</summary>
    internal static Term FailedPart(Term formula, Instance instance, ClosedEvaluation evaluation)
    {
        var parts = formula switch
        {
            Connective { Kind: ConnectiveKind.And } and => and.Children.Items,
            Comparison { Relations.Count: > 1 } chain => [.. chain.Relations.Map((r, i) => (Term)new Comparison(chain.Children[i], r, chain.Children[i + 1]))],
            _ => ImmutableArray<Term>.Empty,
        };
        foreach (var part in parts)
        {
            if (evaluation.Decide(part, instance).Truth == Certainty.False)
            {
                return FailedPart(part, instance, evaluation);
            }
        }

        return formula;
    }
}
