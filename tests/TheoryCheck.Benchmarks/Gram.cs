using TheoryCheck.Core;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Benchmarks.Notation;

namespace TheoryCheck.Benchmarks;

/// <summary>The tangent kernel at finite width, K[i, j] = (x_i · x_j) mean_r step(w_r · x_i) step(w_r · x_j).</summary>
internal static class Gram
{
    public static bool Compare(Size size)
    {
        var instance = new Instance(size);
        var (x, w) = (Tensor("x", SymbolRole.Draw, size.N, size.D), Tensor("w", SymbolRole.Draw, size.M, size.D));
        var (i, j, r, l) = (Build.Index("i"), Build.Index("j"), Build.Index("r"), Build.Index("l"));
        Term Feature(Symbol sample)
        {
            var k = Build.Index("k");
            return Call("step", Sum(k, size.D, Build.Multiply(At(w, r, k), At(x, sample, k))));
        }

        var kernel = Build.Multiply(
            Sum(l, size.D, Build.Multiply(At(x, i, l), At(x, j, l))),
            Mean(r, size.M, Build.Multiply(Feature(i), Feature(j))));
        var plan = Plan.Compile(new(
            [new("K", kernel, [Below(i, size.N), Below(j, size.N)])],
            [new(x, [size.N, size.D], Stage.Run), new(w, [size.M, size.D], Stage.Run)],
            new Dictionary<Symbol, long>(),
            new Dictionary<Symbol, double>()));
        using var workspace = plan.CreateWorkspace();
        instance.X.CopyTo(workspace.Input(x));
        instance.W.CopyTo(workspace.Input(w));
        var seconds = Timing.Best(() => workspace.Run(Stage.Run), 5, 0.2);
        var norm = 0.0;
        foreach (var value in workspace.Output("K"))
        {
            norm += value * value;
        }

        return Table.Print($"tangent kernel, n,d,M = {size}", seconds, Math.Sqrt(norm), PeerResult.Run("gram.py", instance), 1e-12);
    }
}
