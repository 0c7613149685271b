using TheoryCheck.Core;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Tests.Numerics.Plans.PlanBench;

namespace TheoryCheck.Tests.Numerics.Plans;

/// <summary>Gradient descent on a two-layer network, as index forms and as plain loops.</summary>
internal sealed class TwoLayer
{
    private readonly string activation;
    private readonly (int N, int D, int M) size;
    private readonly double rate;
    private readonly Symbol x;
    private readonly Symbol y;
    private readonly Symbol a0;
    private readonly Symbol w0;

    public TwoLayer(int n, int d, int m, string activation, double rate = 0.25)
    {
        (size, this.activation, this.rate) = ((n, d, m), activation, rate);
        Bench = new PlanBench(7);
        (x, y, a0, w0) = (Bench.Array("x", n, d), Bench.Array("y", n), Bench.Array("a0", m), Bench.Array("w0", m, d));
        A = State("a", m);
        W = State("w", m, d);
        Request = MakeRequest();
    }

    public PlanBench Bench { get; }

    public Symbol A { get; }

    public Symbol W { get; }

    public EvolutionRequest Request { get; }

    public EvolutionRun Start(Technique technique)
    {
        var run = EvolutionPlan.Compile(Request, technique).CreateRun();
        foreach (var (symbol, array) in Bench.Arrays)
        {
            array.Elements.CopyTo(run.Input(symbol));
        }

        return run;
    }

    /// <summary>The losses and the last weights by plain loops.</summary>
    public (double[] Losses, double[] A, double[] W) Loops(int steps)
    {
        var (n, d, m) = size;
        var (xs, ys) = (Bench.Arrays[x].Elements, Bench.Arrays[y].Elements);
        var (a, w) = ((double[])Bench.Arrays[a0].Elements.Clone(), (double[])Bench.Arrays[w0].Elements.Clone());
        var losses = new double[steps + 1];
        for (var step = 0; step <= steps; step++)
        {
            var z = new double[n, m];
            var r = new double[n];
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < m; j++)
                {
                    for (var k = 0; k < d; k++)
                    {
                        z[i, j] += w[(j * d) + k] * xs[(i * d) + k];
                    }

                    r[i] += a[j] * Value(z[i, j]) / m;
                }

                r[i] -= ys[i];
                losses[step] += r[i] * r[i] / (2 * n);
            }

            if (step == steps)
            {
                break;
            }

            var (oldA, oldW) = ((double[])a.Clone(), (double[])w.Clone());
            for (var j = 0; j < m; j++)
            {
                for (var i = 0; i < n; i++)
                {
                    a[j] -= rate * r[i] * Value(z[i, j]) / n;
                    for (var k = 0; k < d; k++)
                    {
                        w[(j * d) + k] -= rate * r[i] * oldA[j] * Slope(z[i, j]) * xs[(i * d) + k] / n;
                    }
                }
            }
        }

        return (losses, a, w);
    }

    private static Symbol State(string name, params int[] dimensions) => new(name, SymbolRole.State, default)
    {
        Type = new TensorType(NumberKind.Real, dimensions.Select(l => Axis.Of(N(l))).ToSequence()),
    };

    private EvolutionRequest MakeRequest()
    {
        var (n, d, m) = size;
        Term Z(Symbol i, Symbol j)
        {
            var k = Index("k");
            return Form("sum", [Below(k, d)], Times(Bench.At(W, j, k), Bench.At(x, i, k)));
        }

        Term Residual(Symbol i)
        {
            var j = Index("j");
            return Plus(Form("mean", [Below(j, m)], Times(Bench.At(A, j), Call(activation, Z(i, j)))), Build.Negate(Bench.At(y, i)));
        }

        Term SlopeAt(Term z) => activation == "relu" ? Call("step", z) : Plus(N(1), Build.Negate(Build.Power(Call("tanh", z), N(2))));
        Term Minus(Term start, Term direction) => Plus(start, Build.Negate(Times(Build.Num(Rational.FromExact(rate)), direction)));
        var (p, q, u, l, o) = (Index("p"), Index("q"), Index("u"), Index("l"), Index("o"));
        var stepA = Form("mean", [Below(l, n)], Times(Residual(l), Call(activation, Z(l, u))));
        var stepW = Form("mean", [Below(l, n)], Times(Residual(l), Bench.At(A, p), SlopeAt(Z(l, p)), Bench.At(x, l, q)));
        var loss = Build.Divide(Form("mean", [Below(o, n)], Build.Power(Residual(o), N(2))), N(2));
        return new(
            [
                new(A, [Below(u, m)], Bench.At(a0, u), Minus(Bench.At(A, u), stepA)),
                new(W, [Below(p, m), Below(q, d)], Bench.At(w0, p, q), Minus(Bench.At(W, p, q), stepW)),
            ],
            null,
            Bench.Request(Stage.Run).Inputs,
            [new("loss", loss, [])],
            new Dictionary<Symbol, long>(),
            new Dictionary<Symbol, double>());
    }

    private double Value(double t) => activation == "relu" ? Math.Max(t, 0) : Math.Tanh(t);

    private double Slope(double t) => activation == "relu" ? (t >= 0 ? 1 : 0) : 1 - (Math.Tanh(t) * Math.Tanh(t));
}
