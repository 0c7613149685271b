using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Verification.Planning;

namespace TheoryCheck.Tests.Verification;

/// <summary>Comparisons of expectations that have no closed form, with values between known bounds.</summary>
[TestFixture]
internal sealed class MeanVerdictTests
{
    // Uniform on [0, 1], and too many signs to list, without laws that are known exactly.
    private const string Uniform = "v[i<2] ~ uniform(0, 1)\nu = v[0] + v[1] - floor(v[0] + v[1])\n";
    private const string Signs = "s[i<13] ~ rademacher\n";
    private const string Normal = "z ~ normal(0, 1)\n";
    private const string Laplace = "z ~ laplace(1)\n";

    // E exp(-u) = 1 - 1/e = 0.632; E tanh(z)^2 = 0.429 by quadrature; E max(s_0 + .. + s_12, 0) = 1.47 by counting.
    [TestCase(Uniform + "claim c: expect(v: exp(-u)*cos(u)) <= 3/5", VerdictKind.Supported)]
    [TestCase(Uniform + "claim c: expect(v: exp(-u)*cos(u)) <= 1/2", VerdictKind.Refuted)]
    [TestCase(Uniform + "claim c: 1/2 <= expect(v: exp(-u)*cos(u))", VerdictKind.Supported)]
    [TestCase(Uniform + "claim c: 3/5 < expect(v: exp(-u)*cos(u))", VerdictKind.Refuted)]
    [TestCase(Laplace + "claim c: expect(z: tanh(z)^2) <= 1/2", VerdictKind.Supported)]
    [TestCase(Laplace + "claim c: expect(z: tanh(z)^2) >= 1/2", VerdictKind.Refuted)]
    [TestCase(Laplace + "claim c: 2*expect(z: tanh(z)^2) - 1 <= 0", VerdictKind.Supported)]
    [TestCase(Laplace + "claim c: expect(z: tanh(z)^2) == 1/2", VerdictKind.Refuted)]
    [TestCase(Signs + "claim c: expect(s: max(sum(i<13: s[i]), 0)) <= 2", VerdictKind.Supported)]
    [TestCase(Signs + "claim c: expect(s: max(sum(i<13: s[i]), 0)) <= 1/2", VerdictKind.Refuted)]
    [TestCase(Normal + "claim c: expect(z: tanh(z) given z >= 1) >= 3/4", VerdictKind.Supported)]
    [TestCase(Normal + "claim c: expect(z: tanh(z) given z >= 1) <= 3/4", VerdictKind.Refuted)]
    [TestCase("x ~ sphere(3)\nclaim c: expect(x: abs(x[0])^3) <= 1/2", VerdictKind.Supported)]
    [TestCase("k[i<8] ~ uniform({1, 2, 6})\nclaim c: expect(k: log(sum(i<8: k[i]))) <= 3", VerdictKind.Refuted)]
    public void Mean_OfBoundedValues_IsDecidedByBetting(string text, VerdictKind expected)
    {
        var outcome = SpecRun.One(text);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
        Assert.That(outcome.Verdict.Qualifier, Is.EqualTo("statistical"));
        Assert.That(outcome.Cases.Single().Estimate, Has.Property("Quantity").EqualTo("mean"));
    }

    [Test]
    public void Mean_ThatEqualsItsBound_IsNeverSupported() =>
        Assert.That(SpecRun.One(Uniform + "claim c: expect(v: indicator(u < 1/2)*cos(0*u)) <= 1/2").Verdict.Kind, Is.Not.EqualTo(VerdictKind.Supported));

    [Test]
    public void Mean_WithAClosedForm_NeedsNoTrial()
    {
        var outcome = SpecRun.One("given d in {3}\nw ~ normal(d)\nclaim c: expect(w: norm(w)^2) <= d + 1".Replace("given d in {3}", "sweep d in {3}", StringComparison.Ordinal));
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Supported), outcome.Verdict.Reason);
        Assert.That(outcome.Verdict.Reason, Does.Contain("closed form"));
    }

    // E relu(w.x)relu(w.y) by Cho and Saul 2009, half of it for a false twin; Var relu(z) = 1/2 - 1/(2 pi) = 0.34; E tanh(z)^2 = 0.394 and E tanh(z + 1) = 0.56 by quadrature.
    [TestCase("given d in {1, 3}\ng ~ normal(d)\nclaim c: for all x in sphere(d), y in sphere(d): expect(g: relu(dot(g, x))*relu(dot(g, y))) == (sqrt(1 - dot(x, y)^2) + (pi - arccos(dot(x, y)))*dot(x, y))/pi", VerdictKind.Refuted)]
    [TestCase("given d in {1, 3}\ng ~ normal(d)\nclaim c: var(g: relu(g[0])) <= 7/20", VerdictKind.Unrefuted)]
    [TestCase("given d in {1, 3}\ng ~ normal(d)\nclaim c: var(g: relu(g[0])) <= 33/100", VerdictKind.Refuted)]
    [TestCase("given d in {1, 3}\ng ~ normal(d)\nclaim c: expect(g: tanh(g[0])^2) <= 2/5", VerdictKind.Supported)]
    [TestCase("given d in {1, 3}\ng ~ normal(d)\nclaim c: expect(g: tanh(g[0])^2) <= 39/100", VerdictKind.Refuted)]
    [TestCase("given x in sphere(2)\ng ~ normal(2)\nclaim c: expect(g: tanh(dot(g, x) + 1)) >= 11/20", VerdictKind.Unrefuted)]
    [TestCase("given x in sphere(2)\ng ~ normal(2)\nclaim c: expect(g: tanh(dot(g, x) + 1)) >= 3/5", VerdictKind.Refuted)]
    [TestCase("given d in {1, 2}\ng ~ normal(d)\nclaim c: expect(g: g[0]^4)/expect(g: g[0]^2)^2 == 3", VerdictKind.Proved)]
    public void Mean_OfANormalDraw_IsDecidedWithoutTrials(string text, VerdictKind expected)
    {
        var outcome = SpecRun.One(text);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
        Assert.That(outcome.Verdict.Qualifier, Is.Not.EqualTo("statistical"));
    }

    [Test]
    public void Mean_WhoseClosedFormDividesByZeroThere_IsNotReadFromIt() =>
        Assert.That(SpecRun.One("given x in {0, 1}\nz ~ normal(0, 1)\nclaim c: expect(z: x/x*z^2) <= 1").Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));

    [Test]
    public void Mean_ThatOnlyAProofCouldSettle_IsSaidToAgreeAndNotBroken()
    {
        var outcome = SpecRun.One("g ~ normal(2)\nclaim stein: expect(g: g[0]*tanh(g[0])) == expect(g: 1 - tanh(g[0])^2)");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive), outcome.Verdict.Reason);
    }

    [Test]
    public void Mean_WithAClosedFormThatIsFalse_IsRefuted() =>
        Assert.That(SpecRun.One("sweep d in {3}\nw ~ normal(d)\nclaim c: expect(w: norm(w)^2) <= d - 1").Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));

    [Test]
    public void Mean_OfUnboundedValues_SaysWhichBoundIsMissing()
    {
        var outcome = SpecRun.One(Normal + "claim c: expect(z: exp(tanh(z) + z)) <= 5");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));
        Assert.That(outcome.Verdict.Reason, Does.Contain("no known bounds").And.Contain("range ="));
    }

    [Test]
    public void Mean_WithAStatedRange_SaysWhatItRestsOn()
    {
        var outcome = SpecRun.One(Normal + "claim c: expect(z: min(exp(z)/(1 + z^4), 40)) <= 3\ncheck c:\n  range = [0, 40]");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Supported), outcome.Verdict.Reason);
        Assert.That(outcome.Notes, Has.Some.Contains("that the check block states"));
    }

    [Test]
    public void Mean_OfAValueOutsideTheStatedRange_IsNotDecided()
    {
        var outcome = SpecRun.One(Normal + "claim c: expect(z: exp(tanh(z) + z)) <= 1/2\ncheck c:\n  range = [0, 1]");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));
        Assert.That(outcome.Verdict.Reason, Does.Contain("outside of the range"));
    }

    [Test]
    public void Mean_ThatTheStatedRangeAloneWouldSettle_IsNotDecided() =>
        Assert.That(SpecRun.One(Normal + "claim c: expect(z: exp(tanh(z) + z)) <= 2\ncheck c:\n  range = [0, 1]").Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));

    [Test]
    public void Mean_ThatTheDerivedRangeSettles_NeedsNoTrial() =>
        Assert.That(SpecRun.One(Laplace + "claim c: expect(z: tanh(z)^2) <= 3/2").Verdict.Reason, Does.Contain("lies in"));

    [Test]
    public void Mean_OverASweep_IsDecidedCaseByCase()
    {
        var outcome = SpecRun.One("sweep m in {1, 4, 16}\ns[i<m] ~ rademacher\nclaim c: expect(s: abs(sum(i<m: s[i]))/m) <= 3/5");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
        Assert.That(outcome.Cases[0].Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
        Assert.That(outcome.Cases[^1].Verdict.Kind, Is.EqualTo(VerdictKind.Supported));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Mean_AtAnyThreadCount_IsTheSame(int jobs)
    {
        const string Text = Normal + "claim c: expect(z: tanh(z)^2) <= 42/100";
        Assert.That(SpecRun.Json(Text, SpecRun.Options with { Jobs = jobs }), Is.EqualTo(SpecRun.Json(Text)));
    }

    [Test]
    public void Plan_OfAMean_SaysHowManyTrialsAreNeeded()
    {
        var plan = SuitePlan.Of([SpecReader.Parse(new SourceText("t.theory", Normal + "claim c: expect(z: tanh(z)^2) <= 1/2"))], SpecRun.Options, CancellationToken.None).Single();
        Assert.That(plan.Obligations.Single().Checker, Is.EqualTo("mean"));
        Assert.That(plan.Obligations.Single().Remark, Does.Match("support needs at least [0-9]+, refutation at least [0-9]+"));
    }
}
