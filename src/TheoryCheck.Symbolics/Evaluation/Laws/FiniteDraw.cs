using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Laws;

/// <summary>A draw, or a family of independent ones, that can have finitely many values.</summary>
internal static class FiniteDraw
{
    private const int MostValues = 4096;

    /// <summary>The law of all that a symbol stands for; null where its members have other laws, or there are too many values.</summary>
    /// <exception cref="UndefinedException">There is no such law.</exception>
    public static Value<T>.Measure? TryOf<T>(Interpreter<T> interpreter, Symbol draw)
        where T : IReal<T>
    {
        if (draw is not { Domain: { } domain, Evolution: null } || Unfold.Definitions(domain) is not Call law)
        {
            return null;
        }

        if (draw.Indices.IsEmpty)
        {
            return FiniteLaw.TryOf(interpreter, law);
        }

        var (lengths, grid) = interpreter.Grid(draw.Indices);
        IEnumerable<(Value<T> Weight, Sequence<T> Values)> joint = [(new Value<T>.Exact(Rational.One), [])];
        long count = 1;
        foreach (var indices in grid)
        {
            var member = draw.Indices.Zip(indices).Aggregate(interpreter, static (inner, p) => inner.With(p.First.Symbol, new Value<T>.Exact(p.Second)));
            if (FiniteLaw.TryOf(member, law) is not { } one || (count *= one.Atoms.Count) > MostValues)
            {
                return null;
            }

            joint = joint.SelectMany(_ => one.Atoms, (before, atom) => (interpreter.Multiply(before.Weight, atom.Weight), before.Values.Append(interpreter.ScalarOf(atom.Point))));
        }

        return new(joint.Select(v => new Value<T>.WeightedPoint(v.Weight, new Value<T>.Tensor(new TensorValue<T>(lengths, v.Values.ToArray())))).ToSequence());
    }
}
