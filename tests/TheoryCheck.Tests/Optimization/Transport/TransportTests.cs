using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Transport;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Optimization.Transport;

/// <summary>Plans, potentials and the bounds that judge them.</summary>
public sealed class TransportTests
{
    private static readonly Rational[] Half = [new(1, 2), new(1, 2)];

    [Test]
    public void DiscreteTransport_InExactArithmetic_HasNoGap([Range(1, 6)] int n, [Range(1, 5, 2)] int m)
    {
        var random = new Random(n * 31 + m);
        var (supplies, demands) = (Weights(random, n), Weights(random, m));
        var costs = Enumerable.Range(0, n * m).Select(_ => new Rational(random.Next(0, 20), 7)).ToArray();
        var bounds = TransportBounds.Of(supplies, demands, costs, Exact(supplies, demands, costs), Rational.Zero);
        Assert.That(bounds.Lower, Is.EqualTo(bounds.Upper));
    }

    [Test]
    public void LineTransport_AgreesWithTheLinearProgram_ForConvexCosts([Range(1, 6)] int n, [Values(1, 2, 3)] int power)
    {
        var random = new Random(n);
        var (supplies, demands) = (Weights(random, n), Weights(random, 4));
        var (from, to) = (Points(random, n), Points(random, 4));
        Rational Cost(int i, int j) => Rational.Power(from[i] < to[j] ? to[j] - from[i] : from[i] - to[j], power);
        var costs = Enumerable.Range(0, n * 4).Select(k => Cost(k / 4, k % 4)).ToArray();
        var line = TransportBounds.Of(supplies, demands, costs, LineTransport.Solve(from, to, supplies, demands, Cost), Rational.Zero);
        var program = TransportBounds.Of(supplies, demands, costs, Exact(supplies, demands, costs), Rational.Zero);
        Assert.That(line.Lower, Is.EqualTo(line.Upper));
        Assert.That(line.Upper, Is.EqualTo(program.Upper));
    }

    [Test]
    public void Bounds_InIntervals_EncloseAnIrrationalCost()
    {
        var zero = Interval.FromRational(Rational.Zero);
        Interval[] costs = [Interval.Sqrt(zero.Literal(2)), zero.Literal(3), zero.Literal(3), Interval.Sqrt(zero.Literal(2))];
        var plan = DiscreteTransport<DoubleReal>.Solve(Half, Half, [1.4142, 3, 3, 1.4142], 0, x => Rational.FromExact(x.Value));
        var bounds = TransportBounds.Of(Half, Half, costs, plan, zero);
        Assert.That(Interval.Hull(bounds.Lower, bounds.Upper).Encloses(Interval.Sqrt(zero.Literal(2))), Is.True);
        Assert.That((bounds.Upper - bounds.Lower).UpperDouble, Is.LessThan(1e-15));
    }

    [Test]
    public void Bounds_OfDisturbedPotentials_StayBelowAndLeaveAGap()
    {
        Rational[] costs = [0, 1, 1, 0];
        var plan = Exact(Half, Half, costs) with { Potentials = [0, 5] };
        var bounds = TransportBounds.Of(Half, Half, costs, plan, Rational.Zero);
        Assert.That(bounds.Upper, Is.EqualTo(Rational.Zero));
        Assert.That(bounds.Lower, Is.LessThan(Rational.Zero));
    }

    [Test]
    public void Bounds_OfAPlanWithWrongMarginals_AreRefused()
    {
        var plan = new TransportPlan([new(0, 0, Rational.One)], [0, 0]);
        Assert.That(() => TransportBounds.Of(Half, Half, new Rational[] { 0, 1, 1, 0 }, plan, Rational.Zero), Throws.InvalidOperationException);
    }

    [Test]
    public void DiscreteTransport_OfUnequalMasses_IsRefused() =>
        Assert.That(() => Exact(Half, [1, 1], [0, 1, 1, 0]), Throws.ArgumentException);

    [Test]
    public void DiscreteTransport_OfANegativeWeight_IsRefused() =>
        Assert.That(() => Exact([2, -1], Half, [0, 1, 1, 0]), Throws.ArgumentException);

    [Test]
    public void DiscreteTransport_OfACostThatIsNoNumber_IsRefused([Values(double.NaN, double.PositiveInfinity)] double cost) =>
        Assert.That(() => DiscreteTransport<DoubleReal>.Solve([1], [1], [cost], 0, x => Rational.FromExact(x.Value)), Throws.ArgumentException);

    [TestCase(3, 1, 2, 1)]
    [TestCase(1, 2, 1, 2)]
    public void BoundedLipschitz_OfTwoAtoms_IsTheirDistanceUpToTwo(int numerator, int denominator, int expectedNumerator, int expectedDenominator)
    {
        var far = new Rational(numerator, denominator);
        Assert.That(Distance([1, -1], [0, far, far, 0]), Is.EqualTo(new Rational(expectedNumerator, expectedDenominator)));
    }

    [Test]
    public void BoundedLipschitz_OfSurplusMass_IsItsMass() => Assert.That(Distance([3, -1], [0, 1, 1, 0]), Is.EqualTo((Rational)3));

    [Test]
    public void Assignment_AgreesWithExactTransport([Values(1, 2, 5, 9, 20)] int n)
    {
        var random = new Random(n);
        var costs = Enumerable.Range(0, n * n).Select(_ => (double)random.Next(0, 50)).ToArray();
        var ones = Enumerable.Repeat(Rational.One, n).ToArray();
        var exact = costs.Select(Rational.FromExact).ToArray();
        var found = Assignment.Solve(costs, n);
        Assert.That(found.Columns.ToArray(), Is.Unique);
        Assert.That(found.LowerBound, Is.EqualTo(found.Cost));
        Assert.That(Rational.FromExact(found.Cost), Is.EqualTo(TransportBounds.Of(ones, ones, exact, Exact(ones, ones, exact), Rational.Zero).Upper));
    }

    [Test]
    public void Assignment_OfManyPoints_ClosesItsGap()
    {
        const int N = 150;
        var random = new Random(5);
        var costs = Enumerable.Range(0, N * N).Select(_ => random.NextDouble()).ToArray();
        var found = Assignment.Solve(costs, N);
        Assert.That(found.Cost - found.LowerBound, Is.EqualTo(0).Within(1e-11));
    }

    [Test]
    public void TwoLeast_InLanes_EqualsThePlainLoopInAllBits([Values(1, 2, 3, 8, 9, 31, 64)] int n, [Values(3, 1000)] int values)
    {
        var random = new Random(n * values);
        for (var trial = 0; trial < 50; trial++)
        {
            double[] row = [.. Enumerable.Range(0, n).Select(_ => random.Next(values) / 7.0)];
            double[] price = [.. Enumerable.Range(0, n).Select(_ => random.Next(values) / 3.0)];
            var order = Enumerable.Range(0, n).OrderBy(j => row[j] - price[j]).ThenBy(j => j).ToArray();
            var second = n > 1 ? row[order[1]] - price[order[1]] : double.PositiveInfinity;
            Assert.That(AssignmentBids.TwoLeast(row, price), Is.EqualTo((order[0], row[order[0]] - price[order[0]], second)));
        }
    }

    [TestCase(0)]
    [TestCase(5)]
    [TestCase(-1e200)]
    public void Assignment_OfEqualOrWildCosts_EndsWithAPermutation(double wild)
    {
        const int N = 12;
        var costs = Enumerable.Repeat(5.0, N * N).ToArray();
        costs[17] = wild;
        var found = Assignment.Solve(costs, N);
        Assert.That(found.Columns.ToArray(), Is.Unique);
        Assert.That(found.Cost, Is.EqualTo(Math.Min(wild, 5) + (5 * (N - 1))));
    }

    [Test]
    public void Candidate_OfEqualWeightsAndRationalCosts_HasNoGap([Values(4, 7, 30)] int n)
    {
        var random = new Random(n);
        var weights = Enumerable.Repeat(new Rational(1, n), n).ToArray();
        var costs = Enumerable.Range(0, n * n).Select(_ => new Rational(random.Next(0, 90), 7)).ToArray();
        var bounds = TransportBounds.Of(weights, weights, costs, TransportSearch.Candidate(weights, weights, costs, null), Rational.Zero);
        Assert.That(bounds.Lower, Is.EqualTo(bounds.Upper));
        Assert.That(bounds.Upper, Is.EqualTo(TransportBounds.Of(weights, weights, costs, Exact(weights, weights, costs), Rational.Zero).Upper));
    }

    [Test]
    public void Candidate_OnALine_IsThePlanByQuantiles()
    {
        Rational[] from = [3, 0, 1], to = [2, 5];
        Rational[] weights = [new(1, 2), new(1, 4), new(1, 4)];
        var costs = from.SelectMany(x => to.Select(y => Rational.Power(x - y, 2))).ToArray();
        Assert.That(
            TransportSearch.Candidate(weights, Half, costs, (from, to)).Shipments,
            Is.EqualTo(new Shipment[] { new(0, 1, new(1, 2)), new(1, 0, new(1, 4)), new(2, 0, new(1, 4)) }));
    }

    [Test]
    public void Assignment_OfACostThatIsNoNumber_IsRefused() => Assert.That(() => Assignment.Solve([double.NaN], 1), Throws.ArgumentException);

    private static Rational Distance(Rational[] weights, Rational[] distances)
    {
        var problem = BoundedLipschitz<Rational>.Of(weights, distances, Rational.Zero);
        var bounds = TransportBounds.Of(problem.Supplies, problem.Demands, problem.Costs, Exact(problem.Supplies, problem.Demands, problem.Costs), Rational.Zero);
        Assert.That(bounds.Lower, Is.EqualTo(bounds.Upper));
        return bounds.Upper;
    }

    private static TransportPlan Exact(IReadOnlyList<Rational> supplies, IReadOnlyList<Rational> demands, Rational[] costs) =>
        DiscreteTransport<Rational>.Solve(supplies, demands, costs, Rational.Zero, x => x);

    private static Rational[] Points(Random random, int n) => [.. Enumerable.Range(0, n).Select(_ => new Rational(random.Next(-5, 6), 2))];

    /// <summary>Weights that add up to 1; some may be 0.</summary>
    private static Rational[] Weights(Random random, int n)
    {
        var parts = Enumerable.Range(0, n).Select(i => random.Next(i == 0 ? 1 : 0, 5)).ToList();
        return [.. parts.Select(p => new Rational(p, parts.Sum()))];
    }
}
