using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Search.Sets;

/// <summary>The symmetric matrices of one size, their entries row by row.</summary>
internal sealed class SymmetricMatrices : SearchedSet
{
    /// <inheritdoc/>
    public override SearchedPoints? At(Term domain, Instance instance, Func<Term, Instance, Rational?> evaluate) =>
        domain is Call { Operation: Symmetric, Type: SetType } set && evaluate(set.Arguments[0], instance) is { IsInteger: true, Sign: > 0 } size && size <= int.MaxValue ? new Points((int)size.Numerator) : null;

    private sealed class Points(int size) : SearchedPoints
    {
        public override bool IsConvex => true;

        public override void Project(Span<double> point)
        {
            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    var (above, below) = ((j * size) + i, (i * size) + j);
                    point[above] = point[below] = (point[above] / 2) + (point[below] / 2);
                }
            }
        }

        // One coordinate for each entry on and below the diagonal.
        public override IReadOnlyList<SetChart> Charts(int length) =>
        [
            new SetChart(
                [.. Enumerable.Repeat((double.NegativeInfinity, double.PositiveInfinity), size * (size + 1) / 2)],
                point => [.. Enumerable.Range(0, size * size).Select(entry => point[Below(Math.Max(entry / size, entry % size), Math.Min(entry / size, entry % size))])]),
        ];

        public override bool Contains(ReadOnlySpan<Rational> entries, bool isUnit)
        {
            for (var entry = 0; entry < entries.Length; entry++)
            {
                if (entries.Length != size * size || entries[entry] != entries[(entry % size * size) + (entry / size)])
                {
                    return false;
                }
            }

            return !isUnit;
        }

        public override Rational[] Round(ReadOnlySpan<double> point, long denominator)
        {
            var exact = new Rational[point.Length];
            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    exact[(i * size) + j] = exact[(j * size) + i] = Nearest(point[(i * size) + j], denominator);
                }
            }

            return exact;
        }

        private static int Below(int row, int column) => (row * (row + 1) / 2) + column;
    }
}
