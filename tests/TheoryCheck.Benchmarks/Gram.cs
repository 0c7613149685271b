using TheoryCheck.Core;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Symbolics.IndexForms;

namespace TheoryCheck.Benchmarks;

/// <summary>The tangent kernel at finite width, K[i, j] = (x_i · x_j) mean_r step(w_r · x_i) step(w_r · x_j), from the text of a spec.</summary>
internal static class Gram
{
    public static bool Compare(Size size)
    {
        var instance = new Instance(size);
        var workload = new Workload(
            $"""
            sweep n in {size.N}..{size.N}, d in {size.D}..{size.D}, M in {size.M}..{size.M}
            x[i<n] ~ sphere(d); w[r<M] ~ normal(d)
            K[i<n, j<n] = dot(x[i], x[j])*mean(r<M: step(dot(w[r], x[i]))*step(dot(w[r], x[j])))
            claim diagonal: with probability >= 1/2 over x, w: K[0,0] >= 0
            """,
            size);
        var (x, w, kernel) = (workload["x"], workload["w"], workload["K"]);
        var axes = kernel.Indices.Map(index => index with { Domain = Workload.Unfolded(index.Domain!) });
        var plan = Plan.Compile(new(
            [new("K", IndexForm.Of(Workload.Unfolded(kernel.Body!)), axes)],
            [new(x, [size.N, size.D], Stage.Run), new(w, [size.M, size.D], Stage.Run)],
            workload.Binding.Sizes,
            workload.Binding.Scalars));
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

/// <summary>The Gram matrix of the empirical tangent kernel, at three sizes.</summary>
internal sealed class GramComparison : Comparison
{
    /// <inheritdoc/>
    public override string Name => "gram";

    /// <inheritdoc/>
    public override bool Run() => Size.All.Aggregate(true, static (agrees, size) => Gram.Compare(size) & agrees);
}
