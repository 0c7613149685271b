using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Tests.Numerics.Plans.PlanBench;

namespace TheoryCheck.Tests.Numerics.Plans;

internal sealed class EvolutionPlanTests
{
    private static readonly Dictionary<Symbol, long> NoSizes = [];
    private static readonly Dictionary<Symbol, double> NoScalars = [];

    [TestCase(1, 1, 1, "relu")]
    [TestCase(7, 3, 25, "relu")]
    [TestCase(7, 3, 25, "tanh")]
    [TestCase(70, 9, 50, "relu")]
    [TestCase(70, 20, 50, "tanh")]
    [TestCase(130, 1, 24, "relu")]
    public void GradientDescent_TwoLayers_FollowsPlainLoops(int n, int d, int m, string activation)
    {
        const int Steps = 12;
        var network = new TwoLayer(n, d, m, activation);
        var (losses, a, w) = network.Loops(Steps);
        using var fast = network.Start(Technique.Best);
        using var plain = network.Start(Technique.Plain);
        Assert.That(fast.Evolve(Steps).End, Is.EqualTo(EvolutionEnd.Completed));
        Assert.That(plain.Evolve(Steps).End, Is.EqualTo(EvolutionEnd.Completed));
        Assert.That(fast.Series("loss").ToArray(), Is.EqualTo(plain.Series("loss").ToArray()));
        Assert.That(fast.Series("loss").ToArray(), Is.EqualTo(losses).Within(1e-11));
        Assert.That(fast.State(network.A).ToArray(), Is.EqualTo(a).Within(1e-11));
        Assert.That(fast.State(network.W).ToArray(), Is.EqualTo(w).Within(1e-11));
    }

    [Test]
    public void GradientDescent_Steps_AllocateNothing()
    {
        var network = new TwoLayer(20, 4, 30, "relu");
        using var run = network.Start(Technique.Best);
        long before = 0;
        long after = 0;
        run.Evolve(60, null, (step, _) =>
        {
            before = step == 10 ? GC.GetAllocatedBytesForCurrentThread() : before;
            after = step == 60 ? GC.GetAllocatedBytesForCurrentThread() : after;
            return true;
        });
        Assert.That(after - before, Is.Zero);
    }

    [Test]
    public void GradientDescent_TooLongSteps_ReportsTheFirstBadStep()
    {
        var network = new TwoLayer(7, 3, 25, "relu", rate: 1e12);
        using var run = network.Start(Technique.Best);
        var outcome = run.Evolve(200);
        Assert.That(outcome.End, Is.EqualTo(EvolutionEnd.NotFinite));
        Assert.That(outcome.Step, Is.InRange(1, 199));
        Assert.That(outcome.Subject, Is.AnyOf("loss", "a", "w"));
    }

    [Test]
    public void Steps_NextAndClockAndDraws_FollowTheMeaningOfSteps()
    {
        // u <- u + v + xi, v <- u@next * k: both read u, v at k; v sees the new u.
        var (u, v, xi, k) = (Scalar("u", SymbolRole.State), Scalar("v", SymbolRole.State), Scalar("xi", SymbolRole.Draw), Scalar("k", SymbolRole.Clock));
        var request = new EvolutionRequest(
            [
                new(v, [], N(2), Times(new AtStep(Ref(u), null), Ref(k))),
                new(u, [], N(1), Plus(Ref(u), Ref(v), Ref(xi))),
            ],
            k,
            [new(xi, [], Stage.Step)],
            [new("u", Ref(u), []), new("next", new AtStep(Ref(u), null), [])],
            NoSizes,
            NoScalars);
        using var run = EvolutionPlan.Compile(request).CreateRun();
        run.Evolve(3, (step, r) => r.Input(xi)[0] = 10 * (step + 1));
        Assert.That(run.Series("u").ToArray(), Is.EqualTo(new double[] { 1, 13, 33, 96 }));
        Assert.That(run.Series("next").ToArray(), Is.EqualTo(new double[] { 13, 33, 96, 328 }));
    }

    [Test]
    public void Steps_CyclicNext_IsRejected()
    {
        var (u, v) = (Scalar("u", SymbolRole.State), Scalar("v", SymbolRole.State));
        var request = new EvolutionRequest(
            [new(u, [], N(1), new AtStep(Ref(v), null)), new(v, [], N(1), new AtStep(Ref(u), null))], null, [], [], NoSizes, NoScalars);
        Assert.That(() => EvolutionPlan.Compile(request), Throws.TypeOf<NotPlannableException>());
    }

    [Test]
    public void Flow_Oscillator_IsSolvedToItsEstimate()
    {
        var (q, p) = (Scalar("q", SymbolRole.State), Scalar("p", SymbolRole.State));
        var request = new EvolutionRequest(
            [new(q, [], N(1), Ref(p)), new(p, [], N(0), Build.Negate(Ref(q)))], null, [], [new("q", Ref(q), [])], NoSizes, NoScalars);
        using var run = EvolutionPlan.Compile(request).CreateRun();
        var outcome = run.Flow(100, 0.05);
        var error = Math.Abs(run.Series("q")[100] - Math.Cos(5));
        Assert.That(outcome.End, Is.EqualTo(EvolutionEnd.Completed));
        Assert.That(error, Is.LessThan(2 * outcome.ErrorEstimate));
        Assert.That(outcome.ErrorEstimate, Is.LessThan(1e-6));
        run.Flow(200, 0.025);
        Assert.That(Math.Abs(run.Series("q")[200] - Math.Cos(5)), Is.LessThan(error / 12), "order 4");
    }

    [Test]
    public void Flow_WithClock_IntegratesTime()
    {
        var (u, t) = (Scalar("u", SymbolRole.State), Scalar("t", SymbolRole.Clock));
        var request = new EvolutionRequest([new(u, [], N(0), Times(N(3), Ref(t), Ref(t)))], t, [], [new("u", Ref(u), [])], NoSizes, NoScalars);
        using var run = EvolutionPlan.Compile(request).CreateRun();
        run.Flow(10, 0.2);
        Assert.That(run.Series("u")[10], Is.EqualTo(8).Within(1e-12));
    }

    [Test]
    public void Flow_WithNoise_AddsScaledNormals()
    {
        var u = Scalar("u", SymbolRole.State);
        var request = new EvolutionRequest([new(u, [], N(1), Build.Negate(Ref(u)), N(2))], null, [], [new("u", Ref(u), [])], NoSizes, NoScalars);
        using var run = EvolutionPlan.Compile(request).CreateRun();
        run.Flow(2, 0.25, (step, _, normals) => normals.Fill(step + 1));
        Assert.That(run.Series("u").ToArray(), Is.EqualTo(new[] { 1, 1.75, 1.75 - 0.4375 + 2 }).Within(1e-15));
    }

    [Test]
    public void Flow_WithATolerance_RefinesTheStepThatHoldsAKink()
    {
        // u' = sign(1 - u) from 0 reaches 1 at time 1, inside a step of 3/10.
        var u = Scalar("u", SymbolRole.State);
        var request = new EvolutionRequest([new(u, [], N(0), Call("sign", Build.Subtract(N(1), Ref(u))))], null, [], [new("u", Ref(u), [])], NoSizes, NoScalars);
        using var run = EvolutionPlan.Compile(request).CreateRun();
        var coarse = run.Flow(4, 0.3);
        var fine = run.Flow(4, 0.3, tolerance: 1e-4);
        Assert.That(fine.ErrorEstimate, Is.LessThan(coarse.ErrorEstimate / 4));
        Assert.That(run.Series("u")[4], Is.EqualTo(1).Within(20 * fine.ErrorEstimate));
    }

    [Test]
    public void Record_WithoutAValueAtAStep_IsNotANumberThereAndNowhereElse()
    {
        // log(1 - u) for u = 1, 1/2, 1/4.
        var u = Scalar("u", SymbolRole.State);
        var request = new EvolutionRequest([new(u, [], N(1), Times(Build.Num(new TheoryCheck.Rigor.Rational(1, 2)), Ref(u)))], null, [], [new("l", Call("log", Build.Subtract(N(1), Ref(u))), [])], NoSizes, NoScalars);
        using var run = EvolutionPlan.Compile(request).CreateRun();
        Assert.That(run.Evolve(2).End, Is.EqualTo(EvolutionEnd.Completed));
        Assert.That(run.Series("l").ToArray(), Is.EqualTo(new[] { double.NaN, Math.Log(0.5), Math.Log(0.75) }).Within(1e-15));
    }

    [Test]
    public void Flow_BlowUp_IsReported()
    {
        var u = Scalar("u", SymbolRole.State);
        var request = new EvolutionRequest([new(u, [], N(1), Times(Ref(u), Ref(u)))], null, [], [], NoSizes, NoScalars);
        using var run = EvolutionPlan.Compile(request).CreateRun();
        Assert.That(run.Flow(1000, 0.01).End, Is.EqualTo(EvolutionEnd.NotFinite));
    }

    [Test]
    public void ParallelTrials_AnyThreads_HandOverInOrder()
    {
        var network = new TwoLayer(7, 3, 25, "relu");
        var plan = EvolutionPlan.Compile(network.Request);
        var runs = new List<List<(long, double)>>();
        foreach (var threads in new[] { 1, 2, 3 })
        {
            var results = new List<(long, double)>();
            ParallelTrials.Run(
                5,
                23,
                4,
                threads,
                plan.CreateRun,
                (trial, run) =>
                {
                    foreach (var (symbol, array) in network.Bench.Arrays)
                    {
                        array.Elements.CopyTo(run.Input(symbol));
                    }

                    run.Input(network.Bench.Arrays.Keys.First())[0] = trial;
                    run.Evolve(3);
                    return run.Series("loss")[3];
                },
                (trial, loss) =>
                {
                    results.Add((trial, loss));
                    return trial < 20;
                },
                CancellationToken.None);
            runs.Add(results);
        }

        Assert.That(runs[0].Select(r => r.Item1), Is.EqualTo(Enumerable.Range(5, 16)));
        Assert.That(runs[1], Is.EqualTo(runs[0]));
        Assert.That(runs[2], Is.EqualTo(runs[0]));
    }

    [Test]
    public void ParallelTrials_Cancelled_Throws()
    {
        var network = new TwoLayer(7, 3, 25, "relu");
        var plan = EvolutionPlan.Compile(network.Request);
        using var source = new CancellationTokenSource();
        Assert.That(
            () => ParallelTrials.Run(0, 1000, 8, 2, plan.CreateRun, (trial, _) => trial, (_, _) => { source.Cancel(); return true; }, source.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    private static Symbol Scalar(string name, SymbolRole role) => new(name, role, default) { Type = TermType.Real };
}
