using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Search.Sets;

/// <summary>All numbers, vectors or matrices: nothing to project.</summary>
internal sealed class EuclideanSpaces : SearchedSet
{
    /// <inheritdoc/>
    public override SearchedPoints? At(Term domain, Instance instance, Func<Term, Instance, Rational?> evaluate) =>
        domain is Call { Operation: SetConstructor { Name: "reals" or "vector" or "matrix" } } ? new Points() : null;

    private sealed class Points : SearchedPoints
    {
        public override bool IsConvex => true;

        public override bool IsSpace => true;

        public override void Project(Span<double> point)
        {
        }

        public override IReadOnlyList<SetChart> Charts(int length) => [SetChart.Box(length, double.NegativeInfinity, double.PositiveInfinity)];

        public override bool Contains(ReadOnlySpan<Rational> entries, bool isUnit) => true;

        public override Rational[] Round(ReadOnlySpan<double> point, long denominator)
        {
            var exact = new Rational[point.Length];
            for (var i = 0; i < exact.Length; i++)
            {
                exact[i] = Nearest(point[i], denominator);
            }

            return exact;
        }
    }
}
