using NUnit.Framework;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Tests.Optimization.LinearPrograms;

namespace TheoryCheck.Tests.Cli.Commands;

public sealed class SolveCommandTests : ScratchFixture
{
    [TestCase("auto")]
    [TestCase("embedded")]
    [TestCase("none")]
    public void Solve_AnyOracle_EndsWithTheSameExactOptimumAndCertificate(string oracle)
    {
        Folder.Write("p.mps", MpsWriter.Write(SamplePrograms.Wyndor));
        var ended = Product.Run(Folder.Path, "solve", "p.mps", "--oracle", oracle, "--vipr", "p.vipr", "--mps", "q.mps");
        Assert.That(ended.Code, Is.Zero, ended.Output + ended.Error);
        Assert.That(ended.Output, Does.Contain("exactly 36").And.Contain("yes: there is no other"));
        Assert.That(Folder.Read("p.vipr"), Does.StartWith("VER 1.0").And.Contain("RTP range 36 36"));
        Assert.That(Folder.Read("q.mps"), Is.EqualTo(Folder.Read("p.mps")));
    }

    [Test]
    public void Solve_WithACertificate_IsVerifiedAndStatesTheProgram()
    {
        Folder.Write("p.mps", MpsWriter.Write(SamplePrograms.Wyndor));
        var ended = Product.Run(Folder.Path, "solve", "p.mps", "--oracle", "embedded", "--certificate", "p.json");
        Assert.That(ended.Code, Is.Zero, ended.Output + ended.Error);
        Assert.That(ended.Output, Does.Contain("accepted as unique_lp_optimum").And.Contain("value -36"));
        Assert.That(Product.Run(Folder.Path, "verify", "p.json").Output, Does.StartWith("accepted"));
        Folder.Write("p.theory", Folder.Read("p.theory").Replace("bound = [-4", "bound = [-5", StringComparison.Ordinal));
        Assert.That(Product.Run(Folder.Path, "verify", "p.json").Output, Does.StartWith("rejected"));
    }

    [TestCase("ROWS\n N obj\nCOLUMNS\n x obj one\nENDATA\n", "line 4")]
    [TestCase("", "ENDATA")]
    public void Solve_NoLinearProgram_IsALocatedDiagnostic(string text, string said)
    {
        Folder.Write("p.mps", text);
        var ended = Product.Run(Folder.Path, "solve", "p.mps");
        Assert.That((ended.Code, ended.Error), Is.EqualTo((4, ended.Error)));
        Assert.That(ended.Error, Does.Contain("TC8015").And.Contain(said));
    }

    [Test]
    public void Solve_WithoutAFile_SaysSo()
    {
        var ended = Product.Run(Folder.Path, "solve", "p.mps");
        Assert.That(ended.Code, Is.EqualTo(4));
        Assert.That(ended.Error, Does.Contain("TC8003"));
    }

    [Test]
    public void Solve_AnInfeasibleProgram_IsNotSettled()
    {
        Folder.Write("p.mps", "ROWS\n N obj\n G low\n L high\nCOLUMNS\n x obj 1 low 1\n x high 1\nRHS\n rhs low 2 high 1\nENDATA\n");
        var ended = Product.Run(Folder.Path, "solve", "p.mps", "--oracle", "embedded");
        Assert.That(ended.Code, Is.EqualTo(1), ended.Output + ended.Error);
        Assert.That(ended.Output, Does.Contain("Infeasible, not proved"));
    }

    [Test]
    public void Run_WithPrograms_WritesWhatSolveReads()
    {
        Folder.Write("s.theory", """
            given z in {0}
            x[i<2] = if(i == 0, [1, 0], [0, 1])
            claim value: for all z: inf(nu in measures(sphere(2)) where for all i<2: integral(t wrt nu: relu(dot(t, x[i]))) == 1 + i: tvnorm(nu)) > 1
            """);
        var ended = Product.Run(Folder.Path, "run", "s.theory", "--oracle", "embedded", "--programs");
        Assert.That(ended.Code, Is.Zero, ended.Output + ended.Error);
        Assert.That(ended.Output, Does.Contain("second opinions: embedded simplex").And.Contain("1 of 1"));
        var file = Directory.GetFiles(Path.Combine(Folder.Path, "out", "programs"), "*.mps", SearchOption.AllDirectories).Single();
        var solved = Product.Run(Folder.Path, "solve", file, "--oracle", "embedded");
        Assert.That((solved.Code, solved.Output.Contains("2.236", StringComparison.Ordinal)), Is.EqualTo((0, true)), solved.Output + solved.Error);
    }
}
