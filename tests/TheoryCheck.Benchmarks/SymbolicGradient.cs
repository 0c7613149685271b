using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Benchmarks;

/// <summary>The derivative of the two-layer loss in one weight w[p, q], in index notation, from the text of a spec; deltas are contracted.</summary>
internal static class SymbolicGradient
{
    public static bool Compare(string activation)
    {
        var text = $"""
            given n in 1.., d in 1.., M in 1.., x[i<n, k<d] in reals, y[i<n] in reals, a[j<M] in reals, w[j<M, k<d] in reals
            L = 1/2*sum(i<n: (sum(j<M: a[j]*{activation}(sum(k<d: w[j,k]*x[i,k])))/sqrt(M) - y[i])^2)
            claim positive: L >= 0
            """;
        var spec = SpecReader.Parse(new SourceText("loss.theory", text)).Spec ?? throw new InvalidOperationException("the benchmark's spec does not bind");
        var loss = spec.Symbols.First(s => s.Name == "L");
        var weights = Build.Ref(spec.Symbols.First(s => s.Name == "w"));
        Term Gradient() => Differentiation.Gradient(IndexForm.Of(Unfold.Definitions(Build.Ref(loss))), weights).Element.Value;
        var seconds = Timing.Best(() => Gradient(), 5, 0.2);
        return Table.Print($"symbolic gradient, {activation}", seconds, ValueAt(spec, weights, loss), PeerResult.Run("symbolic.py", new Instance(new(2, 2, 24)), activation), 1e-12);
    }

    // n = 2, d = 2, M = 3; x[i,k] = i + 2k - 1, y[i] = i, a[j] = j + 1, w[j,k] = (j + 1)(k + 1)/4; the element p = 1, q = 0.
    private static double ValueAt(Spec spec, Term weights, Symbol loss)
    {
        var (gradient, binders) = Differentiation.Gradient(IndexForm.Of(Unfold.Definitions(Build.Ref(loss))), weights);
        var interpreter = new Interpreter<DoubleReal>(new DoubleReal(1), Environment<DoubleReal>.Empty);
        void Set(Symbol symbol, Value<DoubleReal> value) => interpreter = interpreter.With(symbol, value);
        void Tensor(string name, int[] lengths, IEnumerable<double> values) => Set(
            spec.Symbols.First(s => s.Name == name),
            new Value<DoubleReal>.Tensor(new([.. lengths], values.Select(v => new DoubleReal(v)).ToArray())));
        foreach (var (name, value) in new[] { ("n", 2), ("d", 2), ("M", 3) })
        {
            Set(spec.Symbols.First(s => s.Name == name), new Value<DoubleReal>.Exact(value));
        }

        Tensor("x", [2, 2], [-1, 1, 0, 2]);
        Tensor("y", [2], [0, 1]);
        Tensor("a", [3], [1, 2, 3]);
        Tensor("w", [3, 2], [0.25, 0.5, 0.5, 1, 0.75, 1.5]);
        Set(binders[0].Symbol, new Value<DoubleReal>.Exact(1));
        Set(binders[1].Symbol, new Value<DoubleReal>.Exact(0));
        return interpreter.EvaluateScalar(gradient.Value).Value;
    }
}

/// <summary>Symbolic gradients in index notation.</summary>
internal sealed class SymbolicGradientComparison : Comparison
{
    /// <inheritdoc/>
    public override string Name => "symbolic";

    /// <inheritdoc/>
    public override bool Run() => SymbolicGradient.Compare("relu") & SymbolicGradient.Compare("tanh");
}
