using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Optima.Linear.Sets;

/// <summary>The probability vectors: coordinates of at least 0 with sum 1.</summary>
internal sealed class LinearSimplex : LinearSet
{
    /// <inheritdoc/>
    public override string Set => "simplex";

    /// <inheritdoc/>
    public override Value<T> Point<T>(Interpreter<T> interpreter, Sequence<Term> arguments, Func<T> next) => LinearVectors.Tensor(interpreter, arguments, next);

    /// <inheritdoc/>
    public override IEnumerable<LinearCondition> Conditions(Interpreter<AffineForm> inside, Sequence<Term> arguments, Value<AffineForm> point)
    {
        var coordinates = ((Value<AffineForm>.Tensor)point).Elements.Elements.ToArray();
        return Shares(inside, coordinates, inside.Literal(Rational.One));
    }

    /// <summary>Numbers of at least 0 with a given sum.</summary>
    internal static IEnumerable<LinearCondition> Shares(Interpreter<AffineForm> inside, IReadOnlyList<AffineForm> shares, AffineForm whole) =>
        [.. shares.Select(static s => new LinearCondition(-s, false)), new(shares.Aggregate(inside.Literal(Rational.Zero), static (sum, s) => sum + s) - whole, true)];
}
