using TheoryCheck.Core;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Benchmarks;

/// <summary>Gradient descent on the first layer of f(x) = M^(-1/2) Σ_j a_j g(w_j · x) with squared loss, from the text of a spec: one step.</summary>
internal sealed class GradientDescent
{
    private const int Steps = 20;

    private readonly Workload workload;
    private readonly EvolutionStage stage;
    private readonly string loss;

    public GradientDescent(Size size, string activation)
    {
        workload = new Workload(
            $"""
            sweep n in {size.N}..{size.N}, d in {size.D}..{size.D}, M in {size.M}..{size.M}
            x[i<n] ~ sphere(d); y[i<n] ~ rademacher; a[j<M] ~ rademacher; w0[j<M] ~ normal(d)
            evolve k:
              start w[j<M] = w0[j]
              f[i<n] = 1/sqrt(M)*sum(j<M: a[j]*{activation}(dot(w[j], x[i])))
              w[j] <- w[j] - 1/2*grad(1/2*sum(i<n: (f[i] - y[i])^2), w[j])
            loss = sum(i<n: (f[i] - y[i])^2)/(2*n)
            claim falls: with probability >= 1/2 over x, y, a, w0: loss@{Steps} <= loss@0
            """,
            size);
        var (_, observables) = SeriesLifting.Lift(Workload.Unfolded(workload.Event), new Number(Steps + 1), static _ => false);
        loss = observables[0].Record.Name;
        stage = EvolutionStage.Compile(
            workload.Spec.Evolutions[0],
            observables,
            [workload.Draw("x"), workload.Draw("y"), workload.Draw("a"), workload.Draw("w0")],
            workload.Binding,
            Steps,
            1,
            Workload.Unfolded,
            workload.Evaluation,
            static (gradient, at) => at.IsEmpty ? IndexForm.Of(gradient) : IndexForm.Element(gradient, at.AsSpan()));
    }

    public static bool Compare(Size size, string activation)
    {
        var instance = new Instance(size);
        var descent = new GradientDescent(size, activation);
        using var run = descent.Plan().CreateRun();
        descent.Fill(run, instance);
        run.Evolve(Steps);
        var loss = descent.Loss(run, Steps);
        var many = Math.Max(4, (int)(2e8 / ((double)size.N * size.D * size.M)));
        var seconds = Timing.Best(() => run.Evolve(many), 5, 0.3) / (many + 0.5);
        return Table.Print($"gradient descent, {activation}, n,d,M = {size}", seconds, loss, PeerResult.Run("gradient.py", instance, activation, $"{Steps}"), 1e-9);
    }

    public EvolutionPlan Plan() => stage.Plan;

    public void Fill(EvolutionRun run, Instance instance)
    {
        instance.X.CopyTo(run.Input(workload["x"]));
        instance.Y.CopyTo(run.Input(workload["y"]));
        instance.A.CopyTo(run.Input(workload["a"]));
        instance.W.CopyTo(run.Input(workload["w0"]));
    }

    public double Loss(EvolutionRun run, int step) => run.Series(loss)[step];
}

/// <summary>Gradient descent on a two-layer network, at three sizes and for two activations.</summary>
internal sealed class GradientDescentComparison : Comparison
{
    /// <inheritdoc/>
    public override string Name => "gradient";

    /// <inheritdoc/>
    public override bool Run() => Size.All.Aggregate(true, static (agrees, size) => GradientDescent.Compare(size, "relu") & GradientDescent.Compare(size, "tanh") & agrees);
}
