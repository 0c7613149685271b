using System.Diagnostics;
using Google.Protobuf;
using NUnit.Framework;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.OrTools;
using TheoryCheck.OrTools.Messages;
using TheoryCheck.Tests.Optimization.LinearPrograms;

namespace TheoryCheck.Tests.OrTools;

public sealed class OrToolsOracleTests
{
    private static readonly LinearProgramRequest Quick = LinearProgramRequest.Default with { TimeLimit = TimeSpan.FromSeconds(20) };

    /// <summary>The right answer to <see cref="SamplePrograms.Wyndor"/>.</summary>
    private static byte[] Right => Response(0, 36, [2, 6], [0, 1.5, 1], [0, 0]);

    [Test]
    public void Solve_HealthyHost_IsAskedOnceAndStaysUp()
    {
        using var fake = new FakeHost("cat \"$1/answer\" \"$1/answer\"; sleep 30", ("answer", FakeHost.Framed(Right)));
        using var oracle = fake.Oracle();
        OptimalityAssert.Optimal(SamplePrograms.Wyndor, oracle.Solve(SamplePrograms.Wyndor, Quick));
        var second = oracle.Solve(SamplePrograms.Wyndor, Quick);
        Assert.That((second.Objective, fake.Starts, second.Oracle.Version), Is.EqualTo((36.0, 1, "fake (or-tools-wasm 0, Node none)")));
        Assert.That(second.Report.Events, Is.Empty);
    }

    [Test]
    public void Solve_HostDiesOnce_IsStartedAgainAndSaidSo()
    {
        using var fake = new FakeHost("if [ -e \"$1/died\" ]; then cat \"$1/answer\"; sleep 30; else : > \"$1/died\"; fi", ("answer", FakeHost.Framed(Right)));
        using var oracle = fake.Oracle();
        var answer = oracle.Solve(SamplePrograms.Wyndor, Quick);
        OptimalityAssert.Optimal(SamplePrograms.Wyndor, answer);
        Assert.That(fake.Starts, Is.EqualTo(2));
        Assert.That(answer.Report.Events, Has.Length.EqualTo(1).And.One.Contains("started again"));
    }

    [Test]
    public void Solve_HostKilledBetweenCalls_IsStartedAgain()
    {
        using var fake = new FakeHost("cat \"$1/answer\"; sleep 30", ("answer", FakeHost.Framed(Right)));
        using var oracle = fake.Oracle();
        OptimalityAssert.Optimal(SamplePrograms.Wyndor, oracle.Solve(SamplePrograms.Wyndor, Quick));
        using (var child = Process.GetProcessById(oracle.HostProcessId!.Value))
        {
            child.Kill(entireProcessTree: true);
            child.WaitForExit(5000);
        }

        var answer = oracle.Solve(SamplePrograms.Wyndor, Quick);
        OptimalityAssert.Optimal(SamplePrograms.Wyndor, answer);
        Assert.That(answer.Report.Events, Has.Length.EqualTo(1));
    }

    [Test]
    public void Solve_HostHangs_IsEndedWithinItsTime()
    {
        using var fake = new FakeHost("sleep 30");
        using var oracle = fake.Oracle();
        var clock = Stopwatch.StartNew();
        var answer = oracle.Solve(SamplePrograms.Wyndor, Quick with { TimeLimit = TimeSpan.FromSeconds(0.5) });
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
        Assert.That(answer.Status, Is.Not.EqualTo(LinearProgramStatus.Optimal));
        Assert.That(answer.Report.Events, Has.Some.Contains("no answer within"));
    }

    private static IEnumerable<TestCaseData> Nonsense()
    {
        TestCaseData Case(string name, byte[] bytes) => new TestCaseData(bytes).SetArgDisplayNames(name);
        yield return Case("huge length", [0xFF, 0xFF, 0xFF, 0xFF, 1, 2]);
        yield return Case("length longer than the answer", [50, 0, 0, 0, 1, 2, 3]);
        yield return Case("garbage", FakeHost.Framed([0xFF, 0xFE, 0xFD, 0x13, 0x37]));
        yield return Case("empty message", FakeHost.Framed([]));
        yield return Case("wrong status", FakeHost.Framed(Response(77, 36, [2, 6], [0, 1.5, 1], [0, 0])));
        yield return Case("NaN", FakeHost.Framed(Response(0, 36, [2, double.NaN], [0, 1.5, 1], [0, 0])));
        yield return Case("infinite objective", FakeHost.Framed(Response(0, double.PositiveInfinity, [2, 6], [0, 1.5, 1], [0, 0])));
        yield return Case("too few values", FakeHost.Framed(Response(0, 36, [2], [0, 1.5, 1], [0, 0])));
        yield return Case("too many multipliers", FakeHost.Framed(Response(0, 36, [2, 6], [0, 1.5, 1, 1], [0, 0])));
        yield return Case("infeasible point", FakeHost.Framed(Response(0, 78, [6, 12], [0, 1.5, 1], [0, 0])));
        yield return Case("objective of another point", FakeHost.Framed(Response(0, 40, [2, 6], [0, 1.5, 1], [0, 0])));
        yield return Case("broken packed field", FakeHost.Framed([0x1A, 3, 1, 2, 3]));
    }

    [TestCaseSource(nameof(Nonsense))]
    public void Solve_HostAnswersNonsense_TheEmbeddedSimplexTakesOver(byte[] bytes)
    {
        using var fake = new FakeHost("cat \"$1/answer\"", ("answer", bytes));
        using var oracle = fake.Oracle();
        var answer = LinearProgramOracles.Solve(SamplePrograms.Wyndor, Quick, [oracle, new EmbeddedSimplex()]);
        OptimalityAssert.Optimal(SamplePrograms.Wyndor, answer);
        Assert.That((answer.Objective, answer.Oracle), Is.EqualTo((36.0, EmbeddedSimplex.Identity)));
        Assert.That(answer.Report.Events, Has.Length.GreaterThanOrEqualTo(2).And.Some.Contains("gave no answer"));
    }

    [TestCase("""{"protocol":2,"solver":"x","package":"0","node":"n"}""")]
    [TestCase("{}")]
    [TestCase("hello")]
    public void Solve_WrongGreeting_Fails(string greeting)
    {
        using var fake = new FakeHost("sleep 30", ("greeting", FakeHost.Framed(System.Text.Encoding.UTF8.GetBytes(greeting))));
        using var oracle = fake.Oracle();
        Assert.That(oracle.Solve(SamplePrograms.Wyndor, Quick).Status, Is.EqualTo(LinearProgramStatus.Failed));
    }

    [Test]
    public void Solve_FailsThreeTimes_WithdrawsForTheRun()
    {
        using var oracle = new OrToolsOracle(() => new("/nonexistent/node", [], "/"), TimeSpan.FromSeconds(1));
        Assert.That(oracle.Availability().IsAvailable, Is.True);
        for (var call = 0; call < 3; call++)
        {
            Assert.That(oracle.Solve(SamplePrograms.Wyndor, Quick).Status, Is.EqualTo(LinearProgramStatus.Failed));
        }

        Assert.That(oracle.Availability().IsAvailable, Is.False);
        var answer = LinearProgramOracles.Solve(SamplePrograms.Wyndor, Quick, [oracle, new EmbeddedSimplex()]);
        Assert.That((answer.Objective, answer.Report.Events.Length), Is.EqualTo((36.0, 1)));
    }

    [Test]
    public void Solve_Cancelled_Ends()
    {
        using var fake = new FakeHost("sleep 30");
        using var oracle = fake.Oracle();
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(0.3));
        Assert.That(oracle.Solve(SamplePrograms.Wyndor, Quick with { Cancellation = source.Token }).Status, Is.EqualTo(LinearProgramStatus.LimitReached));
    }

    [Test]
    public void Installed_WhateverIsHere_AgreesWithTheEmbeddedSimplex()
    {
        // With Node and the package this asks OR-Tools itself; without them the documented replacement answers, and says so.
        using var oracle = new OrToolsOracle();
        var available = oracle.Availability().IsAvailable;
        foreach (var program in new[] { SamplePrograms.Wyndor, SamplePrograms.Beale, SamplePrograms.Random(5, 7, 12), SamplePrograms.SparseTeacher(1, 20, 60) })
        {
            var answer = LinearProgramOracles.Solve(program, Quick, [oracle, new EmbeddedSimplex()]);
            OptimalityAssert.Optimal(program, answer, 1e-6);
            Assert.That(answer.Objective, Is.EqualTo(new EmbeddedSimplex().Solve(program, Quick).Objective).Within(1e-7));
            Assert.That(answer.Oracle.Name, Is.EqualTo(available ? oracle.Name : EmbeddedSimplex.Identity.Name), string.Join("; ", answer.Report.Events));
            Assert.That(answer.Report.Events.IsEmpty, Is.EqualTo(available));
        }
    }

    private static byte[] Response(int status, double objective, double[] values, double[] duals, double[] reduced)
    {
        using var bytes = new MemoryStream();
        using var output = new CodedOutputStream(bytes);
        output.WriteTag(1, WireFormat.WireType.Varint);
        output.WriteEnum(status);
        output.WriteTag(2, WireFormat.WireType.Fixed64);
        output.WriteDouble(objective);
        foreach (var (field, list) in new[] { (3, values), (4, duals), (6, reduced) })
        {
            output.WriteTag(field, WireFormat.WireType.LengthDelimited);
            output.WriteLength(8 * list.Length);
            foreach (var value in list)
            {
                output.WriteDouble(value);
            }
        }

        output.Flush();
        return bytes.ToArray();
    }
}
