using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Optima.Linear.Sets;

/// <summary>The vectors of length at most 1: a condition on the sum of squares, for statements that take convex ones.</summary>
internal sealed class ConvexBall : LinearSet
{
    /// <inheritdoc/>
    public override string Set => "ball";

    /// <inheritdoc/>
    public override Value<T> Point<T>(Interpreter<T> interpreter, Sequence<Term> arguments, Func<T> next) => LinearVectors.Tensor(interpreter, arguments, next);

    /// <inheritdoc/>
    public override IEnumerable<LinearCondition> Conditions(Interpreter<AffineForm> inside, Sequence<Term> arguments, Value<AffineForm> point)
    {
        var coordinates = ((Value<AffineForm>.Tensor)point).Elements.Elements.ToArray();
        return [new(coordinates.Aggregate(inside.Literal(-Rational.One), static (sum, c) => sum + (c * c)), false)];
    }
}
