using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Search;

namespace TheoryCheck.Tests.Verification.Search;

/// <summary>What every strategy must do: climb a plain hill within its budget, and never leave the domain.</summary>
[TestFixture]
public sealed class SearchStrategyTests
{
    private static IEnumerable<SearchStrategy> Strategies => Catalogue<SearchStrategy>.Members;

    [Test]
    public void Family_Found_HasDistinctTurnsAndNames() => Assert.Multiple(() =>
    {
        Assert.That(Strategies.Count(), Is.GreaterThanOrEqualTo(3));
        Assert.That(Strategies.Select(s => s.Name), Is.Unique);
        Assert.That(Strategies.Select(s => s.Turn), Is.Unique);
    });

    [TestCaseSource(nameof(Strategies))]
    public void Climb_OfAWell_FindsTheViolation(object strategy)
    {
        var landscape = Landscape("given a in reals\ngiven b in reals\nclaim c: (a - 3)^2 + 4*(b + 2)^2 >= 1/100", out var start);
        landscape.Allow(2000);
        ((SearchStrategy)strategy).Climb(landscape, start, new RandomStream(new DrawKey(7, 0, 0)));
        Assert.Multiple(() =>
        {
            Assert.That(landscape.IsFound, Is.True);
            Assert.That(landscape.Evaluations, Is.LessThan(2000));
        });
    }

    [TestCaseSource(nameof(Strategies))]
    public void Climb_WithoutViolation_StaysNearItsBudget(object strategy)
    {
        var landscape = Landscape("given a in reals\ngiven b in reals\nclaim c: a^2 + b^2 >= -1", out var start);
        landscape.Allow(300);
        ((SearchStrategy)strategy).Climb(landscape, start, new RandomStream(new DrawKey(7, 0, 0)));
        Assert.Multiple(() =>
        {
            Assert.That(landscape.IsFound, Is.False);
            Assert.That(landscape.Evaluations, Is.LessThan(320));
        });
    }

    [Test]
    public void Gradient_OfAQuotient_AgreesWithDifferencesWhereTheViolationVanishes()
    {
        // At 0 of l - r the slope of (l - r)/(|l| + |r|) is that of l - r over the sum.
        var landscape = Landscape("given a in reals\ngiven b in reals\nclaim c: a*b <= a + 2", out _);
        double[] at = [2, 2];
        var gradient = landscape.Gradient(at)!;
        const double Step = 1e-6;
        for (var i = 0; i < at.Length; i++)
        {
            double[] up = [.. at], down = [.. at];
            (up[i], down[i]) = (up[i] + Step, down[i] - Step);
            Assert.That(gradient[i], Is.EqualTo((landscape.Height(up) - landscape.Height(down)) / (2 * Step)).Within(1e-6));
        }
    }

    private static Landscape Landscape(string text, out double[] start)
    {
        var spec = SpecRun.Read(text).Spec!;
        var instance = spec.Symbols.Aggregate(Instance.Empty, (i, s) => i.With(s, new Number(Rational.Zero)));
        var body = spec.Claims[0].Closed;
        while (body is Quantified { Kind: QuantifierKind.ForAll } all)
        {
            body = all.Body;
        }

        var evaluation = new ClosedEvaluation();
        var coordinates = Coordinates.Of(instance, spec.Symbols.Select(s => (s, s.Domain!)), [], evaluation)!;
        start = coordinates.Point;
        return new Landscape(body, [], coordinates, evaluation);
    }
}
