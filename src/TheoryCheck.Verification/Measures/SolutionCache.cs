using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Smooth;

namespace TheoryCheck.Verification.Measures;

/// <summary>What the solver makes of problems, so that a claim that names one optimum at many places solves it once.</summary>
internal static class SolutionCache
{
    // Beyond three dimensions a search over cones may take hours; bounds that it leaves apart are said to be.
    private const int MostIterations = 200;
    private const int MostCones = 100_000;

    private static readonly RecentResults<MeasureProblem, MeasureSolution> Solutions = new(problem => MeasureSolver.Solve(problem, Options(problem), CancellationToken.None));
    private static readonly RecentResults<MeasureProblem, SparseOptimum> Shapes = new(problem => SparseOptimum.Examine(problem, Of(problem)));
    private static readonly RecentResults<MeasureProblem, MinimiserHull?> Hulls = new(problem => MinimiserHull.Of(problem, Of(problem)));
    private static readonly RecentResults<SmoothStatement, MeasureSolution> SmoothSolutions = new(static statement => SmoothSolver.Solve(ProblemOf(statement)));
    private static readonly RecentResults<SmoothStatement, SmoothProblem> SmoothProblems = new(static statement => statement.Problem());
    private static readonly RecentResults<SmoothStatement, SparseOptimum> SmoothShapes = new(static statement => SmoothOptimum.Examine(ProblemOf(statement), Of(statement)));
    private static readonly RecentResults<SmoothStatement, SmoothCertificate?> Certificates = new(static statement => SmoothCertificate.Of(ProblemOf(statement), Of(statement), ShapeOf(statement)));
    private static readonly RecentResults<MeasureProblem, VanishingPenalty> Limits = new(problem => VanishingPenalty.Examine(problem));

    /// <summary>The solution of a problem.</summary>
    public static MeasureSolution Of(MeasureProblem problem) => MetOptima.Note(problem, Solutions.Of(problem));

    /// <summary>The solution of a problem with smooth features.</summary>
    public static MeasureSolution Of(SmoothStatement statement) => SmoothSolutions.Of(statement);

    /// <summary>A problem with smooth features as data for the solver.</summary>
    public static SmoothProblem ProblemOf(SmoothStatement statement) => SmoothProblems.Of(statement);

    /// <summary>What is known of the set of its minimisers.</summary>
    public static SparseOptimum ShapeOf(SmoothStatement statement) => SmoothShapes.Of(statement);

    /// <summary>The certificate that its minimisers share; null where it is not known.</summary>
    public static SmoothCertificate? CertificateOf(SmoothStatement statement) => Certificates.Of(statement);

    /// <summary>What is known of the set of its minimisers.</summary>
    public static SparseOptimum ShapeOf(MeasureProblem problem) => Shapes.Of(problem);

    /// <summary>What every one of them satisfies; null where nothing is known.</summary>
    public static MinimiserHull? HullOf(MeasureProblem problem) => Hulls.Of(problem);

    /// <summary>What is known of its minimisers as the penalty falls to 0.</summary>
    public static VanishingPenalty LimitOf(MeasureProblem problem)
    {
        var known = Limits.Of(problem);
        MetOptima.Note(VanishingPenalty.LimitProblem(problem), known.LimitSolution);
        return known;
    }

    private static MeasureSolverOptions Options(MeasureProblem problem) =>
        MeasureSolverOptions.For(problem) with { MaximalIterations = MostIterations, MaximalCones = MostCones };
}
