using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Search;

/// <summary>Assumptions that chance hardly meets are met by solving them, and what is then searched is judged as ever.</summary>
[TestFixture]
internal sealed class RepairTests
{
    private const string Separable = """
        given n in 2..4, d in 2..3, rho in (1/8, 1), u in sphere(d), x[i<n] in ball(d), y[i<n] in {-1, 1}
        assume separable: for all i<n: y[i]*dot(u, x[i]) >= rho
        """;

    [Test]
    public void Search_UnderSeparability_FindsConfigurations()
    {
        var outcome = SpecRun.One($"{Separable}\nclaim c: for all n, d, rho, u, x, y: max(i<n: y[i]*dot(u, x[i])) >= rho\ncheck c:\n  instances = 20");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted), outcome.Verdict.Reason);
    }

    [Test]
    public void Search_UnderSeparability_RefutesAFalseClaim()
    {
        var outcome = SpecRun.One($"{Separable}\nclaim c: for all n, d, rho, u, x, y: sum(i<n: y[i]*dot(u, x[i])) >= 3*n*rho\ncheck c:\n  instances = 20");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
    }

    [Test]
    public void Search_UnderAnEquation_SolvesItForANumber()
    {
        const string Text = "given v in vector(3), w in vector(3), s > 0\nassume right: dot(v, w) == 1\nassume large: s*norm(v)^2 == 5\n";
        Assert.Multiple(() =>
        {
            Assert.That(SpecRun.One(Text + "claim c: norm(v)*norm(w) >= 1\ncheck c:\n  instances = 20").Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted));
            Assert.That(SpecRun.One(Text + "claim c: norm(v)*norm(w) <= 1\ncheck c:\n  instances = 20").Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
        });
    }

    [Test]
    public void Search_BeyondALargeBound_ChoosesASizeAboveIt()
    {
        var outcome = SpecRun.One("given n in 1.., t in [0, 1]\nassume many: n > 20 + t\nclaim c: for all n, t: n >= 21\ncheck c:\n  instances = 20");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted), outcome.Verdict.Reason);
    }

    [Test]
    public void Search_UnderAContradiction_IsVacuous()
    {
        var outcome = SpecRun.One("given a in reals, b in reals\nassume one: a - b >= 1\nassume other: b - a >= 1\nclaim c: for all a, b: a == b\ncheck c:\n  instances = 20");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Vacuous), outcome.Verdict.Reason);
    }
}
