using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Search.Sets;

/// <summary>Nonnegative weights with sum 1.</summary>
[Cites("duchi2008", "Figure 1")]
internal sealed class Simplices : SearchedSet
{
    /// <inheritdoc/>
    public override SearchedPoints? At(Term domain, Instance instance, Func<Term, Instance, Rational?> evaluate) =>
        domain is Call { Operation: SetConstructor { Name: "simplex" }, Arguments.Count: 1 } ? new Points() : null;

    private sealed class Points : SearchedPoints
    {
        // The nearest point is max(v - θ, 0) with the θ that makes the sum 1, found on the sorted coordinates.
        public override bool IsConvex => true;

        public override void Project(Span<double> point)
        {
            var sorted = point.ToArray();
            Array.Sort(sorted);
            double sum = 0, theta = 0;
            for (var k = 1; k <= sorted.Length; k++)
            {
                var value = sorted[^k];
                sum += value;
                if (value - ((sum - 1) / k) > 0)
                {
                    theta = (sum - 1) / k;
                }
            }

            foreach (ref var value in point)
            {
                value = Math.Max(value - theta, 0);
            }
        }

        // The last weight is what the others leave.
        public override IReadOnlyList<SetChart> Charts(int length) =>
        [
            SetChart.Box(length - 1, 0, 1) with { Point = static weights => [.. weights, weights.Aggregate(DoubleInterval.FromExact(1), static (rest, weight) => rest - weight)] },
        ];

        public override Certainty Inside(ReadOnlySpan<DoubleInterval> point) => DoubleInterval.Compare(Relation.GreaterOrEqual, point[^1], DoubleInterval.FromExact(0));

        public override bool Contains(ReadOnlySpan<Rational> entries, bool isUnit)
        {
            var total = Rational.Zero;
            foreach (var weight in entries)
            {
                if (weight.Sign < 0)
                {
                    return false;
                }

                total += weight;
            }

            return !isUnit && total.IsOne;
        }

        public override Rational[] Round(ReadOnlySpan<double> point, long denominator)
        {
            var exact = new Rational[point.Length];
            var total = Rational.Zero;
            for (var i = 0; i < exact.Length; i++)
            {
                exact[i] = Nearest(Math.Max(point[i], 0), denominator);
                total += exact[i];
            }

            if (total.IsZero)
            {
                exact[0] = total = Rational.One;
            }

            return [.. exact.Select(e => e / total)];
        }
    }
}
