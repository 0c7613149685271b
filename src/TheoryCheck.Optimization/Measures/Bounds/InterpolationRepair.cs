using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Spheres;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Bounds;

/// <summary>
/// How much total variation it costs at most to change the outputs of a measure by given residuals. Directions v₁, ... with a
/// well-conditioned matrix Φ of outputs at the independent inputs are chosen, C ≈ Φ⁻¹ in doubles; if E = I − CΦ has ‖E‖₁ &lt; 1, the weights z with
/// Φz = r exist and ‖z‖₁ ≤ ‖C r‖₁/(1 − ‖E‖₁). The relations between inputs do the rest.
/// </summary>
[Cites("rump2010", "section 10.1")]
internal sealed class InterpolationRepair
{
    private readonly int[] rows;
    private readonly double[] inverse;
    private readonly double contraction;

    private InterpolationRepair(int[] rows, List<int> chosen, double[] inverse, double contraction) => (this.rows, Chosen, this.inverse, this.contraction) = (rows, chosen, inverse, contraction);

    /// <summary>Which directions were chosen, first those of the atoms.</summary>
    internal IReadOnlyList<int> Chosen { get; }

    /// <summary>Chooses directions; null when no well-conditioned choice is found.</summary>
    /// <param name="feature">The inputs and the activation.</param>
    /// <param name="span">Their relations.</param>
    /// <param name="atoms">Atoms whose directions may be chosen.</param>
    /// <param name="onlyAtoms">Whether others may not.</param>
    internal static InterpolationRepair? For(SampledFeature feature, FeatureSpan span, IEnumerable<MovingAtom> atoms, bool onlyAtoms = false)
    {
        var rows = span.Independent.Items.ToArray();
        var size = rows.Length;
        var directions = atoms.Select(static atom => Array.ConvertAll(atom.Moment, m => m / atom.Magnitude)).ToList();
        if (!onlyAtoms)
        {
            directions.AddRange(Others(feature, rows));
        }

        // Each entry is off by (d + 4)·2⁻⁵²·|slope||x|.
        double[] errors = [.. rows.Select(row => Unit(size, feature.Dimension) * ((Math.Abs(feature.Right) + Math.Abs(feature.Left)) * feature.Lengths[row]))];
        return Of(rows, feature.Dimension, [.. directions.Select(v => Column(feature, rows, v))], _ => errors);
    }

    private static IEnumerable<double[]> Others(SampledFeature feature, int[] rows)
    {
        foreach (var i in rows)
        {
            yield return Array.ConvertAll(feature.Input(i).ToArray(), x => x / feature.Lengths[i]);
            yield return Array.ConvertAll(feature.Input(i).ToArray(), x => -x / feature.Lengths[i]);
        }

        foreach (var direction in SpreadDirections.Of(feature.Dimension, (4 * rows.Length) + 16))
        {
            yield return direction;
        }
    }

    /// <summary>Chooses among columns of outputs; null when no well-conditioned choice is found.</summary>
    /// <param name="rows">The independent outputs.</param>
    /// <param name="dimension">d.</param>
    /// <param name="columns">The values at these outputs, in doubles.</param>
    /// <param name="errors">At least how far the values of a column are from the true ones.</param>
    internal static InterpolationRepair? Of(int[] rows, int dimension, double[][] columns, Func<int, double[]> errors)
    {
        var size = rows.Length;
        var chosen = PivotedColumns.Choose(columns, size);
        if (chosen.Count < size)
        {
            return null;
        }

        var matrix = new double[size * size];
        for (var b = 0; b < size; b++)
        {
            var column = columns[chosen[b]];
            for (var a = 0; a < size; a++)
            {
                matrix[a * size + b] = column[a];
            }
        }

        var inverse = new double[size * size];
        var identity = new double[size * size];
        for (var a = 0; a < size; a++)
        {
            identity[a * size + a] = 1;
        }

        LuFactorisation.Solve(matrix, size, identity, size, inverse);

        // |fl(CΦ) − CΦ| ≤ (size + 2)·2⁻⁵²·|C||Φ|.
        var contraction = 0.0;
        var unit = Unit(size, dimension);
        for (var b = 0; b < size; b++)
        {
            var (sum, error) = (0.0, errors(chosen[b]));
            for (var a = 0; a < size; a++)
            {
                var (value, weight, off) = (a == b ? 1.0 : 0.0, 1.0, 0.0);
                for (var k = 0; k < size; k++)
                {
                    value -= inverse[a * size + k] * matrix[k * size + b];
                    weight += Math.Abs(inverse[a * size + k]) * Math.Abs(matrix[k * size + b]);
                    off += Math.Abs(inverse[a * size + k]) * error[k];
                }

                sum += Math.Abs(value) + (unit * weight) + off;
            }

            contraction = Math.Max(contraction, sum);
        }

        contraction *= 1 + 1e-9;
        return contraction < 0.5 ? new(rows, chosen, inverse, contraction) : null;
    }

    private static double Unit(int size, int dimension) => Math.ScaleB(size + dimension + 16, -51);

    /// <summary>The weights at the chosen directions that change the outputs by the residuals, to rounding.</summary>
    internal double[] Weights(Rational[] residuals)
    {
        var right = Array.ConvertAll(rows, row => residuals[row].ToDouble());
        return [.. Enumerable.Range(0, rows.Length).Select(a => Lanes.Dot(inverse.AsSpan(a * rows.Length, rows.Length), right))];
    }

    /// <summary>An upper bound on the total variation that changes the outputs by the residuals, which satisfy the inputs' relations.</summary>
    internal Rational Cost(Rational[] residuals)
    {
        var size = rows.Length;
        var sum = 0.0;
        for (var a = 0; a < size; a++)
        {
            var entry = 0.0;
            for (var k = 0; k < size; k++)
            {
                // Bounded term by term: the residuals are at rounding level already.
                entry += Math.Abs(inverse[a * size + k]) * Math.Abs(residuals[rows[k]].ToDouble());
            }

            sum += entry;
        }

        var cost = sum * (1 + 1e-9) / (1 - contraction) * (1 + 1e-9);
        return double.IsFinite(cost) ? Rational.FromExact(Math.BitIncrement(cost)) : throw new NotRepresentableException("the cost of a repair overflows");
    }

    private static double[] Column(SampledFeature feature, int[] rows, double[] direction)
    {
        var outputs = feature.Column(direction);
        return Array.ConvertAll(rows, row => outputs[row]);
    }
}
