using System.Collections.Immutable;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.Measures.Discretised;
using TheoryCheck.OrTools;
using TheoryCheck.Reporting;
using TheoryCheck.Reporting.Html;
using TheoryCheck.Tests.OrTools;
using TheoryCheck.Verification.Results;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Tests.Verification.Oracles;

/// <summary>Whatever happens to an oracle during a run, the results have the same bytes, and it is said.</summary>
public sealed class OracleInRunTests
{
    private const string Spec = """
        given z in {0}
        x[i<3] = if(i == 0, [1, 0], if(i == 1, [0, 1], [-1, 1]))
        best = inf(nu in measures(sphere(2)): 1/2*sum(i<3: (1 + i - integral(t wrt nu: relu(dot(t, x[i]))))^2) + 1/10*tvnorm(nu))
        claim value: for all z: best >= 1/10
        claim far: for all z: best >= 100
        """;

    private static readonly LinearProgramRequest Quick = LinearProgramRequest.Default with { TimeLimit = TimeSpan.FromSeconds(1.5) };
    private static readonly Lazy<string> Undisturbed = new(() => new JsonReport().Write(Run([], out _)));

    [TestCase("exit 1", "started again", TestName = "host that dies in the middle of a program")]
    [TestCase("sleep 30", "no answer within", TestName = "host that hangs")]
    [TestCase("printf '\\005\\000\\000\\000hello'; sleep 30", "no solution message", TestName = "host that answers nonsense")]
    [TestCase("printf '\\377\\377\\377\\377'; sleep 30", "announces", TestName = "host that announces too much")]
    public void Run_WithABrokenHost_HasTheSameResultsAndSaysSo(string script, string said)
    {
        using var fake = new FakeHost(script);
        using var oracle = fake.Oracle();
        RequireReplacement(oracle, said);
    }

    [Test]
    public void Run_WithoutAHost_HasTheSameResultsAndSaysSo()
    {
        using var oracle = new OrToolsOracle(() => null, TimeSpan.FromSeconds(1));
        RequireReplacement(oracle, "is not available");
    }

    [Test]
    public void Run_WithWhatIsInstalled_HasTheSameResultsAndAgrees()
    {
        using var oracle = new OrToolsOracle();
        var result = Run([oracle, new EmbeddedSimplex()], out var opinions, LinearProgramRequest.Default with { TimeLimit = TimeSpan.FromSeconds(20) });
        Assert.That(new JsonReport().Write(result), Is.EqualTo(Undisturbed.Value));
        Assert.That(opinions.Select(o => o.Opinion.Outcome), Is.All.EqualTo(OpinionOutcome.Agrees), string.Join("; ", opinions.Select(o => o.Opinion.Sentence)));
        Assert.That(opinions.Select(o => o.Opinion.Oracle!.Name), Is.All.EqualTo(oracle.Availability().IsAvailable ? oracle.Name : EmbeddedSimplex.Identity.Name));
    }

    [Test]
    public void Run_WithNoOracle_AsksNobody()
    {
        Run([], out var opinions);
        Assert.That(opinions, Is.Empty);
    }

    private static void RequireReplacement(OrToolsOracle oracle, string said)
    {
        var result = Run([oracle, new EmbeddedSimplex()], out var opinions);
        Assert.That(new JsonReport().Write(result), Is.EqualTo(Undisturbed.Value));
        Assert.That(opinions.Select(o => (o.Claim, o.Opinion.Outcome, o.Opinion.Oracle)), Is.EqualTo(new[] { ("far", OpinionOutcome.Agrees, EmbeddedSimplex.Identity), ("value", OpinionOutcome.Agrees, EmbeddedSimplex.Identity) }));
        Assert.That(opinions[0].Opinion.Report.Events, Has.Some.Contains(said));

        var facts = new RunFacts(DateTimeOffset.UnixEpoch, TimeSpan.Zero, [], "", "", "", 1, []) { Opinions = opinions };
        Assert.That(RunFactsJson.Write(facts), Does.Contain(said).And.Contain("\"agrees\""));
        Assert.That(new HtmlReport().Write(result, facts), Does.Contain(said).And.Contain("Second opinions"));
        Assert.That(new HtmlReport().Write(result), Does.Not.Contain("Second opinions"));
    }

    private static RunResult Run(ImmutableArray<LinearProgramOracle> oracles, out Sequence<OpinionFact> opinions, LinearProgramRequest? request = null)
    {
        var second = new SecondOpinions(IRunObserver.None);
        var result = SuiteRunner.Run([SpecRun.Read(Spec)], SpecRun.Options, second, CancellationToken.None).Result;
        opinions = second.Ask(oracles, request ?? Quick);
        return result;
    }
}
