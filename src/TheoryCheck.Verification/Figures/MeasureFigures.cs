using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Measures;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Verification.Figures;

/// <summary>
/// The optima over measures that a formula names: in the plane and in space the certificate η(θ) = Σᵢ qᵢ φ(⟨θ, xᵢ⟩)/λ with the atoms
/// of the measure and the directions that the claim names, and the gap between the bounds over the iterations.
/// </summary>
internal sealed class MeasureFigures : FigureSource
{
    private const int MostSamples = 100;
    private const int MostNamed = 64;
    private const int FewestIterations = 3;

    /// <inheritdoc/>
    public override IEnumerable<Figure> Of(Obligation obligation, ClosedEvaluation evaluation)
    {
        var instance = obligation.Scope.Instance;
        var optima = Optima(Unfold.Definitions(obligation.Formula)).Distinct()
            .Where(o => !evaluation.HasUnbound(o, instance) && o.FreeSymbols().All(s => s.Role != SymbolRole.Bound || instance.Values.ContainsKey(s)))
            .ToList();
        if (optima.Count == 0 || evaluation.Exact(instance) is not { } exact)
        {
            yield break;
        }

        foreach (var optimum in optima)
        {
            if (MeasureOptimumEvaluation.Statement(exact, optimum)?.Statement is not { Mass: null, Problem: { Dimension: 2 or 3, SampleCount: <= MostSamples, Directions: null } problem })
            {
                continue;
            }

            var solution = SolutionCache.Of(problem);
            var where = instance.Label.Length > 0 ? $", {instance.Label}" : "";
            if (solution.Certificate is { } certificate && !certificate.Multiplier.IsZero)
            {
                yield return Certificate(problem, solution, certificate, Named(problem, instance, evaluation), where);
            }

            if (solution.History.Length >= FewestIterations)
            {
                yield return Gap(solution, where);
            }
        }
    }

    private static IEnumerable<Binding> Optima(Term term) =>
        (term is Binding { Form: Infimum or Supremum or Argmin or Argmax, Binders: var binders } optimum && binders.Any(b => b.RangesOver is Call { Operation: Symbolics.Operations.SetConstructor })
            ? [optimum] : Array.Empty<Binding>())
        .Concat(term.Children.SelectMany(Optima));

    private static Figure Certificate(MeasureProblem problem, MeasureSolution solution, DualCertificate certificate, FigureTable named, string where)
    {
        var axes = Enumerable.Range(1, problem.Dimension).Select(k => $"x{k}").ToList();
        var inputs = FigureTable.Of("inputs", [.. axes, "dual"], [.. problem.Inputs.Items.Select((x, i) => (double[])[.. x.Items.Select(c => c.ToDouble()), (certificate.Dual[i] / certificate.Multiplier).ToDouble()])]);
        var atoms = FigureTable.Of("atoms", [.. axes, "weight"], [.. solution.Atoms.Items.Select(a => (double[])[.. a.Direction, a.Weight])]);
        var slopes = FigureTable.Of("feature", ["right", "left"], [[problem.Feature.Right.ToDouble(), problem.Feature.Left.ToDouble()]]);
        return new Figure(
            problem.Dimension == 2 ? "certificate on the circle" : "certificate on the sphere",
            $"The certificate of the optimal measure over all directions{where}",
            [inputs, slopes, atoms, named]);
    }

    private static Figure Gap(MeasureSolution solution, string where) => new(
        "gap",
        $"The gap between the bounds on the optimum{where}",
        [FigureTable.Of("iterations", ["iteration", "gap"], [.. solution.History.Select(p => (double[])[p.Iteration, Math.Max(0, p.Upper - p.Lower)])])]);

    // Families of vectors of the right length that are neither the inputs nor zero, such as a teacher's.
    private static FigureTable Named(MeasureProblem problem, Instance instance, ClosedEvaluation evaluation)
    {
        var (labels, rows) = (new List<string>(), new List<double[]>());
        foreach (var (symbol, _) in instance.Listing)
        {
            if (symbol.Type is not TensorType { Axes.Count: 2 } || evaluation.TryTensor(Build.Ref(symbol), instance) is not { Dimensions: [> 0 and <= MostNamed, var length] } tensor || length != problem.Dimension)
            {
                continue;
            }

            var vectors = tensor.Elements.ToArray().Chunk(length).ToList();
            if (vectors.Count == problem.SampleCount && vectors.Zip(problem.Inputs.Items).All(p => p.First.Zip(p.Second.Items).All(c => c.First == c.Second.ToDouble())))
            {
                continue;
            }

            for (var i = 0; i < vectors.Count; i++)
            {
                var norm = Math.Sqrt(vectors[i].Sum(c => c * c));
                if (norm > 0 && double.IsFinite(norm))
                {
                    labels.Add($"{symbol.Name}[{i}]");
                    rows.Add([.. vectors[i].Select(c => c / norm)]);
                }
            }
        }

        return FigureTable.Of("named", [.. Enumerable.Range(1, problem.Dimension).Select(k => $"x{k}")], rows) with { Labels = labels.ToSequence() };
    }
}
