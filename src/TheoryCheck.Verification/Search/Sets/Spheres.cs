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

    private sealed class Points : SearchedPoints
    {
        public override bool IsNormalised => true;

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
