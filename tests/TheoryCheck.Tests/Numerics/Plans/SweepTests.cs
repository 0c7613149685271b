using NUnit.Framework;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Tests.Numerics.Plans.PlanBench;

namespace TheoryCheck.Tests.Numerics.Plans;

internal sealed class SweepTests
{
    [TestCase("relu")]
    [TestCase("tanh")]
    public void TwoLayerGradient_IsRecognisedAsTwoPhases(string activation)
    {
        var network = new TwoLayer(30, 5, 50, activation);
        using var run = network.Start(Technique.Best);
        var steps = EvolutionPlan.Compile(network.Request).Plan.AllSteps.ToList();
        Assert.That(steps.OfType<SweepStep>().Count(), Is.EqualTo(2));
        Assert.That(steps.OfType<ContractStep>(), Is.Empty);
    }

    [TestCase(1, 1)]
    [TestCase(7, 25)]
    [TestCase(64, 24)]
    [TestCase(65, 49)]
    [TestCase(130, 23)]
    public void Folds_OverRowsAndColumnsOfOneProduct_EqualTreeWalk(int n, int m)
    {
        foreach (var fold in new[] { "sum", "max", "min" })
        {
            var bench = new PlanBench();
            var (x, w, i, j, k) = (bench.Array("x", n, 3), bench.Array("w", m, 3), Index("i"), Index("j"), Index("k"));
            var z = Form("sum", [Below(k, 3)], Times(bench.At(x, i, k), bench.At(w, j, k)));
            bench.Check(Form(fold, [Below(j, m)], Call("relu", z)), [Below(i, n)]);
            bench.Check(Form(fold, [Below(i, n)], Call("exp", z)), [Below(j, m)]);
        }
    }

    [TestCase(7, 3, 25)]
    [TestCase(66, 2, 14)]
    [TestCase(5, 9, 25)]
    public void LaterPhase_ThroughACondition_KeepsBits(int n, int d, int m)
    {
        var bench = new PlanBench();
        var (term, j, k) = Backward(bench, n, d, m, z => Call("step", Plus(z, Build.Num(new Rational(-1, 10)))));
        var plan = Plan.Compile(bench.Request(Stage.Run, new PlanOutput("v", term, [Below(j, m), Below(k, d)])));
        Assert.That(plan.AllSteps.OfType<SweepStep>().Count(), Is.EqualTo(2));
        Assert.That(plan.EstimatedBytes, Is.LessThan(8.0 * ((4 * n * d) + (4 * m * d) + (n * m / 16) + (20 * n) + 9000 + (200 * d))));
        bench.Check(term, [Below(j, m), Below(k, d)]);
        bench.Check(term, [Below(k, d), Below(j, m)]);
    }

    [Test]
    public void LaterPhase_ThroughAConditionOnNaN_IsNaN()
    {
        var bench = new PlanBench();
        var (term, j, k) = Backward(bench, 9, 4, 30, z => Call("step", z));
        bench.Arrays.Keys.Where(s => s.Name == "w").ToList().ForEach(w => bench.Arrays[w].Elements[17] = double.NaN);
        Assert.That(bench.Run(term, [Below(j, 30), Below(k, 4)], false), Has.All.NaN);
        Assert.That(bench.Run(term, [Below(j, 30), Below(k, 4)], true), Has.All.NaN);
    }

    [TestCase(66, 2, 14)]
    public void LaterPhase_ThroughAValue_KeepsIt(int n, int d, int m)
    {
        var bench = new PlanBench();
        var (term, j, k) = Backward(bench, n, d, m, z => Times(z, Call("exp", Build.Negate(Times(z, z)))));
        bench.Check(term, [Below(j, m), Below(k, d)]);
    }

    [Test]
    public void Attention_ScoresUsedTwice_EqualTreeWalk()
    {
        // softmax(q k') v without the usual shift: two folds and a product of one map of the scores.
        var bench = new PlanBench();
        var (q, key, v, i, c) = (bench.Array("q", 40, 4), bench.Array("key", 33, 4), bench.Array("v", 33, 6), Index("i"), Index("c"));
        Term Score(Symbol j)
        {
            var k = Index("k");
            return Call("exp", Form("sum", [Below(k, 4)], Times(bench.At(q, i, k), bench.At(key, j, k))));
        }

        var (a, b) = (Index("a"), Index("b"));
        var term = Build.Divide(Form("sum", [Below(a, 33)], Times(Score(a), bench.At(v, a, c))), Form("sum", [Below(b, 33)], Score(b)));
        bench.Check(term, [Below(i, 40), Below(c, 6)]);
    }

    [TestCase(7, 25)]
    [TestCase(65, 2)]
    [TestCase(3, 300)]
    public void Count_OfCommonSteps_IsExact(int n, int m)
    {
        var bench = new PlanBench();
        var (x, w, i, l, r) = (bench.Array("x", n, 3), bench.Array("w", m, 3), Index("i"), Index("l"), Index("r"));
        Term Feature(Symbol sample, string activation)
        {
            var k = Index("k");
            var z = Form("sum", [Below(k, 3)], Times(bench.At(w, r, k), bench.At(x, sample, k)));
            return activation == "step" ? Call("step", z) : new Conditional(Holds(z, Relation.Greater, Build.Num(new Rational(1, 8))), N(1), N(0));
        }

        foreach (var activation in new[] { "step", "above" })
        {
            var term = Form("mean", [Below(r, m)], Times(Feature(i, activation), Feature(l, activation)));
            bench.Check(term, [Below(i, n), Below(l, n)], 1e-15);
            var plan = Plan.Compile(bench.Request(Stage.Run, new PlanOutput("k", term, [Below(i, n), Below(l, n)])));
            Assert.That(plan.AllSteps.OfType<SweepStep>().Count(), Is.EqualTo(1));
            Assert.That(plan.AllSteps.OfType<ContractStep>(), Is.Empty);
        }

        bench.Arrays[w].Elements[0] = double.NaN;
        var undecided = Form("mean", [Below(r, m)], Times(Feature(i, "step"), Feature(l, "step")));
        Assert.That(bench.Run(undecided, [Below(i, n), Below(l, n)], false), Has.All.NaN);
    }

    /// <summary>v[j, k] = Σ_i r[i] h(z[i, j]) x[i, k] with r from a fold of the same products z.</summary>
    private static (Term Term, Symbol J, Symbol K) Backward(PlanBench bench, int n, int d, int m, Func<Term, Term> slope)
    {
        var (x, w, a, j, k, i, l) = (bench.Array("x", n, d), bench.Array("w", m, d), bench.Array("a", m), Index("j"), Index("k"), Index("i"), Index("l"));
        Term Z(Symbol row, Symbol column)
        {
            var c = Index("c");
            return Form("sum", [Below(c, d)], Times(bench.At(x, row, c), bench.At(w, column, c)));
        }

        var residual = Plus(Form("sum", [Below(l, m)], Times(bench.At(a, l), Call("relu", Z(i, l)))), N(-1));
        return (Form("sum", [Below(i, n)], Times(residual, slope(Z(i, j)), bench.At(x, i, k))), j, k);
    }
}
