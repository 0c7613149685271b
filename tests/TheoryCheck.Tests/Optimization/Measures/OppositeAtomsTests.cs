using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Optimization.Measures;

/// <summary>With ReLU, δ(θ) − δ(−θ) is linear in the input, and more linear functions than dimensions are dependent: then mass can be moved among opposite pairs.</summary>
public sealed class OppositeAtomsTests
{
    [TestCase("half squared")]
    [TestCase("leaky")]
    [TestCase("logistic")]
    [TestCase("hinge")]
    [TestCase("interpolation")]
    [TestCase("margin")]
    public void Examine_RandomLabels_HasSeveralMinimisers(string kind)
    {
        var problem = RandomLabels(kind);
        var optimum = SparseOptimum.Examine(problem, MeasureSolver.Solve(problem));
        Assert.That(optimum.IsUnique, Is.EqualTo(Certainty.False), optimum.Reason);
        Assert.That(optimum.Exists, Is.EqualTo(Certainty.True));
        Assert.That(optimum.Hull!.Contacts, Has.Length.GreaterThan(4));
    }

    // Along the move the value stays, to rounding, and off it rises.
    [Test]
    public void Examine_RandomLabels_AnotherMeasureHasTheSameValue()
    {
        var problem = RandomLabels("half squared");
        var solution = MeasureSolver.Solve(problem);
        var shared = SparseOptimum.Examine(problem, solution).Hull!;
        var pairs = shared.Contacts.Chunk(2).Select(p => Array.ConvertAll([.. p[0].Direction], u => u.Midpoint.ToDouble())).ToArray();
        var atoms = solution.Atoms.Items.Select(a => (Direction: a.Direction.ToArray(), a.Weight)).ToList();
        var value = Value(problem, atoms);
        Assert.That(value, Is.EqualTo(solution.UpperBound!.Value.ToDouble()).Within(1e-12));
        var moves = from a in Enumerable.Range(0, pairs.Length)
                    from b in Enumerable.Range(0, a)
                    from c in Enumerable.Range(0, b)
                    let cross = new[] { Cross(pairs[b], pairs[c]), Cross(pairs[c], pairs[a]), Cross(pairs[a], pairs[b]) }
                    from step in new[] { 1e-3, -1e-3 }
                    select new[] { a, b, c }.Select((p, k) => (Direction: pairs[p], Weight: step * cross[k])).ToList();
        var values = moves.Select(m => Value(problem, [.. atoms, .. m, .. m.Select(t => (Array.ConvertAll(t.Direction, static u => -u), -t.Weight))])).ToList();
        Assert.That(values.Min(), Is.EqualTo(value).Within(1e-12));
        Assert.That(values.Max(), Is.GreaterThan(value + 1e-9));
    }

    [Test]
    public void Examine_OnePairOnThePlane_IsUnique()
    {
        var inputs = Problems.Random(31, 14, 2);
        var problem = Problems.HalfSquared(inputs, inputs.Map(x => Size(x[0])), 1);
        var optimum = SparseOptimum.Examine(problem, MeasureSolver.Solve(problem));
        Assert.That(optimum.IsUnique, Is.EqualTo(Certainty.True), optimum.Reason);
    }

    [Test]
    public void Examine_ThreePairsOfEvenTargets_AreSeveral()
    {
        var inputs = Problems.Random(31, 14, 2);
        var targets = inputs.Map(x => Size(x[0]) + Size(x[0] + 2 * x[1]) + Size(x[1] - x[0]));
        var problem = Problems.HalfSquared(inputs, targets, new Rational(1, 1000));
        var optimum = SparseOptimum.Examine(problem, MeasureSolver.Solve(problem));
        Assert.That(optimum.IsUnique, Is.EqualTo(Certainty.False), optimum.Reason);
    }

    // The same targets with a linear function that no shares of the pairs reach: one side of a pair carries all.
    [Test]
    public void Examine_TeacherOnOneSideOfEveryPair_IsUnique()
    {
        var inputs = Problems.Random(31, 30, 2);
        var problem = Problems.HalfSquared(inputs, Problems.Teacher(inputs, Problems.Atom(1, 1, 0), Problems.Atom(1, 1, 2), Problems.Atom(1, -1, 3)), new Rational(1, 10_000));
        var optimum = SparseOptimum.Examine(problem, MeasureSolver.Solve(problem));
        Assert.That(optimum.IsUnique, Is.Not.EqualTo(Certainty.False), optimum.Reason);
    }

    [Test]
    public void Vanishing_RandomLabels_IsNotUniqueForSmallPenalties()
    {
        var limit = VanishingPenalty.Examine(RandomLabels("half squared"));
        Assert.That(limit.IsUniqueForSmallPenalties, Is.EqualTo(Certainty.False), limit.Reason);
    }

    private static MeasureProblem RandomLabels(string kind)
    {
        const int N = 10;
        var labels = Problems.Random(64, N, 1).Map(row => row[0].Sign < 0 ? -Rational.One : 1);
        var feature = kind == "leaky" ? HomogeneousFeature.LeakyRelu(new(1, 5)) : HomogeneousFeature.Relu;
        Loss loss = kind switch
        {
            "logistic" => new LogisticLoss(labels, new(1, N)),
            "hinge" => new HingeLoss(labels, new(1, N)),
            "interpolation" => new Interpolation(labels),
            "margin" => new MaximalMargin(labels),
            _ => new HalfSquaredLoss(labels, new(1, N)),
        };
        return kind == "margin"
            ? new(Problems.Random(65, N, 2), feature, loss, 0, normBound: 1)
            : new(Problems.Random(65, N, 2), feature, loss, new(1, 2000));
    }

    private static double Value(MeasureProblem problem, List<(double[] Direction, double Weight)> atoms)
    {
        // Equal directions are one atom.
        var merged = atoms.GroupBy(a => (Math.Round(a.Direction[0], 9), Math.Round(a.Direction[1], 9))).Select(g => (g.First().Direction, Weight: g.Sum(a => a.Weight))).ToList();
        var loss = problem.Inputs.Select((x, i) =>
        {
            var output = merged.Sum(a => a.Weight * Math.Max(0, x[0].ToDouble() * a.Direction[0] + x[1].ToDouble() * a.Direction[1]));
            return Math.Pow(((HalfSquaredLoss)problem.Loss).Targets[i].ToDouble() - output, 2) / (2.0 * problem.SampleCount);
        }).Sum();
        return loss + problem.Penalty.ToDouble() * merged.Sum(a => Math.Abs(a.Weight));
    }

    private static double Cross(double[] a, double[] b) => a[0] * b[1] - a[1] * b[0];

    private static Rational Size(Rational value) => value.Sign < 0 ? -value : value;
}
