using NUnit.Framework;
using TheoryCheck.Optimization.LinearPrograms;

namespace TheoryCheck.Tests.Optimization.LinearPrograms;

public sealed class EmbeddedSimplexTests
{
    private const double None = double.PositiveInfinity;

    [Test]
    public void Wyndor_Textbook_KnownPointAndMultipliers()
    {
        var answer = Solve(SamplePrograms.Wyndor);
        OptimalityAssert.Optimal(SamplePrograms.Wyndor, answer);
        Assert.That(answer.Objective, Is.EqualTo(36).Within(1e-9));
        Assert.That(answer.Primal, Is.EqualTo(new[] { 2.0, 6 }).Within(1e-9));
        Assert.That(answer.Dual, Is.EqualTo(new[] { 0, 1.5, 1 }).Within(1e-9));
    }

    [Test]
    public void Beale_CyclesUnderDantzigsRule_IsSolved()
    {
        var answer = Solve(SamplePrograms.Beale);
        OptimalityAssert.Optimal(SamplePrograms.Beale, answer);
        Assert.That(answer.Objective, Is.EqualTo(-0.05).Within(1e-12));
    }

    [Test]
    public void KleeMinty_SixDimensions_KnownOptimum() =>
        Assert.That(Solve(SamplePrograms.KleeMinty(6)).Objective, Is.EqualTo(1e10).Within(1));

    [Test]
    public void Random_FeasibleAndBounded_SatisfiesTheConditionsOfOptimality([Range(1, 60)] int seed)
    {
        var program = SamplePrograms.Random(seed, 2 + seed % 11, 3 + seed % 17);
        OptimalityAssert.Optimal(program, Solve(program));
    }

    [Test]
    public void SparseTeacher_DegenerateNearlyEverywhere_NeverStalls([Values(1, 2, 3)] int seed)
    {
        var program = SamplePrograms.SparseTeacher(seed, 30, 120);
        var answer = Solve(program);
        OptimalityAssert.Optimal(program, answer);
        Assert.That(answer.Objective, Is.LessThanOrEqualTo(3.5 + 1e-9));
        Assert.That(answer.Iterations, Is.LessThan(2000));
    }

    // Rows bounded on one side only: the last bound that phase one meets ends its move, whatever rounding makes of the slope.
    [Test]
    public void Margins_NoFeasibleStart_AreSolved([Range(1, 12)] int seed)
    {
        var program = SamplePrograms.Margins(seed, 40, 120);
        var answer = Solve(program);
        OptimalityAssert.Optimal(program, answer);
        Assert.That(answer.Objective, Is.GreaterThan(0));
    }

    [Test]
    public void Start_OptimalBasis_NeedsNoPivot()
    {
        var program = SamplePrograms.Random(7, 8, 20);
        var first = Solve(program);
        var second = new EmbeddedSimplex().Solve(program, LinearProgramRequest.Default with { Start = first.Basis });
        Assert.That(second.Iterations, Is.Zero);
        Assert.That(second.Objective, Is.EqualTo(first.Objective).Within(1e-9));
    }

    [Test]
    public void Start_SingularBasis_IsRepaired()
    {
        var program = new LinearProgram(
            "twins",
            ObjectiveSense.Minimise,
            [new("a", 1, None), new("b", 2, None)],
            [new("x", 1, 0, None, [new(0, 1), new(1, 1)]), new("y", 1, 0, None, [new(0, 1), new(1, 1)])]);
        var start = new LinearProgramBasis([BasisStatus.Basic, BasisStatus.Basic], [BasisStatus.AtLower, BasisStatus.AtLower]);
        var answer = new EmbeddedSimplex().Solve(program, LinearProgramRequest.Default with { Start = start });
        OptimalityAssert.Optimal(program, answer);
    }

    [Test]
    public void Infeasible_Ray_IsAProof()
    {
        var program = new LinearProgram(
            "empty",
            ObjectiveSense.Minimise,
            [new("low", -None, 1), new("high", 3, None)],
            [new("x", 0, 0, None, [new(0, 1), new(1, 1)]), new("y", 1, 0, 5, [new(0, 1)])]);
        var answer = Solve(program);
        Assert.That(answer.Status, Is.EqualTo(LinearProgramStatus.Infeasible));
        Assert.That(FarkasGap(program, answer.Ray.AsSpan()), Is.LessThan(-1e-9));
    }

    [Test]
    public void Unbounded_Ray_ImprovesForever()
    {
        var program = new LinearProgram(
            "open",
            ObjectiveSense.Maximise,
            [new("r", -None, 2)],
            [new("x", 1, 0, None, [new(0, 1)]), new("y", 1, 0, None, [new(0, -1)])]);
        var answer = Solve(program);
        Assert.That(answer.Status, Is.EqualTo(LinearProgramStatus.Unbounded));
        Assert.That(answer.Ray.All(v => v >= 0), Is.True);
        Assert.That(program.RowValues(answer.Ray.AsSpan())[0], Is.LessThanOrEqualTo(1e-12));
        Assert.That(program.Objective(answer.Ray.AsSpan()), Is.GreaterThan(0));
    }

    [Test]
    public void Limit_NoPivotAllowed_SaysSo() =>
        Assert.That(
            new EmbeddedSimplex().Solve(SamplePrograms.Wyndor, LinearProgramRequest.Default with { IterationLimit = 0 }).Status,
            Is.EqualTo(LinearProgramStatus.LimitReached));

    [Test]
    public void Solve_NoRows_PutsColumnsAtTheirBestBound()
    {
        var program = new LinearProgram("box", ObjectiveSense.Minimise, [], [new("x", 1, -2, 3, []), new("y", -1, -2, 3, [])]);
        Assert.That(Solve(program).Primal, Is.EqualTo(new[] { -2.0, 3 }));
    }

    [Test]
    public void Plausibility_MutatedAnswer_IsRefused()
    {
        var answer = Solve(SamplePrograms.Wyndor);
        Assert.That(Plausibility.Judge(SamplePrograms.Wyndor, answer).Status, Is.EqualTo(LinearProgramStatus.Optimal));
        foreach (var wrong in new[]
        {
            answer with { Primal = [2] },
            answer with { Primal = [2, double.NaN] },
            answer with { Primal = [4, 6] },
            answer with { Primal = [-1, 6] },
            answer with { Objective = 37 },
            answer with { Dual = [1] },
        })
        {
            Assert.That(Plausibility.Judge(SamplePrograms.Wyndor, wrong).Status, Is.EqualTo(LinearProgramStatus.Failed));
        }
    }

    private static LinearProgramSolution Solve(LinearProgram program) => new EmbeddedSimplex().Solve(program, LinearProgramRequest.Default);

    /// <summary>sup over rows in their bounds of y·s minus inf over x in its bounds of (yᵀA)·x: negative means that no x exists.</summary>
    private static double FarkasGap(LinearProgram program, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++)
        {
            sum += y[i] == 0 ? 0 : y[i] * (y[i] > 0 ? program.Rows[i].Upper : program.Rows[i].Lower);
        }

        foreach (var column in program.Columns)
        {
            var combined = 0.0;
            foreach (var (row, value) in column.Entries)
            {
                combined += y[row] * value;
            }

            sum -= combined == 0 ? 0 : combined * (combined > 0 ? column.Lower : column.Upper);
        }

        return sum;
    }
}
