using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Search.Sets;

/// <summary>The closed unit ball.</summary>
internal sealed class Balls : SearchedSet
{
    /// <inheritdoc/>
    public override SearchedPoints? At(Term domain, Instance instance, Func<Term, Instance, Rational?> evaluate) =>
        domain is Call { Operation: SetConstructor { Name: "ball" }, Arguments.Count: 1 } ? new Points() : null;

    private sealed class Points : SearchedPoints
    {
        public override bool IsConvex => true;

        public override void Project(Span<double> point)
        {
            var squares = 0.0;
            foreach (var value in point)
            {
                squares += value * value;
            }

            if (squares > 1)
            {
                var length = Math.Sqrt(squares);
                foreach (ref var value in point)
                {
                    value /= length;
                }
            }
        }

        public override IReadOnlyList<SetChart> Charts(int length) => [SetChart.Box(length, -1, 1)];

        public override Certainty Inside(ReadOnlySpan<DoubleInterval> point)
        {
            var squares = DoubleInterval.FromExact(0);
            foreach (var value in point)
            {
                squares += DoubleInterval.Power(value, 2);
            }

            return DoubleInterval.Compare(Relation.LessOrEqual, squares, DoubleInterval.FromExact(1));
        }

        public override bool Contains(ReadOnlySpan<Rational> entries, bool isUnit) => isUnit || Squares(entries) <= Rational.One;

        // Rounding towards 0 shortens every coordinate, so a point of the ball stays in it up to the last unit, which is taken off.
        public override Rational[] Round(ReadOnlySpan<double> point, long denominator)
        {
            var exact = new Rational[point.Length];
            var squares = Rational.Zero;
            for (var i = 0; i < exact.Length; i++)
            {
                exact[i] = new Rational((System.Numerics.BigInteger)Math.Truncate(Math.Clamp(point[i], -1, 1) * denominator), denominator);
                squares += exact[i] * exact[i];
            }

            // squares ≥ 1 is a length of at least 1 ≤ squares: dividing by it ends inside.
            return squares > Rational.One ? [.. exact.Select(e => e / squares)] : exact;
        }
    }
}
