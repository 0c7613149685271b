using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Bounds;
using TheoryCheck.Optimization.Measures.Dictionaries;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Optimization.Measures;

/// <summary>Problems over finitely many directions against the whole sphere, and what encloses all minimisers against known ones.</summary>
public sealed class DictionaryProblemTests
{
    // Rational points of the circle: ((1 - s²)/(1 + s²), 2s/(1 + s²)).
    private static DirectionList Circle(int count) => DirectionList.OnSphere(Enumerable.Range(-count, 2 * count + 1).Select(k =>
    {
        var s = new Rational(k, 4);
        return (Sequence<Rational>)[(1 - s * s) / (1 + s * s), 2 * s / (1 + s * s)];
    }));

    [TestCase(3)]
    [TestCase(9)]
    public void Solve_OverADictionary_IsAboveTheSphere_AndFallsAsItGrows(int count)
    {
        var inputs = Problems.Random(71, 8, 2);
        var problem = Problems.HalfSquared(inputs, Problems.Random(72, 8, 1).Map(row => row[0]), new Rational(1, 20));
        var (few, many, all) = (MeasureSolver.Solve(problem with { Directions = Circle(count) }), MeasureSolver.Solve(problem with { Directions = Circle(2 * count) }), MeasureSolver.Solve(problem));
        Assert.That(few.LowerBound, Is.EqualTo(few.UpperBound));
        Assert.That(few.LowerBound >= many.UpperBound);
        Assert.That(many.LowerBound >= all.LowerBound);
    }

    [Test]
    public void Solve_WithoutSigns_IsAboveTheSignedProblem_AndItsBoundsMeet()
    {
        var problem = Problems.HalfSquared(Problems.Random(73, 6, 2), Problems.Random(74, 6, 1).Map(row => row[0]), new Rational(1, 20));
        var signed = MeasureSolver.Solve(problem with { Directions = Circle(5) });
        var nonnegative = MeasureSolver.Solve(new MeasureProblem(problem.Inputs, problem.Feature, problem.Loss, problem.Penalty, isNonnegative: true) { Directions = Circle(5) });
        Assert.That(nonnegative.Atoms.All(a => a.Sign == 1));
        Assert.That(nonnegative.LowerBound >= signed.UpperBound);
        Assert.That((nonnegative.UpperBound!.Value - nonnegative.LowerBound!.Value).ToDouble(), Is.LessThan(1e-9));
    }

    [Test]
    public void Settle_AWrongSupport_IsRefused()
    {
        Sequence<Sequence<Rational>> columns = [[1, 0], [0, 1], [new(3, 5), new(4, 5)]];
        var loss = new HalfSquaredLoss([1, 2], new Rational(1, 2));
        Assert.That(ExactLasso.Settle(columns, loss, new(1, 10), false, [0, 1, 1]), Is.Not.Null);
        Assert.That(ExactLasso.Settle(columns, loss, new(1, 10), false, [1, 1, 0]), Is.Null, "the third column correlates more than the penalty");
        Assert.That(ExactLasso.Settle(columns, loss, new(1, 10), false, [0, -1, 1]), Is.Null, "a sign contradicts the weight");
    }

    [Test]
    public void Settle_WithEqualColumns_IsNotUnique() =>
        Assert.That(ExactLasso.Settle([[1], [1]], new HalfSquaredLoss([1], 1), new(1, 10), false, [1, 0])!.IsUnique, Is.False);

    [TestCase(2, 10)]
    [TestCase(3, 8)]
    public void Hull_EnclosesTheOnlyMinimiser(int d, int n)
    {
        var problem = Problems.HalfSquared(Problems.Random(75, n, d), Problems.Random(76, n, 1).Map(row => row[0]), new Rational(1, 10));
        var solution = MeasureSolver.Solve(problem);
        var unique = SparseOptimum.Examine(problem, solution);
        var hull = MinimiserHull.Of(problem, solution)!;
        Assert.That(unique.IsUnique, Is.EqualTo(Certainty.True));
        foreach (var atom in unique.Atoms)
        {
            Assert.That(hull.Contacts.Any(c => c.Sign == atom.Sign && Overlaps(c.Weight, atom.Weight) && c.Direction.Zip(atom.Direction).All(p => Overlaps(p.First, p.Second))));
        }

        Assert.That(hull.Dual.Zip(unique.Dual).All(p => Overlaps(p.First, p.Second)));
        Assert.That(hull.Contacts.Length, Is.EqualTo(unique.Atoms.Length));
        Assert.That(hull.Contacts.All(c => c.Direction.All(u => u.Width < 0.3)));
    }

    [Test]
    public void Hull_OfABadCandidate_IsWideAndStillValid()
    {
        var problem = Problems.HalfSquared(Problems.Random(75, 10, 2), Problems.Random(76, 10, 1).Map(row => row[0]), new Rational(1, 10));
        var solution = MeasureSolver.Solve(problem);
        var rough = solution with { Atoms = [.. solution.Atoms.Items.Select(a => a with { Moment = a.Moment.Map(m => m * new Rational(9, 10)) })] };
        var (good, bad) = (MinimiserHull.Of(problem, solution)!, MinimiserHull.Of(problem, rough)!);
        Assert.That(bad.Dual.Zip(good.Dual).All(p => Overlaps(p.First, p.Second)));
        Assert.That(bad.Dual[0].Width, Is.GreaterThan(100 * good.Dual[0].Width));
    }

    [TestCase(2, 12)]
    [TestCase(3, 12)]
    public void RidgeSupremum_EnclosesValuesOnAGrid(int d, int n)
    {
        var problem = Problems.HalfSquared(Problems.Random(77, n, d), Problems.Random(78, n, 1).Map(row => row[0]), 1);
        var coefficients = Problems.Random(79, n, 1).Map(row => row[0]);
        var found = RidgeSupremum.Of(problem, [.. coefficients.Select(c => Interval.FromRational(c))], isModulus: true);
        var random = new Random(80);
        var best = 0.0;
        for (var trial = 0; trial < 20_000; trial++)
        {
            var t = Enumerable.Range(0, d).Select(_ => random.NextDouble() - 0.5).ToArray();
            var value = Math.Abs(problem.Inputs.Select((x, i) => coefficients[i].ToDouble() * Math.Max(0, x.Items.Zip(t).Sum(p => p.First.ToDouble() * p.Second))).Sum());
            best = Math.Max(best, value / Math.Sqrt(t.Sum(c => c * c)));
        }

        Assert.That(found.UpperDouble, Is.GreaterThanOrEqualTo(best).And.LessThan(best * 1.01));
        Assert.That(found.Width, Is.LessThan(1e-9));
    }

    private static bool Overlaps(Interval left, Interval right) => left.Lower <= right.Upper && right.Lower <= left.Upper;
}
