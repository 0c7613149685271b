using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances.Laws;

/// <summary>Uniform laws on one to four rational points, most of them in the unit ball, the ends of its axes among them.</summary>
internal sealed class FiniteLaws : LawFamily
{
    private const int MostPoints = 4;
    private const int Parts = 4;

    /// <inheritdoc/>
    public override bool IsIn(string set) => set is "laws" or "probabilities";

    /// <inheritdoc/>
    public override Term Propose(int? dimension, UniformSource source)
    {
        int Upto(int count) => Math.Min(count - 1, (int)(source.NextUniform() * count));
        var size = dimension ?? 1;
        var root = (int)Math.Ceiling(Math.Sqrt(size));
        var stretch = source.NextUniform() < 0.25 ? 4 : 1;
        var points = new List<Term>();
        for (var count = 1 + Upto(MostPoints); points.Count < count;)
        {
            var isAxis = source.NextUniform() < 0.3;
            var (axis, sign) = (Upto(size), source.NextUniform() < 0.5 ? 1 : -1);

            // Each entry is at most 1/√d.
            var point = Enumerable.Range(0, size).Select(c => isAxis ? c == axis ? sign : Rational.Zero : new Rational(stretch * (Upto((2 * Parts) + 1) - Parts), Parts * root)).ToArray();
            points.Add(dimension is null ? new Number(point[0]) : ClosedValue.Of([size], (ReadOnlySpan<Rational>)point));
        }

        return Build.Call(OperationCatalogue.Find("uniform")!, new Collection(CollectionKind.Set, new SetType(points[0].Type), points.Distinct().ToSequence()));
    }
}
