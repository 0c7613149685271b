using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Laws;

/// <summary>Laws of finitely many numbers, such as those of signs, coins and dice, as measures on these numbers, and uniform laws on finitely many vectors.</summary>
internal static class FiniteLaw
{
    /// <summary>The law that a term stands for; null where it is not one of finitely many numbers.</summary>
    /// <exception cref="UndefinedException">The arguments give no law.</exception>
    /// <exception cref="UndecidedException">It is not decided whether they do.</exception>
    public static Value<T>.Measure? TryOf<T>(Interpreter<T> interpreter, Call law)
        where T : IReal<T>
    {
        if (law is { Operation.Name: "uniform", Arguments: [Collection { Kind: CollectionKind.Set, Children: [{ Type.IsScalar: false }, ..] } listed] })
        {
            var points = interpreter.Enumerate(interpreter.Value(listed)).ToList();
            return new(points.Select(p => new Value<T>.WeightedPoint(new Value<T>.Exact(new Rational(1, points.Count)), p)).ToSequence());
        }

        if (law.Operation is not ISampledLaw sampled || sampled.Outcomes(law.Arguments, interpreter.TryExact) is not { } outcomes)
        {
            return null;
        }

        foreach (var requirement in sampled.Requirements(law.Arguments))
        {
            switch (interpreter.TruthOf(requirement))
            {
                case Certainty.False:
                    throw new UndefinedException($"there is no such law '{law.Operation.Name}'");
                case Certainty.Unknown:
                    throw new UndecidedException($"it is not decided whether there is such a law '{law.Operation.Name}'");
            }
        }

        return new(outcomes.Select(o => new Value<T>.WeightedPoint(interpreter.Value(o.Probability), interpreter.Value(o.Point))).ToSequence());
    }
}
