using System.Runtime.InteropServices;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Discretised;

/// <summary>A line f ↦ Intercept + Slope·f.</summary>
/// <param name="Slope">Minus a dual variable.</param>
/// <param name="Intercept">The dual value.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Tangent(double Slope, double Intercept);

/// <summary>
/// The largest of some tangents of a convex function, as pieces between the kinks: kinks rise, and so do slopes. Kink k lies between the pieces k
/// and k + 1.
/// </summary>
/// <param name="Lines">The lines, at least one, by rising slope.</param>
/// <param name="Kinks">Where neighbours meet, one fewer.</param>
internal sealed record TangentPieces(IReadOnlyList<Tangent> Lines, IReadOnlyList<double> Kinks)
{
    private const int Precision = 128;

    /// <summary>The pieces of a loss near a dual variable.</summary>
    internal static TangentPieces Of(SeparableLoss loss, int sample, Rational near)
    {
        var (lines, kinks) = (new List<Tangent>(), new List<double>());
        var tangents = loss.Tangents(sample, near)
            .Select(q => new Tangent(-q.ToDouble(), loss.DualValue(sample, q, Precision).Lower.ToDouble()))
            .OrderBy(t => t.Slope).ThenByDescending(t => t.Intercept).DistinctBy(t => t.Slope);
        foreach (var tangent in tangents)
        {
            // A line that is nowhere the largest goes: its kinks would be in the wrong order.
            while (kinks.Count > 0 && Meeting(lines[^1], tangent) <= kinks[^1])
            {
                lines.RemoveAt(lines.Count - 1);
                kinks.RemoveAt(kinks.Count - 1);
            }

            if (lines.Count > 0)
            {
                kinks.Add(Meeting(lines[^1], tangent));
            }

            lines.Add(tangent);
        }

        return new(lines, kinks);
    }

    private static double Meeting(Tangent left, Tangent right) => (left.Intercept - right.Intercept) / (right.Slope - left.Slope);
}
