using NUnit.Framework;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Tests.Symbolics.Engine.Words;

namespace TheoryCheck.Tests.Symbolics.Engine;

/// <summary>Identities along steps and flows, and with given functions.</summary>
public sealed class DynamicsTests
{
    private static readonly Symbol n = size("n"), d = size("d"), M = size("M"), y = family("y", n), a = family("a", M), x = vectors("x", n, d);
    private static readonly F Y = y, O = a, X = x;

    [Test]
    public void OutputAlongGradientFlow_MovesByTheTangentKernel()
    {
        var (clock, w, flow) = Block("w", M, true);
        F W = w;
        F Output(F i) => 1 / sqrt(M) * sum(M, r => O[r] * relu(dot(W[r], X[i])));
        F c = index("c", d), r = index("r", M), i = index("i", n);
        var loss = q(1, 2) * sum(n, k => (Y[k] - Output(k)) ^ 2);
        var (j, e) = (index("j", M), index("e", d));
        flow.Rules = [new StateRule(w, Number.Zero, false, (-grad(loss, W[j])).Term, [j], null)];
        F Kernel(F k, F l) => dot(X[k], X[l]) * mean(M, o => (O[o] ^ 2) * step(dot(W[o], X[k])) * step(dot(W[o], X[l])));
        var left = Along(clock, Output(i));
        var right = sum(n, k => (Y[k] - Output(k)) * Kernel(i, k));
        Assert.That(Equality.Decide(left, right.Term, Facts.None, 1), Is.InstanceOf<EqualityEvidence.Proved>());
        Assert.That(Equality.Decide(left, (2 * right).Term, Facts.None, 1), Is.Not.InstanceOf<EqualityEvidence.Proved>());
        Assert.That((c, r, e), Is.Not.Default);
    }

    [Test]
    public void SmoothedGradientDescent_ConditionalMean_IsADescentStepOnTheSmoothedLoss()
    {
        var laws = new Symbol("P", SymbolRole.Given, default) { Type = new MeasureType(TermType.Vector(Build.Ref(d)), MeasureKind.Probability) };
        laws.Restriction = new Comparison(call("mean", (F)laws).Term, Relation.Equal, call("zeros", d).Term);
        var eta = positive("eta");
        var loss = Function("L", d);
        var (clock, state, block) = Block("x", d, false, family: 0);
        var noise = new Symbol("xi", SymbolRole.Draw, default) { Type = TermType.Vector(Build.Ref(d)), Domain = Build.Ref(laws), Evolution = block };
        var copy = new Symbol("g", SymbolRole.Draw, default) { Type = TermType.Vector(Build.Ref(d)), Domain = Build.Ref(laws) };
        block.StepDraws = [noise];
        Term Of(Term point) => new Apply(Build.Ref(loss), TermType.Real, [point]);
        var gradient = Build.Call(OperationCatalogue.Find("grad")!, Of(Build.Ref(state)), Build.Ref(state));
        block.Rules = [new StateRule(state, Number.Zero, false, Build.Subtract(Build.Ref(state), Build.Multiply(Build.Ref(eta), Build.Add(gradient, Build.Ref(noise)))), [], null)];
        var smoothed = Build.Add(new AtStep(Build.Ref(state), null), Build.Multiply(Build.Ref(eta), Build.Ref(noise)));
        var u = vector("u", d);
        var average = new Binding(OperationCatalogue.FindForm("expect")!, TermType.Real, [], [new Binder(copy, null)], [Of(Build.Subtract(Build.Ref(u), Build.Multiply(Build.Ref(eta), Build.Ref(copy))))], null);
        var k = new Symbol("k", SymbolRole.Bound, default) { Type = TermType.Integer, Domain = new IndexRange(Number.Zero, Constant.Infinity) };
        var field = new Symbol("G", SymbolRole.Definition, default)
        {
            Type = new FunctionType([TermType.Vector(Build.Ref(d))], TermType.Vector(Build.Ref(d))),
            Parameters = [new Binder(u, u.Domain)],
            Body = Build.Call(OperationCatalogue.Find("grad")!, average, Build.Ref(u)),
        };
        var now = new AtStep(smoothed, Build.Ref(k));
        var past = new Symbol("past", SymbolRole.Definition, default) { Type = new FunctionType([TermType.Integer], TermType.Truth) };
        var mean = new Binding(OperationCatalogue.FindForm("expect")!, smoothed.Type, [], [new Binder(noise, null)], [new AtStep(smoothed, Build.Add(Build.Ref(k), Number.One))], new Apply(Build.Ref(past), TermType.Truth, [Build.Ref(k)]));
        var step = Build.Subtract(now, Build.Multiply(Build.Ref(eta), new Apply(Build.Ref(field), TermType.Vector(Build.Ref(d)), [now])));
        Assert.That(clock, Is.Not.Null);
        TestContext.Out.WriteLine(Equality.Decide(mean, step, Facts.None, 1));
        Assert.That(Equality.Decide(mean, now, Facts.None, 1), Is.Not.InstanceOf<EqualityEvidence.Proved>());
    }

    [Test]
    public void GivenFunction_ChainRule_IsProved()
    {
        var (s, t) = (real("s"), real("t"));
        var phi = new Symbol("phi", SymbolRole.Given, default) { Type = new FunctionType([TermType.Real], TermType.Real), Parameters = [new Binder(real("r"), null)] };
        F At(F point) => new(new Apply(Build.Ref(phi), TermType.Real, [point.Term]));
        var left = grad(At((F)s * t), s);
        Assert.That(Equality.Decide(((F)s * left).Term, ((F)t * grad(At((F)s * t), t)).Term, Facts.None, 1), Is.InstanceOf<EqualityEvidence.Proved>());
        Assert.That(Equality.Decide(left.Term, grad(At((F)s * t), t).Term, Facts.None, 1), Is.InstanceOf<EqualityEvidence.Refuted>());
    }

    [Test]
    public void Override_OfAFactorInBothLayers_LeavesTheNetworkUnchanged()
    {
        var (w, c, z) = (vectors("w", M, d), family("c", M, new RealInterval(Number.Zero, Constant.Infinity, true, true)), vector("z", d));
        F W = w, C = c, Z = z;
        var one = sum(M, j => C[j] * O[j] * relu(dot(new F(Build.Divide(W[j].Term, C[j].Term)), Z)));
        Assert.That(Equality.Decide(one.Term, sum(M, j => O[j] * relu(dot(W[j], Z))).Term, Facts.None, 1), Is.InstanceOf<EqualityEvidence.Proved>());
    }

    private static Term Along(Symbol clock, F e) =>
        new Binding(OperationCatalogue.FindForm("derivative")!, TermType.Real, [], [new Binder(clock, null)], [e.Term], null);

    private static (Symbol Clock, Symbol State, Evolution Block) Block(string name, Symbol rows, bool isFlow, int family = 1)
    {
        var clock = new Symbol("t", SymbolRole.Clock, default) { Type = isFlow ? TermType.Real : TermType.Integer };
        var block = new Evolution(clock, isFlow, default);
        clock.Evolution = block;
        var state = new Symbol(name, SymbolRole.State, default)
        {
            Type = family == 0 ? TermType.Vector(Build.Ref(rows)) : TermType.Matrix(Build.Ref(rows), Build.Ref(d)),
            Indices = family == 0 ? [] : [Build.Below(Build.Index("r"), Build.Ref(rows))],
            Evolution = block,
            SeriesOf = block,
        };
        return (clock, state, block);
    }

    private static Symbol Function(string name, Symbol dimension) => new(name, SymbolRole.Given, default)
    {
        Type = new FunctionType([TermType.Vector(Build.Ref(dimension))], TermType.Real),
        Parameters = [new Binder(vector("z", dimension), null)],
    };
}
