using System.Collections.Immutable;
using NUnit.Framework;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Optimization.QuadraticPrograms;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Optimization.QuadraticPrograms;

/// <summary>Convex quadratic programs over the rationals: complementary pivoting proposes, exact multipliers prove.</summary>
[TestFixture]
public sealed class QuadraticProgramTests
{
    // The point of x + y + z = 1, x, y, z ≥ 0 nearest to a given one.
    private static QuadraticProgram Simplex(params Rational[] target)
    {
        var columns = target.Select(t => new RationalColumn(-2 * t, RationalBounds.Nonnegative, [(0, Rational.One)])).ToImmutableArray();
        var offset = target.Aggregate(Rational.Zero, static (sum, t) => sum + (t * t));
        return new(new(ObjectiveSense.Minimise, [new(Rational.One, Rational.One)], columns, offset), [.. target.Select((_, k) => (k, k, Rational.One))]);
    }

    [Test]
    public void Projection_OntoASimplex_IsKnown()
    {
        var program = Simplex(1, new(1, 2), -2);
        var outcome = QuadraticOutcome.Of(program);
        Assert.That(outcome.Point, Is.EqualTo(new Rational[] { new(3, 4), new(1, 4), 0 }));
        Assert.That(outcome.Value, Is.EqualTo(new Rational(33, 8)));
        Assert.That(outcome.Uniqueness(program).Uniqueness, Is.EqualTo(OptimumUniqueness.Unique));
    }

    [Test]
    public void Multipliers_ThatAreAltered_AreRefused()
    {
        var program = Simplex(1, new(1, 2), -2);
        ImmutableArray<Rational> point = [new(3, 4), new(1, 4), 0];

        // 2(x - target) is the multiplier of the row wherever a coordinate is positive.
        Assert.That(QuadraticOutcome.Refusal(program, point, [new Rational(-1, 2)]), Is.Null);
        Assert.That(QuadraticOutcome.Refusal(program, point, [new Rational(-1, 3)]), Is.Not.Null);
        Assert.That(QuadraticOutcome.Refusal(program, [1, 0, 0], [new Rational(-1, 2)]), Is.Not.Null);
        Assert.That(QuadraticOutcome.Refusal(program, [new Rational(3, 4), new(1, 3), 0], [new Rational(-1, 2)]), Is.Not.Null);
        Assert.That(QuadraticOutcome.Refusal(program, [1], [new Rational(-1, 2)]), Is.Not.Null);
    }

    [Test]
    public void Program_WithoutPointOrBound_IsSaidToBeSo()
    {
        var impossible = Simplex(1, 1) with { Linear = Simplex(1, 1).Linear with { Rows = [new(-Rational.One, -Rational.One)] } };
        Assert.That(QuadraticOutcome.Of(impossible).Status, Is.EqualTo(LinearProgramStatus.Infeasible));

        RationalColumn free = new(-Rational.One, RationalBounds.Free, []);
        QuadraticProgram falling = new(new(ObjectiveSense.Minimise, [], [free, free], 0), [(0, 0, 1), (0, 1, -Rational.One), (1, 0, -Rational.One), (1, 1, 1)]);
        Assert.That(QuadraticOutcome.Of(falling).Status, Is.EqualTo(LinearProgramStatus.Unbounded));
    }

    [Test]
    public void SeveralMinimisers_AreFound()
    {
        RationalColumn unit = new(Rational.Zero, new(Rational.Zero, Rational.One), []);
        QuadraticProgram flat = new(new(ObjectiveSense.Minimise, [], [unit, unit], 0), [(0, 0, 1), (0, 1, -Rational.One), (1, 0, -Rational.One), (1, 1, 1)]);
        var outcome = QuadraticOutcome.Of(flat);
        var (uniqueness, other) = outcome.Uniqueness(flat);
        Assert.That(outcome.Value, Is.EqualTo(Rational.Zero));
        Assert.That(uniqueness, Is.EqualTo(OptimumUniqueness.NotUnique));
        Assert.That(flat.At(other), Is.EqualTo(Rational.Zero));
        Assert.That(other, Is.Not.EqualTo(outcome.Point));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void RandomProgram_BeatsManyFeasiblePoints(int seed)
    {
        var random = new Random(seed);
        Rational Small() => new(random.Next(-8, 9), random.Next(1, 5));
        const int N = 4;
        var root = Enumerable.Range(0, N).Select(_ => Enumerable.Range(0, 3).Select(_ => Small()).ToArray()).ToArray();
        var square = from i in Enumerable.Range(0, N) from j in Enumerable.Range(0, N) select (i, j, root[i].Zip(root[j], static (a, b) => a * b).Aggregate(static (a, b) => a + b));
        var columns = Enumerable.Range(0, N).Select(j => new RationalColumn(Small(), new(-Rational.One, 2), [(0, Small()), (1, Small())])).ToImmutableArray();
        QuadraticProgram program = new(new(ObjectiveSense.Minimise, [new(null, 3), new(-3, null)], columns, 1), [.. square.Where(static q => !q.Item3.IsZero)]);
        var outcome = QuadraticOutcome.Of(program);
        Assert.That(outcome.Status, Is.EqualTo(LinearProgramStatus.Optimal));
        var feasible = 0;
        for (var k = 0; k < 200; k++)
        {
            Rational[] point = [.. Enumerable.Range(0, N).Select(_ => new Rational(random.Next(-8, 17), 8))];
            var rows = Enumerable.Range(0, 2).Select(i => columns.Select((c, j) => c.Entries[i].Value * point[j]).Aggregate(static (a, b) => a + b)).ToArray();
            if (rows[0] <= 3 && rows[1] >= -3)
            {
                feasible++;
                Assert.That(program.At(point), Is.GreaterThanOrEqualTo(outcome.Value!.Value));
            }
        }

        Assert.That(feasible, Is.Positive);
    }
}
