using NUnit.Framework;
using TheoryCheck.Rigor;
using TheoryCheck.Verification.Search.Equations;

namespace TheoryCheck.Tests.Verification.Search;

/// <summary>Linear systems: exact solutions with few unknowns that are not 0, kernels, and the shortest solution.</summary>
[TestFixture]
internal sealed class LinearSystemTests
{
    private static readonly Rational[][] Rows = [[1, 2, 0], [0, 1, 1], [1, 3, 1]];

    [Test]
    public void Solve_DependentRowsThatAgree_GivesASolution()
    {
        var solution = LinearSystem.Solve(Rows, [3, 2, 5], [1, 1, 1])!;
        Assert.That(Rows.Select(row => row.Zip(solution, static (a, x) => a * x).Aggregate(static (s, t) => s + t)), Is.EqualTo(new Rational[] { 3, 2, 5 }));
    }

    [Test]
    public void Solve_DependentRowsThatDisagree_GivesNone() => Assert.That(LinearSystem.Solve(Rows, [3, 2, 6], [1, 1, 1]), Is.Null);

    [Test]
    public void Solve_PreferredUnknown_IsTheOneThatChanges() => Assert.That(LinearSystem.Solve([[1, 1]], [5], [1, 9]), Is.EqualTo(new Rational[] { 0, 5 }));

    [Test]
    public void Kernel_OfDependentRows_IsOneDirectionThatTheyTakeToZero()
    {
        var (_, direction) = LinearSystem.Kernel(Rows, [1, 1, 1]).Single();
        Assert.That(Rows.Select(row => row.Zip(direction, static (a, x) => a * x).Aggregate(static (s, t) => s + t)), Has.All.EqualTo(Rational.Zero));
    }

    // The nearest point of the plane x + 2y + 2z = 9 to 0 is (1, 2, 2); rounding leaves parts in 10^10.
    [Test]
    public void Shortest_OnePlane_IsItsNearestPoint() =>
        Assert.That(LinearSystem.Shortest([[1, 2, 2]], [9], 3), Is.EqualTo(new[] { 1.0, 2, 2 }).Within(1e-10));
}
