using NUnit.Framework;
using TheoryCheck.Checker;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Checker;

/// <summary>Each kind accepts what is right and rejects its nearest false neighbours.</summary>
[TestFixture]
public sealed class CertificateKindTests
{
    [TestCaseSource(typeof(Samples), nameof(Samples.All))]
    public void Check_ARightCertificate_IsAccepted(object sample)
    {
        var result = ((Sample)sample).Check();
        Assert.That(result.Accepted, Is.Not.Null, result.Reason);
    }

    [Test]
    public void Samples_Together_CoverEveryKind() =>
        Assert.That(Samples.All.Select(s => s.Kind).Distinct().Order(StringComparer.Ordinal), Is.EqualTo(CertificateChecker.Members.Select(k => k.Name).Order(StringComparer.Ordinal)));

    [TestCase("for all a in reals: a^2 >= a", "1/2", true)]
    [TestCase("for all a in reals: a^2 >= a", "1", false)]
    [TestCase("for all a in reals: a^2 >= a", "2", false)]
    [TestCase("for all a in (0, 1/2): a^2 >= a", "1/2", false)]
    [TestCase("for all a in [0, 1/2]: a^2 >= a", "1/2", true)]
    [TestCase("for all a in reals where a > 1: a^2 >= a", "1/2", false)]
    [TestCase("for all a in 1..: a^2 >= a + 1", "1/2", false)]
    [TestCase("for all a in 1..: a^2 >= a + 1", "1", true)]
    [TestCase("for all a in positive: exp(a) <= 1 + a", "1/1000000", true)]
    [TestCase("for all a in positive: exp(a) >= 1 + a", "1/1000000", false)]
    [TestCase("for all a in reals: not a^2 == a", "1", true)]
    [TestCase("for all a in reals: a > 0 implies log(a) <= a - 1", "1/2", false)]
    public void Counterexample_AtAValue_IsAcceptedExactlyWhereTheClaimFails(string claim, string value, bool fails) =>
        Assert.That(new Sample("counterexample", $"claim c: {claim}", "c", $$"""{"steps": [{"symbol": "a", "value": "{{value}}"}]}""").Check().Accepted is not null, Is.EqualTo(fails));

    [TestCase("ball(2)", "[\"3/5\", \"4/5\"]", true)]
    [TestCase("ball(2)", "[\"3/5\", \"9/10\"]", false)]
    [TestCase("ball(2)", "[\"1/2\", \"0\"]", false)]
    [TestCase("ball(3)", "[\"3/5\", \"4/5\"]", false)]
    [TestCase("sphere(2)", "[\"3/5\", \"4/5\"]", true)]
    [TestCase("sphere(2)", "[\"3/5\", \"3/5\"]", false)]
    public void Counterexample_OutsideOfASetOfVectors_IsRejected(string set, string value, bool isAccepted) => Assert.That(
        new Sample("counterexample", $"claim c: for all x in {set}: norm(x)^2 <= 1/2", "c", $$"""{"steps": [{"symbol": "x", "value": {{value}}}]}""").Check().Accepted is not null, Is.EqualTo(isAccepted));

    // P(Bin(80, 1/10) <= 3) = 0.0353 and P(Bin(80, 1/10) <= 4) = 0.0880; P(Bin(80, 1/10) >= 16) = 0.00527 and P(Bin(80, 1/10) >= 15) = 0.0120.
    [TestCase("supported", 77, 3, 0, "9/250", true)]
    [TestCase("supported", 77, 3, 0, "35/1000", false)]
    [TestCase("supported", 76, 4, 0, "9/250", false)]
    [TestCase("supported", 77, 2, 1, "9/250", true)]
    [TestCase("supported", 76, 2, 2, "9/250", false)]
    [TestCase("refuted", 64, 16, 0, "3/500", true)]
    [TestCase("refuted", 64, 16, 0, "1/200", false)]
    [TestCase("refuted", 65, 15, 0, "3/500", false)]
    [TestCase("refuted", 64, 15, 1, "3/500", false)]
    public void BinomialTest_OfCounts_IsAcceptedExactlyWhereTheTailIsSmall(string decision, int successes, int failures, int unknowns, string alpha, bool isAccepted)
    {
        var level = new Rational(int.Parse(alpha.Split('/')[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(alpha.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture));
        var sample = Samples.BinomialTest with
        {
            Body = $$"""{"seed": "1", "count": "1", "tests": [{"instance": [{"symbol": "M", "value": "10"}], "statement": "0", "decision": "{{decision}}", "alpha": "{{level}}", "successes": "{{successes}}", "failures": "{{failures}}", "unknowns": "{{unknowns}}"}]}""",
        };
        Assert.That(sample.Check().Accepted is not null, Is.EqualTo(isAccepted));
    }

    [Test]
    public void Counterexample_AgainstAnAssumption_IsRejected()
    {
        const string body = """{"steps": [{"symbol": "a", "value": "-1"}]}""";
        Assert.Multiple(() =>
        {
            Assert.That(new Sample("counterexample", "given a in reals\nclaim c: a >= 0", "c", body).Check().Accepted, Is.Not.Null);
            Assert.That(new Sample("counterexample", "given a in reals\nassume up: a >= 0\nclaim c: a >= 0", "c", body).Check().Accepted, Is.Null);
            Assert.That(new Sample("counterexample", "given a in reals\nassume up: a >= 0\nclaim c: not a < 0", "c", body).Check().Accepted, Is.Null);
        });
    }

    [TestCase("exists a: a > 7 and sqrt(a) < 3", "8", true)]
    [TestCase("exists a: a > 7 and sqrt(a) < 3", "9", false)]
    [TestCase("exists a where a < 5: a > 4", "9/2", true)]
    [TestCase("exists a where a < 5: a > 4", "6", false)]
    public void Instance_WithAWitness_IsAcceptedExactlyWhereItHolds(string claim, string value, bool holds) =>
        Assert.That(new Sample("instance", $"given a in reals\nclaim c: {claim}", "c", $$"""{"steps": [{"symbol": "a", "value": "{{value}}"}]}""").Check().Accepted is not null, Is.EqualTo(holds));

    [TestCase("given a in reals\nclaim c: a == a")]
    [TestCase("claim c: 1 > 1")]
    [TestCase("claim c: sqrt(2) == sqrt(2)*1.0000000000000000000000000000000000000000000000001")]
    [TestCase("sweep a in {0}\nclaim c: for all a: 1/a == 1/a")]
    [TestCase("claim c: for all a in [0, 1]: a >= 0")]
    [TestCase("sweep N in {1, 2}\nclaim c: for all N: N <= 1")]
    public void Instance_OfWhatIsNotShown_IsRejected(string text) => Assert.That(new Sample("instance", text, "c", """{"steps": []}""").Check().Accepted, Is.Null);

    [TestCase("sin(1)^2 + cos(1)^2 < 1 + 10^(-20) and sin(1)^2 + cos(1)^2 > 1 - 10^(-20)")]
    [TestCase("exp(1) > 2.718281828459045 and exp(1) < 2.718281828459046")]
    [TestCase("log(10) > 2.302585092994045 and log(10) < 2.302585092994046")]
    [TestCase("pi > 3.14159265358979323846264338327950288 and pi < 3.14159265358979323846264338327950289")]
    [TestCase("sin(100) > -0.506365641109759 and sin(100) < -0.506365641109758")]
    [TestCase("cos(-3) < -0.98999249660044 and cos(-3) > -0.98999249660045")]
    [TestCase("arctan(3) > 1.2490457723982 and arctan(3) < 1.2490457723983")]
    [TestCase("arccos(-1/3) > 1.9106332362490 and arccos(-1/3) < 1.9106332362491")]
    [TestCase("tanh(1/2) > 0.46211715726 and tanh(1/2) < 0.46211715727")]
    [TestCase("2^(1/3) > 1.2599210498 and 2^(1/3) < 1.2599210499")]
    [TestCase("exp(-50) > 1.9287498479639e-22 and exp(-50) < 1.9287498479640e-22")]
    [TestCase("norm([3, 4]) == 5 and sum(i<3: (i + 1)^2) == 14 and mean(i<3: i) == 1 and max(i<3: -i) == 0")]
    [TestCase("eigmin([[2, 1], [1, 2]]) > 0.999999 and eigmin([[2, 1], [1, 2]]) < 1.000001")]
    [TestCase("step(0) == 1 and sign(0) == 0 and floor(-1/2) == -1 and mod(-7, 3) == 2 and clip(5, 0, 2) == 2")]
    public void Evaluation_OfKnownValues_EnclosesThem(string claim) =>
        Assert.That(new Sample("instance", $"claim c: {claim}", "c", """{"steps": []}""").Check(), Has.Property(nameof(CheckResult.Accepted)).Not.Null);

    [TestCase("8", false)]
    [TestCase("9", true)]
    [TestCase("40", true)]
    [TestCase("-1", false)]
    [TestCase("1/2", false)]
    public void Counterexample_AtAStepOfARecursion_IsAcceptedFromTheStepOnWhereItFails(string step, bool fails)
    {
        var sample = Samples.BrokenStep with
        {
            Text = Samples.BrokenStep.Text.Replace(" where k <= 9", "", StringComparison.Ordinal),
            Body = Samples.BrokenStep.Body.Replace("\"9\"", $"\"{step}\"", StringComparison.Ordinal),
        };
        Assert.That(sample.Check().Accepted is not null, Is.EqualTo(fails));
    }

    [Test]
    public void UniqueOptimum_OfADegenerateProgram_IsRejectedWhereTheValueIsAccepted()
    {
        // min x0 + x1 over x0 + x1 >= 1: the whole segment is optimal.
        var many = Samples.LinearProgram with
        {
            Text = "cost = [1, 1]\nA = [[1, 1], [0, 0]]\nbound = [1, 0]\nclaim any: 1 == 1",
            Body = """{"instance": [], "cost": "cost", "matrix": "A", "bound": "bound", "primal": ["1", "0"], "dual": ["1", "0"], "value": "1"}""",
        };
        Assert.Multiple(() =>
        {
            Assert.That(many.Check().Accepted, Is.Not.Null);
            Assert.That((many with { Kind = "unique_lp_optimum" }).Check().Accepted, Is.Null);
        });
    }

    [TestCase(3, "[[1, 0, 0], [0, 1, 0], [0, 0, 1]]", "[1, 2, 2]", "3")]
    [TestCase(3, "[[1, 0, 0], [-1, 0, 0], [0, 1, 1]]", "[1, 2, -1]", "2")]
    [TestCase(2, "[[3, 0], [0, 4], [-3, -1]]", "[1, 1, -1]", "5")]
    [TestCase(2, "[[1, 0], [-1, 0], [0, 1], [0, -1]]", "[-1, -1, -1, -1]", "-1")]
    [TestCase(2, "[[1, 0], [-1, 0]]", "[-1, -1]", "0")]
    public void SphereSupremum_OfASmallProblem_IsExact(int dimension, string points, string weights, string value)
    {
        var text = $"x = {points}\np = {weights}\nn = {points.Split("], ").Length}\nclaim c: sup(t in sphere({dimension}): sum(i<n: p[i]*relu(dot(t, x[i])))) == {value}";
        Assert.That(new Sample("instance", text, "c", """{"steps": []}""").Check().Reason, Is.Empty);
        Assert.That(new Sample("sphere_supremum", text, "c", $$"""{"instance": [], "problem": "0", "lower": "{{value}}", "upper": "{{value}}"}""").Check().Reason, Is.Empty);
    }

    [Test]
    public void SphereSupremum_OnRandomProblems_AgreesWithADenseGrid([Range(1, 12)] int seed)
    {
        var random = new RandomStream(new DrawKey((ulong)seed, 0, 0));
        Rational Draw() => new((int)Math.Floor(random.NextUniform() * 21) - 10, 1);
        var points = Enumerable.Range(0, 6).Select(_ => new[] { Draw(), Draw() }).ToArray();
        var weights = Enumerable.Range(0, 6).Select(_ => Draw()).ToArray();
        const int Directions = 4000;
        var best = Enumerable.Range(0, Directions).Max(k =>
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * k / Directions);
            return points.Select((x, i) => weights[i].ToDouble() * Math.Max(0, (x[0].ToDouble() * cos) + (x[1].ToDouble() * sin))).Sum();
        });

        // Between two directions the function rises by its slope times half their angle at most.
        var slope = points.Select((x, i) => Math.Abs(weights[i].ToDouble()) * Math.Sqrt(Math.Pow(x[0].ToDouble(), 2) + Math.Pow(x[1].ToDouble(), 2))).Sum();
        var square = TheoryCheck.Checker.Enclosures.SphereSupremum.Square(points.Zip(weights, (x, p) => new TheoryCheck.Checker.Enclosures.Ridge(p, x))).ToDouble();
        Assert.That(Math.CopySign(Math.Sqrt(Math.Abs(square)), square), Is.InRange(best - 1e-9, best + (slope * Math.PI / Directions)));
    }

    [TestCase(52, 0, 100, true)]
    [TestCase(51, 0, 100, false)]
    [TestCase(84, 1, 100, true)]
    [TestCase(83, 1, 100, false)]
    public void SequentialTest_AtTheStopTable_AgreesWithIt(int successes, int failures, int inverseAlpha, bool reached)
    {
        var body = Samples.SequentialTest.Body.Replace("\"successes\": \"52\", \"failures\": \"0\"", $"\"successes\": \"{successes}\", \"failures\": \"{failures}\"", StringComparison.Ordinal)
            .Replace("1/100", $"1/{inverseAlpha}", StringComparison.Ordinal);
        Assert.That((Samples.SequentialTest with { Body = body }).Check().Accepted is not null, Is.EqualTo(reached));
    }
}
