using System.Text.Json;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Measures;

namespace TheoryCheck.Verification.Certificates;

/// <summary>The least value of a problem over the measures on the circle or sphere.</summary>
internal sealed class MeasureOptimumFacts : FactSource
{
    private const int MostSamples = 64;

    /// <inheritdoc/>
    public override ProposedFact? Of(ClaimPart part) => Solved(part) is not var (problem, constant, solution) ? null : new ProposedFact("measure_optimum", json =>
    {
        Write(json, part, problem, solution);
        Ends(json, solution.LowerBound!.Value + constant, solution.UpperBound!.Value + constant);
    });

    /// <summary>Measures that may be minimisers of the problems that a claim speaks of where it was judged.</summary>
    public static IEnumerable<IReadOnlyList<PointMass>> Minimisers(IEnumerable<ClaimPart> parts) =>
        parts.Select(Solved).OfType<(MeasureProblem Problem, Rational, MeasureSolution Solution)>().Select(s => Atoms(s.Problem, s.Solution));

    /// <summary>The problem that a part states, what its objective adds to the problem's, and the solution; null for other parts, and where there is none.</summary>
    internal static (MeasureProblem Problem, Rational Constant, MeasureSolution Solution)? Solved(ClaimPart part)
    {
        if (part.Term is not Binding { Form: Infimum or Argmin, Binders: [{ Where: null, Symbol.Type: MeasureType }] } term || part.Evaluation.HasUnbound(term, part.At))
        {
            return null;
        }

        try
        {
            return part.Evaluation.Exact(part.At) is { } exact && MeasureOptimumEvaluation.Statement(exact, term) is ({ Problem: { } problem, Above: null } statement, null)
                && problem is { Dimension: 2 or 3, SampleCount: <= MostSamples, Directions: null, NormBound: null, IsNonnegative: false, Loss: HalfSquaredLoss } && problem.Feature == HomogeneousFeature.Relu
                && SolutionCache.Of(problem) is { LowerBound: not null, UpperBound: not null } solution
                ? (problem, statement.Constant, solution)
                : null;
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e) || e is ArgumentException)
        {
            // It is no problem of the solver's, or its data are not known exactly.
            return null;
        }
    }

    /// <summary>Writes the properties that the kinds about measures share.</summary>
    internal static void Write(Utf8JsonWriter json, ClaimPart part, MeasureProblem problem, MeasureSolution solution)
    {
        part.Instance(json);
        part.Problem(json);
        json.WritePropertyName("atoms");
        CertificateText.Atoms(json, Atoms(problem, solution));
    }

    // Enclosures of the only minimiser know more digits than the solver's.
    private static IReadOnlyList<PointMass> Atoms(MeasureProblem problem, MeasureSolution solution) =>
        !problem.Penalty.IsZero && SolutionCache.ShapeOf(problem) is { IsUnique: Certainty.True, Atoms: { IsDefaultOrEmpty: false } enclosed }
            ? SharpenedAtoms.Of(problem, (HalfSquaredLoss)problem.Loss, enclosed)
            : [.. solution.Atoms.Items.Select(a => new PointMass(a.WeightEnclosure(128).Midpoint, a.Moment.Items.ToArray()))];
}
