namespace TheoryCheck.Optimization.Spheres;

/// <summary>A local maximiser of a sign times a function on the sphere, as found in doubles.</summary>
/// <param name="Direction">A unit vector.</param>
/// <param name="Sign">1 where the function is large, -1 where its negative is.</param>
/// <param name="Value">Sign times the value there, positive.</param>
public sealed record Peak(double[] Direction, int Sign, double Value);

/// <summary>Finds the peaks of ridge sums that share their inputs; what can be computed from the inputs alone is computed once.</summary>
public abstract class SphereMaximiser
{
    /// <summary>
    /// The maximiser for given inputs: the two points for d = 1, all arcs for d = 2, all cells for d = 3, ascents from many
    /// points above.
    /// </summary>
    /// <param name="dimension">d.</param>
    /// <param name="inputs">The xᵢ, shape (n, d), row-major.</param>
    public static SphereMaximiser For(int dimension, double[] inputs) => dimension switch
    {
        1 => new PointPair(),
        2 => new ArcArrangement(inputs),
        3 => new CircleArrangement(inputs),
        _ => new FaceAscent(),
    };

    /// <summary>The peaks of |f| whose value exceeds a cutoff, highest first, without repetitions.</summary>
    /// <param name="function">The function; its inputs are those of this object.</param>
    /// <param name="cutoff">At least 0.</param>
    /// <param name="onlyPositive">Whether peaks of −f are left out.</param>
    /// <param name="starts">Unit vectors from which an ascent may begin, one after another; methods that see all cells ignore them.</param>
    /// <param name="most">How many of them to return.</param>
    /// <remarks><i>Accuracy:</i> for d ≤ 3 every peak above the cutoff up to rounding, for d ≥ 4 no guarantee.</remarks>
    public IReadOnlyList<Peak> Peaks(RidgeSum function, double cutoff, bool onlyPositive = false, IReadOnlyList<double[]>? starts = null, int most = 64)
    {
        var found = new List<Peak>();
        Collect(function, cutoff, onlyPositive, starts ?? [], found);
        found.Sort((left, right) => right.Value.CompareTo(left.Value));
        var kept = new List<Peak>();
        foreach (var peak in found)
        {
            if (kept.Count < most && !kept.Exists(other => other.Sign == peak.Sign && RidgeSum.Dot(other.Direction, peak.Direction) > 1 - 1e-12))
            {
                kept.Add(peak);
            }
        }

        return kept;
    }

    /// <summary>Adds the peaks above the cutoff, in any order, with repetitions if need be.</summary>
    protected abstract void Collect(RidgeSum function, double cutoff, bool onlyPositive, IReadOnlyList<double[]> starts, List<Peak> found);

    /// <summary>Adds the normalised direction if the function, evaluated there, exceeds the cutoff.</summary>
    protected static void Offer(RidgeSum function, ReadOnlySpan<double> direction, int sign, double cutoff, List<Peak> found)
    {
        var norm = RidgeSum.Norm(direction);
        if (!(norm > 0) || !double.IsFinite(norm))
        {
            return;
        }

        var unit = new double[direction.Length];
        for (var k = 0; k < unit.Length; k++)
        {
            unit[k] = direction[k] / norm;
        }

        var value = sign * function.At(unit);
        if (value > cutoff)
        {
            found.Add(new(unit, sign, value));
        }
    }
}
