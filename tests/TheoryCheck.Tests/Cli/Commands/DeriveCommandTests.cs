using NUnit.Framework;
using TheoryCheck.Cli;
using TheoryCheck.Cli.Commands;

namespace TheoryCheck.Tests.Cli.Commands;

public sealed class DeriveCommandTests
{
    private const string Loss = """
        given n in 1.., d in 1.., x[i<n] in vector(d), y[i<n] in reals, w in vector(d)
        L = 1/2*sum(i<n: (y[i] - relu(dot(w, x[i])))^2)
        claim right: for all c<d: derive grad(L, w)[c] == -sum(i<n: (y[i] - relu(dot(w, x[i])))*step(dot(w, x[i]))*x[i][c])
        """;

    [Test]
    public void Derive_Loss_PrintsTheCheckedGradientItsKinkAndTheProof() => ConsoleRun.WithSpec(Loss, path =>
    {
        var run = ConsoleRun.Of(new DeriveCommand(), path);
        Assert.That(run.Code, Is.EqualTo(ExitCode.AsExpected), run.Error);
        Assert.That(run.Out, Does.Contain("gradient of L in w[c]").And.Contain("dual numbers agree").And.Contain("xi1 in [0, 1]"));
        Assert.That(run.Out, Does.Contain("claim right").And.Contain("proved"));
        Assert.That(run.Out, Does.Not.Contain("[i, i]").And.Not.Contain("gradient of L in x"));
    });

    [Test]
    public void Derive_FalseTwin_ShowsTheRefutation() => ConsoleRun.WithSpec(Loss.Replace("== -sum", "== sum", StringComparison.Ordinal), path =>
    {
        var run = ConsoleRun.Of(new DeriveCommand(), path, "--claim", "right");
        Assert.That(run.Out, Does.Contain("refuted: the sides differ").And.Not.Contain("gradient of L in w[c]").And.Not.Contain("proved"));
    });

    [Test]
    public void Derive_Latex_WritesDisplayFormulasAndComments() => ConsoleRun.WithSpec(Loss, path =>
    {
        var run = ConsoleRun.Of(new DeriveCommand(), path, "--objective", "L", "--format", "latex");
        Assert.That(run.Code, Is.EqualTo(ExitCode.AsExpected), run.Error);
        Assert.That(run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim()), Has.All.StartsWith("%").Or.StartsWith("\\[").Or.Empty);
        Assert.That(run.Out, Does.Contain(@"\sum").And.Not.Contain("claim right"));
    });

    [Test]
    public void Derive_FunctionDefinition_DifferentiatesInItsParameters() => ConsoleRun.WithSpec(
        "given d in 1.., b in vector(d)\nq(u in vector(d)) = 1/2*dot(u, u) - dot(b, u)\nclaim trivial: derive 1 + 1 == 2",
        path =>
        {
            var run = ConsoleRun.Of(new DeriveCommand(), path, "--objective", "q");
            Assert.That(run.Out, Does.Contain("gradient of q in u[c]").And.Contain("dual numbers agree"));
        });

    [TestCase("--claim", "nobody")]
    [TestCase("--objective", "nobody")]
    public void Derive_UnknownName_IsNothingToDo(string option, string name) => ConsoleRun.WithSpec(Loss, path =>
        Assert.That(ConsoleRun.Of(new DeriveCommand(), path, option, name).Code, Is.EqualTo(ExitCode.NothingToRun)));

    [Test]
    public void Derive_MissingFile_IsBadInput() =>
        Assert.That(ConsoleRun.Of(new DeriveCommand(), "no-such-file.theory").Code, Is.EqualTo(ExitCode.BadInput));
}
