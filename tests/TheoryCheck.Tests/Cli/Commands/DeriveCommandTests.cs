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

    private const string Outputs = """
        given n in 1.., d in 1.., x[i<n] in vector(d), y[i<n] in reals, lambda > 0, B > 0
        f(nu in measures(sphere(d)), z in vector(d)) = integral(t wrt nu: abs(dot(t, z)))
        """;

    // Interpolation, margins and bounds stand in the claim alone; nonnegative measures leave one side of the constraint.
    [TestCase("inf(nu in measures(sphere(d)) where for all i<n: f(nu, x[i]) == y[i]: tvnorm(nu)) >= 0", "sum(i<n: w[i]*y[i])", "for all t in sphere(d): abs(sum(i<n: w[i]*abs(dot(t, x[i])))) <= 1", "w[i] >= 0")]
    [TestCase("inf(nu in measures(sphere(d)) where for all i<n: y[i]*f(nu, x[i]) >= 1: lambda*tvnorm(nu)) >= 0", "sum(i<n: w[i])", "abs(sum(i<n: w[i]*(y[i]*abs(dot(t, x[i]))))/lambda) <= 1", "mu")]
    [TestCase("sup(nu in measures(sphere(d)) where tvnorm(nu) <= B: min(i<n: y[i]*f(nu, x[i]))) >= 0", "B*mu", "abs(sum(i<n: w[i]*(y[i]*abs(dot(t, x[i]))))) <= mu", "q[i]")]
    [TestCase("inf(nu in measures(sphere(d)) where mass(nu) == tvnorm(nu): 1/2*sum(i<n: (y[i] - f(nu, x[i]))^2) + lambda*tvnorm(nu)) >= 0", "sum(i<n: q[i]*y[i] - 1/2*q[i]^2)", "for all t in sphere(d): sum(i<n: q[i]*abs(dot(t, x[i])))/lambda <= 1", "<= mu")]
    [TestCase("inf(nu in measures(sphere(d)) where tvnorm(nu) <= B: 1/2*sum(i<n: (y[i] - f(nu, x[i]))^2)) >= 0", "sum(i<n: q[i]*y[i] - 1/2*q[i]^2) - B*mu", "abs(sum(i<n: q[i]*abs(dot(t, x[i])))) <= mu", "w[i]")]
    [TestCase("inf(nu in measures(sphere(d)): sum(i<n: log(1 + exp(-y[i]*f(nu, x[i])))) + lambda*tvnorm(nu)) >= 0", "(1 - q[i]*y[i]^(-1))*log(1 - q[i]*y[i]^(-1))", "0 <= q[i]*y[i]^(-1) <= 1", "inf over f")]
    [TestCase("inf(nu in measures(sphere(d)): 2*sum(i<n: exp(-y[i]*f(nu, x[i]))) + lambda*tvnorm(nu)) >= 0", "1/2*q[i]*y[i]^(-1)*log(1/2*q[i]*y[i]^(-1))", "q[i]*y[i]^(-1) >= 0", "inf over f")]
    [TestCase("inf(nu in measures(sphere(d)): 1/n*sum(i<n: max(0, 1 - y[i]*f(nu, x[i]))) + lambda*tvnorm(nu)) >= 0", "sum(i<n: q[i]*y[i]^(-1))", "0 <= n*q[i]*y[i]^(-1) <= 1", "inf over f")]
    [TestCase("inf(nu in measures(sphere(d)): 1/n*sum(i<n: max(0, 1 - y[i]*f(nu, x[i]))) + lambda*tvnorm(nu)) >= 0", "sum(i<n: q[i]*y[i]^(-1))", "for all i<n: y[i] != 0", "log")]
    [TestCase("inf(nu in probabilities(sphere(d)): 1/2*sum(i<n: (y[i] - f(nu, x[i]))^2)) >= 0", "sum(i<n: q[i]*y[i] - 1/2*q[i]^2) - mu", "for all t in sphere(d): sum(i<n: q[i]*abs(dot(t, x[i]))) <= mu", "mu >= 0")]
    [TestCase("inf(nu in measures(sphere(d)) where mass(nu) == B and mass(nu) == tvnorm(nu): 1/2*sum(i<n: (y[i] - f(nu, x[i]))^2)) >= 0", "- B*mu", "for all t in sphere(d): sum(i<n: q[i]*abs(dot(t, x[i]))) <= mu", "mu >= 0")]
    [TestCase("inf(nu in measures(sphere(d)): sum(i<n: abs(y[i] - f(nu, x[i]))) + lambda*tvnorm(nu)) >= 0", "inf over f", "if and only if", "lower bound")]
    [TestCase("inf(nu in measures(sphere(d)): sum(i<n: exp((y[i] - f(nu, x[i]))^2)) + lambda*tvnorm(nu)) >= 0", "inf over f", "if and only if", "lower bound")]
    [TestCase("inf(nu in measures(sphere(d)): sum(i<n: (1 - f(nu, x[i])^2)^2) + lambda*tvnorm(nu)) >= 0", "not proved to be convex", "optimal only if", "if and only if")]
    [TestCase("inf(nu in measures(sphere(d)): sum(i<n: y[i]*(1 - f(nu, x[i]))^2) + lambda*tvnorm(nu)) >= 0", "not proved to be convex", "optimal only if", "if and only if")]
    [TestCase("inf(nu in measures(sphere(d)): sum(i<n: tanh(f(nu, x[i]))) + lambda*tvnorm(nu)) >= 0", "not proved to be convex", "optimal only if", "if and only if")]
    [TestCase("sup(nu in measures(sphere(d)): -sum(i<n: (y[i] - f(nu, x[i]))^2)/2 - lambda*tvnorm(nu)) <= 0", "sum(i<n: q[i]*y[i] - 1/2*q[i]^2)", "abs(sum(i<n: q[i]*abs(dot(t, x[i])))/lambda) <= 1", "inf over f")]
    public void Derive_ProblemInAClaim_PrintsItsDual(string claim, string value, string constraint, string absent) => ConsoleRun.WithSpec($"{Outputs}\nclaim c: for all n, d, x, y, lambda, B: {claim}\n", path =>
    {
        var run = ConsoleRun.Of(new DeriveCommand(), path);
        Assert.That(run.Code, Is.EqualTo(ExitCode.AsExpected), run.Error);
        Assert.That(run.Out, Does.Contain(value).And.Contain(constraint).And.Not.Contain(absent));
    });

    // At the corner of a hinge a dual variable is anything between the slopes; a smooth loss has none.
    [TestCase("max(0, 1 - y[i]*f(nu, x[i]))", true)]
    [TestCase("log(1 + exp(-y[i]*f(nu, x[i])))", false)]
    public void Derive_LossWithACorner_LeavesTheDualVariableOpenThere(string loss, bool hasCorner) => ConsoleRun.WithSpec(
        $"{Outputs}\nclaim c: for all n, d, x, y, lambda, B: inf(nu in measures(sphere(d)): sum(i<n: {loss}) + lambda*tvnorm(nu)) >= 0\n",
        path => Assert.That(ConsoleRun.Of(new DeriveCommand(), path).Out.Contains("anything between minus the slopes on both sides where", StringComparison.Ordinal), Is.EqualTo(hasCorner)));

    // Not convex: what holds of convex problems is not said of them.
    [TestCase("-sum(i<n: (y[i] - f(nu, x[i]))^2) + lambda*tvnorm(nu)")]
    [TestCase("-sum(i<n: exp(-y[i]*f(nu, x[i]))) + lambda*tvnorm(nu)")]
    [TestCase("sum(i<n: (y[i] - f(nu, x[i]))^2) - lambda*tvnorm(nu)")]
    public void Derive_ConcaveProblem_HasNoDual(string objective) => ConsoleRun.WithSpec($"{Outputs}\nclaim c: for all n, d, x, y, lambda, B: inf(nu in measures(sphere(d)): {objective}) >= 0\n", path =>
        Assert.That(ConsoleRun.Of(new DeriveCommand(), path).Out, Does.Not.Contain("optimal if and only if")));
}
