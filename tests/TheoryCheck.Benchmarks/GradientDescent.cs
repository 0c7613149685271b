using TheoryCheck.Core;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Benchmarks.Notation;

namespace TheoryCheck.Benchmarks;

/// <summary>Gradient descent on the first layer of f(x) = M^(-1/2) Σ_j a_j g(w_j · x) with squared loss: one step.</summary>
internal sealed class GradientDescent(Size size, string activation)
{
    private readonly Symbol x = Tensor("x", SymbolRole.Draw, size.N, size.D);
    private readonly Symbol y = Tensor("y", SymbolRole.Draw, size.N);
    private readonly Symbol a = Tensor("a", SymbolRole.Draw, size.M);
    private readonly Symbol start = Tensor("w0", SymbolRole.Draw, size.M, size.D);
    private readonly Symbol w = Tensor("w", SymbolRole.State, size.M, size.D);
    private readonly Symbol scale = new("s", SymbolRole.Given, default) { Type = TermType.Real };

    public static bool Compare(Size size, string activation)
    {
        const int Steps = 20;
        var instance = new Instance(size);
        var workload = new GradientDescent(size, activation);
        using var run = workload.Plan().CreateRun();
        workload.Fill(run, instance);
        run.Evolve(Steps);
        var loss = run.Series("loss")[Steps];
        var many = Math.Max(4, (int)(2e8 / ((double)size.N * size.D * size.M)));
        var seconds = Timing.Best(() => run.Evolve(many), 5, 0.3) / (many + 0.5);
        return Table.Print($"gradient descent, {activation}, n,d,M = {size}", seconds, loss, PeerResult.Run("gradient.py", instance, activation, $"{Steps}"), 1e-9);
    }

    public EvolutionPlan Plan()
    {
        var (i, p, q, l) = (Build.Index("i"), Build.Index("p"), Build.Index("q"), Build.Index("l"));
        var rate = Build.Num(new Rational(1, 2));
        var slope = activation == "relu"
            ? Call("step", Z(i, p))
            : Build.Subtract(Number.One, Build.Power(Call("tanh", Z(i, p)), Build.Num(2)));
        var gradient = Sum(i, size.N, Build.Multiply(Residual(i), Build.Ref(scale), At(a, p), slope, At(x, i, q)));
        var loss = Build.Divide(Sum(l, size.N, Build.Power(Residual(l), Build.Num(2))), Build.Num(2 * size.N));
        return EvolutionPlan.Compile(new(
            [new(w, [Below(p, size.M), Below(q, size.D)], At(start, p, q), Build.Subtract(At(w, p, q), Build.Multiply(rate, gradient)))],
            null,
            [new(x, [size.N, size.D], Stage.Run), new(y, [size.N], Stage.Run), new(a, [size.M], Stage.Run), new(start, [size.M, size.D], Stage.Run)],
            [new("loss", loss, [])],
            new Dictionary<Symbol, long>(),
            new Dictionary<Symbol, double> { [scale] = 1 / Math.Sqrt(size.M) }));
    }

    public void Fill(EvolutionRun run, Instance instance)
    {
        instance.X.CopyTo(run.Input(x));
        instance.Y.CopyTo(run.Input(y));
        instance.A.CopyTo(run.Input(a));
        instance.W.CopyTo(run.Input(start));
    }

    private Term Z(Symbol i, Symbol j)
    {
        var k = Build.Index("k");
        return Sum(k, size.D, Build.Multiply(At(w, j, k), At(x, i, k)));
    }

    private Term Residual(Symbol i)
    {
        var j = Build.Index("j");
        return Build.Subtract(Build.Multiply(Build.Ref(scale), Sum(j, size.M, Build.Multiply(At(a, j), Call(activation, Z(i, j))))), At(y, i));
    }
}
