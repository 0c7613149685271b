using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Landscapes;

namespace TheoryCheck.Tests.Verification.Landscapes;

/// <summary>The ball test accepts minima and nothing else, whatever Hessian it is told to expect.</summary>
internal sealed class BallTestTests
{
    private static readonly DoubleInterval One = DoubleInterval.FromRational(Rational.One);

    [Test]
    public void TryProve_AtTheBottomOfABowl_ShowsTheMinimum()
    {
        var proof = Prove("x^2 + x*y + y^2", [1e-9, -1e-9], [2, 1, 1, 2]);
        Assert.That(proof, Is.Not.Null);
        Assert.That(proof!.Distance.ToDouble(), Is.GreaterThanOrEqualTo(1e-9 * Math.Sqrt(2)).And.LessThan(1e-3));
    }

    [TestCase("x^2 - y^2", new[] { 0.0, 0.0 }, TestName = "TryProve_SaddleToldToBeABowl_ShowsNothing")]
    [TestCase("-x^2 - y^2", new[] { 0.0, 0.0 }, TestName = "TryProve_SummitToldToBeABowl_ShowsNothing")]
    [TestCase("x^2 + y^4", new[] { 0.0, 0.0 }, TestName = "TryProve_FlatBottomToldToBeStrict_ShowsNothing")]
    [TestCase("x^2 + y^2", new[] { 0.5, 0.0 }, TestName = "TryProve_AwayFromTheBottom_ShowsNothing")]
    [TestCase("x^2 + y^2 - abs(y)/1000000", new[] { 0.0, 0.0 }, TestName = "TryProve_AtAKink_ShowsNothing")]
    public void TryProve_WhereThereIsNoStrictMinimum_ShowsNothing(string formula, double[] at) =>
        Assert.That(Prove(formula, at, [2, 0, 0, 2]), Is.Null);

    [Test]
    public void TryProve_WithAHessianThatIsNotTheFunctions_ShowsNothing() =>
        Assert.That(Prove("x^2 + y^2", [0, 0], [2, 0, 0, 3]), Is.Null.Or.Property(nameof(LocalMinimum.Words)).Not.Contains("at least 2.25"));

    [Test]
    public void TryProve_WhereTheGradientVanishesAllAround_ShowsAPlateau() =>
        Assert.That(Prove("relu(x)*relu(y)", [-1, -1], [0, 0, 0, 0])?.Words, Does.Contain("plateau"));

    private static LocalMinimum? Prove(string formula, double[] at, double[] hessian)
    {
        var read = SpecReader.Parse(new SourceText("t.theory", $"F(x in reals, y in reals) = {formula}\nclaim c: for all x in reals, y in reals: local_min(F, x, y) implies F(x, y) > 0\n"));
        var body = read.Spec!.Claims[0].Closed;
        while (body is Quantified quantified)
        {
            body = quantified.Body;
        }

        var arguments = ((Call)((Connective)body).Children[0]).Arguments;
        var points = arguments.Skip(1).Select(p => ((Reference)p).Symbol).ToSequence();
        var objective = PointObjective.Of(arguments[0], points, Instance.Empty, new ClosedEvaluation())!;
        var slope = new Descent(objective).From(at) is { Slope: 0 } still && still.Point.SequenceEqual(at) ? 0 : 1e-9;
        return BallTest.TryProve(objective, new CriticalPoint(at, 0, slope), hessian, One);
    }
}
