using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Search.Sets;

/// <summary>The unit sphere; its exact members are rational vectors divided by their lengths.</summary>
internal sealed class Spheres : SearchedSet
{
    /// <inheritdoc/>
    public override SearchedPoints? At(Term domain, Instance instance, Func<Term, Instance, Rational?> evaluate) =>
        domain is Call { Operation: SetConstructor { Name: "sphere" }, Arguments.Count: 1 } ? new Points() : null;

    /// <summary>Enclosures of the coordinates of v/|v| for all v within enclosures, of which one coordinate is not 0.</summary>
    public static DoubleInterval[] Projected(DoubleInterval[] point)
    {
        // t/√(t² + s) rises in t, so that its ends are at the ends of t and at that end of s that shrinks or stretches it.
        var squares = point.Select(static value => DoubleInterval.Power(value, 2)).ToArray();
        return [.. point.Select((value, i) =>
        {
            var others = DoubleInterval.FromExact(0);
            for (var j = 0; j < squares.Length; j++)
            {
                others = j == i ? others : others + squares[j];
            }

            DoubleInterval At(double t)
            {
                var end = DoubleInterval.FromExact(t);
                return end / DoubleInterval.Sqrt(DoubleInterval.Power(end, 2) + others);
            }

            return squares.Length == 1 ? value : DoubleInterval.Hull(At(value.LowerDouble), At(value.UpperDouble));
        })];
    }

    private sealed class Points : SearchedPoints
    {
        public override bool IsNormalised => true;

        public override bool IsConvex => false;

        public override void Project(Span<double> point)
        {
            var squares = 0.0;
            foreach (var value in point)
            {
                squares += value * value;
            }

            if (!(squares > 0))
            {
                point.Clear();
                point[0] = 1;
                return;
            }

            var length = Math.Sqrt(squares);
            foreach (ref var value in point)
            {
                value /= length;
            }
        }

        // The faces of the cube around it, projected on it.
        public override IReadOnlyList<SetChart> Charts(int length) =>
            [.. Enumerable.Range(0, 2 * length).Select(face => SetChart.Box(length - 1, -1, 1) with { Point = on => Projected([.. on[..(face / 2)], DoubleInterval.FromExact(face % 2 == 0 ? 1 : -1), .. on[(face / 2)..]]) })];

        public override bool Contains(ReadOnlySpan<Rational> entries, bool isUnit) => isUnit ? !Squares(entries).IsZero : Squares(entries).IsOne;

        public override Rational[] Round(ReadOnlySpan<double> point, long denominator)
        {
            var exact = new Rational[point.Length];
            var isZero = true;
            for (var i = 0; i < exact.Length; i++)
            {
                exact[i] = Nearest(point[i], denominator);
                isZero &= exact[i].IsZero;
            }

            if (isZero)
            {
                exact[0] = Rational.One;
            }

            return exact;
        }
    }
}
