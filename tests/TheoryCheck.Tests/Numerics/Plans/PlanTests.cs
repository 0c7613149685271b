using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Tests.Numerics.Plans.PlanBench;

namespace TheoryCheck.Tests.Numerics.Plans;

internal sealed class PlanTests
{
    private static readonly int[] Sizes = [1, 7, 8, 25, 64];

    [TestCaseSource(nameof(Sizes))]
    public void Map_AnyLength_EqualsTreeWalk(int n)
    {
        var bench = new PlanBench();
        var (x, y, i) = (bench.Array("x", n), bench.Array("y", n), Index("i"));
        var term = Plus(
            Times(bench.At(x, i), bench.At(y, i)),
            Call("relu", bench.At(x, i)),
            Call("exp", Build.Negate(bench.At(y, i))),
            Build.Divide(bench.At(x, i), bench.At(y, i)),
            Build.Power(bench.At(x, i), N(3)),
            Call("tanh", bench.At(x, i)),
            Ref(i));
        bench.Check(term, [Below(i, n)]);
    }

    [TestCaseSource(nameof(Sizes))]
    public void Folds_AnyLength_EqualTreeWalk(int n)
    {
        var bench = new PlanBench();
        var x = bench.Array("x", n, 3);
        foreach (var form in new[] { "sum", "mean", "prod", "min", "max" })
        {
            var (i, k) = (Index("i"), Index("k"));
            bench.Check(Form(form, [Below(i, n)], bench.At(x, i, k)), [Below(k, 3)]);
            bench.Check(Form(form, [Below(k, 3)], bench.At(x, i, k)), [Below(i, n)]);
            bench.Check(Form(form, [Below(i, n), Below(k, 3)], Times(bench.At(x, i, k), bench.At(x, i, k))), []);
        }
    }

    [Test]
    public void Folds_EmptyRange_GiveNeutralElementsOrNaN()
    {
        var bench = new PlanBench();
        var x = bench.Array("x", 4);
        foreach (var (form, expected) in new[] { ("sum", 0), ("mean", double.NaN), ("prod", 1), ("min", double.NaN), ("max", double.NaN) })
        {
            var i = Index("i");
            Assert.That(bench.Check(Form(form, [Below(i, 0)], bench.At(x, i)), [])[0], Is.EqualTo(expected), form);
        }

        var (a, b) = (Index("a"), Index("b"));
        Assert.That(bench.Check(Form("all", [Below(a, 0)], Holds(bench.At(x, a), Relation.Less, N(-5))), [])[0], Is.EqualTo(1));
        Assert.That(bench.Check(Form("any", [Below(b, 0)], Holds(bench.At(x, b), Relation.Less, N(5))), [])[0], Is.EqualTo(0));
    }

    [Test]
    public void Folds_DependentRangeAndWhere_AreMasked()
    {
        var bench = new PlanBench();
        var x = bench.Array("x", 9);
        foreach (var form in new[] { "sum", "mean", "prod", "min", "max" })
        {
            var (i, j) = (Index("i"), Index("j"));
            var where = new Binder(j, Below(j, Ref(i)).Domain, Holds(bench.At(x, j), Relation.Greater, N(0)));
            bench.Check(Form(form, [where], Plus(bench.At(x, i), bench.At(x, j))), [Below(i, 9)]);
        }

        var (p, q) = (Index("p"), Index("q"));
        var apart = Holds(bench.At(x, p), Relation.NotEqual, bench.At(x, q));
        Assert.That(bench.Check(Form("all", [Below(p, 9), Below(q, Ref(p))], apart), [])[0], Is.EqualTo(1));
        bench.Check(Form("count", [Below(p, 9), Below(q, Ref(p))], Holds(bench.At(x, p), Relation.Less, bench.At(x, q))), []);
    }

    [TestCase(1, 1, 1)]
    [TestCase(7, 25, 3)]
    [TestCase(25, 7, 1)]
    [TestCase(70, 26, 9)]
    public void Contraction_AnyShape_EqualsTreeWalk(int n, int m, int d)
    {
        var bench = new PlanBench();
        var (x, w, i, j, k) = (bench.Array("x", n, d), bench.Array("w", m, d), Index("i"), Index("j"), Index("k"));
        bench.Check(Form("sum", [Below(k, d)], Times(bench.At(x, i, k), bench.At(w, j, k))), [Below(i, n), Below(j, m)]);
        bench.Check(Form("sum", [Below(k, d)], Times(bench.At(w, j, k), bench.At(x, i, k))), [Below(j, m), Below(i, n)]);
    }

    [Test]
    public void Contraction_BatchesScaledFactorsAndChains_EqualsTreeWalk()
    {
        var bench = new PlanBench();
        var (a, b, c, s) = (bench.Array("a", 3, 5, 4), bench.Array("b", 3, 4, 6), bench.Array("c", 6, 7), bench.Array("s", 4));
        var (t, i, j, k, l) = (Index("t"), Index("i"), Index("j"), Index("k"), Index("l"));
        bench.Check(Form("sum", [Below(k, 4)], Times(bench.At(a, t, i, k), bench.At(s, k), bench.At(b, t, k, j))), [Below(t, 3), Below(i, 5), Below(j, 6)]);
        bench.Check(
            Form("sum", [Below(k, 4), Below(j, 6)], Build.Divide(Times(bench.At(a, t, i, k), Build.Negate(bench.At(b, t, k, j)), bench.At(c, j, l)), N(7))),
            [Below(t, 3), Below(i, 5), Below(l, 7)]);
    }

    [Test]
    public void Arrays_WithoutElements_AreComputed()
    {
        var bench = new PlanBench();
        var (x, w, i, j, k) = (bench.Array("x", 5, 0), bench.Array("w", 0, 3), Index("i"), Index("j"), Index("k"));
        var product = Form("sum", [Below(k, 0)], Times(bench.At(x, i, k), bench.At(w, k, j)));
        Assert.That(bench.Check(product, [Below(i, 5), Below(j, 3)]), Has.All.Zero);
        Assert.That(bench.Check(Call("exp", bench.At(x, i, j)), [Below(i, 5), Below(j, 0)]), Is.Empty);
        Assert.That(bench.Check(Form("sum", [Below(i, 5)], Times(bench.At(x, i, k), bench.At(w, k, j))), [Below(j, 3), Below(k, 0)]), Is.Empty);
    }

    [Test]
    public void TensorFunctions_OfArraysAndInBatches_EqualTreeWalk()
    {
        var bench = new PlanBench();
        var (x, i, j, k, t) = (bench.Array("x", 3, 5, 4), Index("i"), Index("j"), Index("k"), Index("t"));
        var gram = Form("matrix", [Below(i, 5), Below(j, 5)], Form("sum", [Below(k, 4)], Times(bench.At(x, t, i, k), bench.At(x, t, j, k))));
        bench.Check(Times(N(3), Call("eigmax", gram)), [Below(t, 3)]);
        bench.Check(Form("max", [Below(t, 3)], Call("eigmin", gram)), [], 1e-10);
        var (a, b) = (Index("a"), Index("b"));
        var regular = Form(
            "matrix", [Below(a, 4), Below(b, 4)], Plus(bench.At(x, Ref(t), Ref(a), Ref(b)), new Conditional(Holds(Ref(a), Relation.Equal, Ref(b)), N(3), N(0))));
        bench.Check(Build.At(Call("inverse", regular), Ref(i), Ref(j)), [Below(t, 3), Below(j, 4), Below(i, 4)]);
        bench.Check(Build.At(Call("inverse", regular), N(1), Ref(j)), [Below(t, 3), Below(j, 4)]);
    }

    [Test]
    public void Diagonal_OfComputedMatrix_EqualsTreeWalk()
    {
        var bench = new PlanBench();
        var (x, i, j, k) = (bench.Array("x", 6, 4), Index("i"), Index("j"), Index("k"));
        Term Gram(Symbol p, Symbol q) => Form("sum", [Below(k, 4)], Times(bench.At(x, p, k), bench.At(x, q, k)));
        bench.Check(Plus(Gram(i, j), Gram(i, i), Times(Gram(j, j), bench.At(x, i, i))), [Below(i, 4), Below(j, 4)]);
    }

    [Test]
    public void Elements_ShiftedComputedAndOutside_AreGatheredOrNaN()
    {
        var bench = new PlanBench();
        var (x, y, i) = (bench.Array("x", 10), bench.Array("y", 10, 3), Index("i"));
        bench.Check(bench.At(x, Plus(Ref(i), N(2))), [Below(i, 8)]);
        var beyond = bench.Check(bench.At(x, Plus(Ref(i), N(2))), [Below(i, 10)]);
        Assert.That(beyond[9], Is.NaN);
        bench.Check(bench.At(y, Call("mod", Times(Ref(i), N(7)), N(10)), N(1)), [Below(i, 10)]);
        bench.Check(bench.At(y, Call("floor", Times(N(10), Call("abs", bench.At(x, i)))), Call("mod", Ref(i), N(3))), [Below(i, 10)]);
    }

    [Test]
    public void Formulas_WithNaN_StayUndecidedUnlessGuarded()
    {
        var bench = new PlanBench();
        var (x, i) = (bench.Array("x", 9), Index("i"));
        bench.Arrays[x].Elements[4] = double.NaN;
        var less = Holds(bench.At(x, i), Relation.Less, N(5));
        var isFour = Holds(Ref(i), Relation.Equal, N(4));
        Assert.That(bench.Check(less, [Below(i, 9)])[4], Is.NaN);
        Assert.That(bench.Check(new Connective(ConnectiveKind.Not, [less]), [Below(i, 9)])[4], Is.NaN);
        Assert.That(bench.Check(new Connective(ConnectiveKind.Or, [isFour, less]), [Below(i, 9)])[4], Is.EqualTo(1));
        Assert.That(bench.Check(new Connective(ConnectiveKind.And, [new Connective(ConnectiveKind.Not, [isFour]), less]), [Below(i, 9)])[4], Is.EqualTo(0));
        bench.Check(new Connective(ConnectiveKind.Implies, [less, isFour]), [Below(i, 9)]);
        bench.Check(new Connective(ConnectiveKind.Iff, [less, isFour]), [Below(i, 9)]);
        Assert.That(bench.Check(new Conditional(isFour, N(3), bench.At(x, i)), [Below(i, 9)])[4], Is.EqualTo(3));
        foreach (var form in new[] { "all", "any" })
        {
            Assert.That(bench.Check(Form(form, [Below(i, 9)], less), [])[0], Is.NaN, form);
        }

        foreach (var form in new[] { "min", "max", "sum", "prod" })
        {
            Assert.That(bench.Check(Form(form, [Below(i, 9)], Call("relu", bench.At(x, i))), [])[0], Is.NaN, form);
        }
    }

    [Test]
    public void Division_ByZero_IsNaN()
    {
        var bench = new PlanBench();
        var (x, i) = (bench.Array("x", 3), Index("i"));
        bench.Arrays[x].Elements[1] = 0;
        Assert.That(bench.Check(Build.Divide(N(1), bench.At(x, i)), [Below(i, 3)])[1], Is.NaN);
        Assert.That(bench.Check(Call("log", bench.At(x, i)), [Below(i, 3)])[1], Is.NaN);
    }

    [Test]
    public void SameSum_UnderOtherIndexNames_IsComputedOnce()
    {
        var bench = new PlanBench();
        var (x, w, i, j, k) = (bench.Array("x", 20, 4), bench.Array("w", 30, 4), Index("i"), Index("j"), Index("k"));
        Term Product(Symbol p, Symbol q)
        {
            var r = Index("r");
            return Form("sum", [Below(r, 4)], Times(bench.At(x, p, r), bench.At(w, q, r)));
        }

        var term = Form("sum", [Below(i, 20), Below(j, 30)], Times(Call("relu", Product(i, j)), Call("step", Product(i, j))));
        var other = Form("sum", [Below(j, 20), Below(k, 30)], Call("exp", Product(j, k)));
        var plan = Plan.Compile(bench.Request(Stage.Run, new("a", term, []), new("b", other, [])));
        Assert.That(plan.AllSteps.OfType<ContractStep>().Count(), Is.EqualTo(1));
        bench.Check(Plus(term, other), []);
    }

    [Test]
    public void RunStage_DoesNotRepeatWithSteps()
    {
        var bench = new PlanBench();
        var (x, i, j, k) = (bench.Array("x", 6, 4), Index("i"), Index("j"), Index("k"));
        var state = new Symbol("u", SymbolRole.State, default) { Type = TermType.Vector(N(6)) };
        var gram = Form("sum", [Below(k, 4)], Times(bench.At(x, i, k), bench.At(x, j, k)));
        var request = bench.Request(Stage.Run, new PlanOutput("v", Form("sum", [Below(j, 6)], Times(gram, bench.At(state, j))), [Below(i, 6)]));
        var plan = Plan.Compile(request with { Inputs = request.Inputs.Append(new(state, [6], Stage.Step)) });
        Assert.That(plan.StepsOf(Stage.Run).Count(s => s.Step is ContractStep), Is.EqualTo(1));
        Assert.That(plan.StepsOf(Stage.Step).Count(s => s.Step is ContractStep), Is.Zero);
        Assert.That(plan.EstimatedOperations(Stage.Run), Is.GreaterThan(plan.EstimatedOperations(Stage.Step)));
    }

    [Test]
    public void Running_AllocatesNothing()
    {
        var bench = new PlanBench();
        var (x, w, i, j, k) = (bench.Array("x", 20, 4), bench.Array("w", 30, 4), Index("i"), Index("j"), Index("k"));
        var z = Form("sum", [Below(k, 4)], Times(bench.At(x, i, k), bench.At(w, j, k)));
        var plan = Plan.Compile(bench.Request(Stage.Step, new PlanOutput("f", Form("sum", [Below(j, 30)], Call("tanh", z)), [Below(i, 20)])));
        using var workspace = plan.CreateWorkspace();
        workspace.Run(Stage.Step);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 100; step++)
        {
            workspace.Run(Stage.Step);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Compile_UnknownSymbolOrInfiniteRange_SaysSo()
    {
        var bench = new PlanBench();
        var (i, foreign) = (Index("i"), new Symbol("u", SymbolRole.Given, default) { Type = TermType.Vector(N(3)) });
        Assert.That(() => bench.Run(bench.At(foreign, i), [Below(i, 3)], false), Throws.TypeOf<NotPlannableException>());
        Assert.That(() => bench.Run(Form("sum", [new(i, new IndexRange(N(0), Constant.Infinity))], Ref(i)), [], false), Throws.TypeOf<NotPlannableException>());
    }

    [Test]
    public void EstimatedBytes_HugeOutput_IsKnownWithoutAllocation()
    {
        var bench = new PlanBench();
        var (i, j) = (Index("i"), Index("j"));
        var plan = Plan.Compile(bench.Request(Stage.Run, new PlanOutput("big", Plus(Ref(i), Ref(j)), [Below(i, 1000000), Below(j, 1000)])));
        Assert.That(plan.EstimatedBytes, Is.GreaterThan(8e9));
    }
}
