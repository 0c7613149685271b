using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Spheres;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Uniqueness;

/// <summary>
/// The optimality conditions of finitely many atoms on fixed sides of the inputs. Unknowns: the moments uⱼ; a share τ for each kink
/// that holds an atom; for a loss made of lines the dual variables of the outputs held at its corners; and the level λ where a bound B on the variation holds. Equations:
/// sⱼ·Σᵢ wⱼᵢ qᵢ xᵢ = λ·uⱼ/|uⱼ| with w the slope of the side, or left + τ·jump at a holding kink; ⟨uⱼ, xᵢ⟩ = 0 there; qᵢ = −ℓᵢ'(fᵢ), put in, for
/// smooth losses, or fᵢ at its corner and the other qᵢ known; and Σⱼ |uⱼ| = B. Where a linear function ⟨v, xᵢ⟩ that costs nothing is added to the outputs, its v is unknown too, and Σᵢ qᵢ xᵢ = 0.
/// </summary>
internal sealed class ActiveSystem : IEnclosedSystem
{
    private const int Precision = 128;
    private readonly MeasureProblem problem;
    private readonly SampledFeature feature;
    private readonly SeparableLoss loss;
    private readonly List<MovingAtom> atoms;
    private readonly (int Atom, int Input)[] kinks;
    private readonly int[] rows;
    private readonly Rational[] known;
    private readonly Rational? bound;
    private readonly int moments;
    private readonly int linear;
    private readonly bool isBalanced;

    /// <summary>States the conditions.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="feature">The same in doubles.</param>
    /// <param name="loss">Its loss.</param>
    /// <param name="atoms">The atoms, with the sides they are on.</param>
    /// <param name="held">The outputs held at corners; none for smooth losses.</param>
    /// <param name="known">The dual variables of the others; for smooth losses they do not matter.</param>
    /// <param name="bound">The bound on the variation where it holds with equality, else null.</param>
    /// <param name="isBalanced">Whether a linear function is added to the outputs.</param>
    internal ActiveSystem(MeasureProblem problem, SampledFeature feature, SeparableLoss loss, List<MovingAtom> atoms, int[] held, Rational[] known, Rational? bound, bool isBalanced)
    {
        (this.problem, this.feature, this.loss, this.atoms, rows, this.known, this.bound, this.isBalanced) = (problem, feature, loss, atoms, held, known, bound, isBalanced);
        kinks = [.. atoms.SelectMany((atom, j) => Enumerable.Range(0, feature.Count).Where(i => atom.Sides[i] == 0 && feature.Lengths[i] > 0).Select(i => (j, i)))];
        moments = atoms.Count * feature.Dimension;
        linear = moments + kinks.Length + rows.Length;
        Size = linear + (isBalanced ? feature.Dimension : 0) + (bound is null ? 0 : 1);
    }

    /// <inheritdoc/>
    public int Size { get; }

    /// <summary>The kinks that hold atoms, in the order of their shares.</summary>
    internal IReadOnlyList<(int Atom, int Input)> Kinks => kinks;

    /// <summary>The place of the first share among the unknowns.</summary>
    internal int FirstShare => moments;

    /// <summary>The unknowns at given atoms, dual variables, level and linear function.</summary>
    internal double[] Start(double[] dual, double level, double[] slope)
    {
        var point = new double[Size];
        slope.CopyTo(point, linear);
        for (var j = 0; j < atoms.Count; j++)
        {
            atoms[j].Moment.CopyTo(point, j * feature.Dimension);
            foreach (var (input, share) in KinkShares.Of(feature, atoms[j], dual, level))
            {
                point[moments + Array.IndexOf(kinks, (j, input))] = double.IsNaN(share) ? 0.5 : share;
            }
        }

        for (var r = 0; r < rows.Length; r++)
        {
            point[moments + kinks.Length + r] = dual[rows[r]];
        }

        if (bound is not null)
        {
            point[^1] = level;
        }

        return point;
    }

    /// <summary>An enclosure of the level over a box.</summary>
    internal Interval Level(double[] point, double[] radii) => bound is null ? Interval.FromRational(problem.Penalty, Precision) : Ball(point, radii, Size - 1);

    /// <summary>Enclosures of v over a box; empty where no linear function is added.</summary>
    internal Interval[] Linear(double[] point, double[] radii) => [.. Enumerable.Range(linear, isBalanced ? feature.Dimension : 0).Select(place => Ball(point, radii, place))];

    /// <summary>Enclosures of the dual variables over a box; all inputs.</summary>
    internal Interval[] Dual(double[] point, double[] radii)
    {
        var dual = new Interval[feature.Count];
        if (!loss.IsSmooth)
        {
            for (var i = 0; i < dual.Length; i++)
            {
                dual[i] = Interval.FromRational(known[i], Precision);
            }

            for (var r = 0; r < rows.Length; r++)
            {
                dual[rows[r]] = Ball(point, radii, moments + kinks.Length + r);
            }

            return dual;
        }

        var outputs = Outputs(point, radii);
        for (var i = 0; i < dual.Length; i++)
        {
            dual[i] = loss.Dual(i, outputs[i]) ?? Interval.Line(Precision);
        }

        return dual;
    }

    /// <inheritdoc/>
    public Interval[] Residual(double[] point)
    {
        var still = new double[Size];
        var dual = Dual(point, still);
        var result = new Interval[Size];
        var zero = Interval.FromRational(0, Precision);
        var (level, total) = (Level(point, still), zero);
        for (var j = 0; j < atoms.Count; j++)
        {
            var force = new Interval[feature.Dimension];
            Array.Fill(force, zero);
            for (var i = 0; i < feature.Count; i++)
            {
                var weight = Weight(point, still, j, i) * dual[i] * zero.Literal(atoms[j].Sign);
                for (var k = 0; k < force.Length; k++)
                {
                    force[k] += weight * zero.Literal(problem.Inputs[i][k]);
                }
            }

            var square = zero;
            for (var k = 0; k < force.Length; k++)
            {
                var u = Interval.FromExact(point[j * feature.Dimension + k], Precision);
                square += u * u;
            }

            var norm = Interval.Sqrt(square);
            total += norm;
            for (var k = 0; k < force.Length; k++)
            {
                var place = j * feature.Dimension + k;
                result[place] = force[k] - level * Interval.FromExact(point[place], Precision) / norm;
            }
        }

        for (var c = 0; c < kinks.Length; c++)
        {
            result[moments + c] = Product(point, still, kinks[c].Atom, kinks[c].Input);
        }

        if (rows.Length > 0)
        {
            var outputs = Outputs(point, still);
            for (var r = 0; r < rows.Length; r++)
            {
                result[moments + kinks.Length + r] = outputs[rows[r]] - zero.Literal(loss.Corner(rows[r])!.Value.Output);
            }
        }

        for (var k = 0; k < feature.Dimension && isBalanced; k++)
        {
            result[linear + k] = zero;
            for (var i = 0; i < dual.Length; i++)
            {
                result[linear + k] += dual[i] * zero.Literal(problem.Inputs[i][k]);
            }
        }

        if (bound is { } most)
        {
            result[^1] = total - zero.Literal(most);
        }

        return result;
    }

    /// <inheritdoc/>
    public (double[] Center, double[] Radius)? Jacobian(double[] point, double[] radii)
    {
        var (d, n) = (feature.Dimension, feature.Count);
        var (center, radius) = (new double[Size * Size], new double[Size * Size]);
        var dual = Split(Dual(point, radii));
        var curvature = Split(loss.IsSmooth ? [.. Outputs(point, radii).Select((f, i) => loss.Curvature(i, f) ?? Interval.Line(Precision))] : []);
        if (dual is null || curvature is null)
        {
            return null;
        }

        void Add(int row, int column, double value, double spread)
        {
            center[row * Size + column] += value;
            radius[row * Size + column] += spread + Math.ScaleB((n + d + 32) * Math.Abs(value), -51);
        }

        for (var j = 0; j < atoms.Count; j++)
        {
            for (var i = 0; i < n; i++)
            {
                var x = feature.Input(i);
                var (weight, weightSpread) = WeightBall(point, radii, j, i);
                for (var l = 0; l < atoms.Count && loss.IsSmooth; l++)
                {
                    var slope = atoms[j].Sign * atoms[l].Sign * feature.Slope(atoms[l].Sides[i]);
                    var (value, spread) = (-weight * slope * curvature.Value.Center[i], Math.Abs(slope) * (Math.Abs(weight) * curvature.Value.Radius[i] + weightSpread * (Math.Abs(curvature.Value.Center[i]) + curvature.Value.Radius[i])));
                    for (var a = 0; a < d && slope != 0; a++)
                    {
                        for (var b = 0; b < d; b++)
                        {
                            Add(j * d + a, l * d + b, value * x[a] * x[b], spread * Math.Abs(x[a] * x[b]));
                        }
                    }
                }

                var row = Array.IndexOf(rows, i);
                for (var a = 0; a < d && row >= 0; a++)
                {
                    var column = moments + kinks.Length + row;
                    Add(j * d + a, column, atoms[j].Sign * weight * x[a], weightSpread * Math.Abs(x[a]));
                    Add(column, j * d + a, atoms[j].Sign * feature.Slope(atoms[j].Sides[i]) * x[a], 0);
                }
            }

            AddNorm(point, radii, j, Add);
        }

        if (isBalanced)
        {
            AddLinear(point, radii, curvature.Value, Add);
        }

        for (var c = 0; c < kinks.Length; c++)
        {
            var (j, i) = kinks[c];
            var factor = atoms[j].Sign * feature.Jump;
            for (var a = 0; a < d; a++)
            {
                Add(j * d + a, moments + c, factor * dual.Value.Center[i] * feature.Input(i)[a], Math.Abs(factor * feature.Input(i)[a]) * dual.Value.Radius[i]);
                Add(moments + c, j * d + a, feature.Input(i)[a], 0);
            }
        }

        return (center, radius);
    }

    /// <summary>An enclosure of ⟨uⱼ, xᵢ⟩ over a box.</summary>
    internal Interval Product(double[] point, double[] radii, int atom, int input)
    {
        var sum = Interval.FromRational(0, Precision);
        for (var k = 0; k < feature.Dimension; k++)
        {
            sum += Ball(point, radii, atom * feature.Dimension + k) * sum.Literal(problem.Inputs[input][k]);
        }

        return sum;
    }

    internal static Interval Ball(double[] point, double[] radii, int place)
    {
        var (middle, radius) = (Rational.FromExact(point[place]), Rational.FromExact(radii[place]));
        return Interval.FromBounds(middle - radius, middle + radius, Precision);
    }

    /// <summary>The derivatives of −λ·u/|u|, −λ·(I − ûûᵀ)/|u|, which is Lipschitz with constant 3λ/|u|², and −û, where λ is unknown; and û, that of |u|.</summary>
    private void AddNorm(double[] point, double[] radii, int j, Action<int, int, double, double> add)
    {
        var d = feature.Dimension;
        var norm = RidgeSum.Norm(point.AsSpan(j * d, d));
        var reach = RidgeSum.Norm(radii.AsSpan(j * d, d)) * (1 + 1e-9);
        var (level, change) = bound is null ? (problem.Penalty.ToDouble(), 0.0) : (point[^1], radii[^1]);
        var least = norm * (1 - 1e-9) - reach;
        var spread = least > 0 ? (3 * (Math.Abs(level) + change) * reach / (least * least) + change / least) * (1 + 1e-9) + 16 * Math.ScaleB(Math.Abs(level) / norm, -51) : double.PositiveInfinity;
        for (var a = 0; a < d; a++)
        {
            for (var b = 0; b < d; b++)
            {
                add(j * d + a, j * d + b, -level / norm * ((a == b ? 1 : 0) - point[j * d + a] / norm * (point[j * d + b] / norm)), spread);
            }

            if (bound is not null)
            {
                // û moves by at most 2·reach/|u|.
                var (unit, turn) = (point[j * d + a] / norm, least > 0 ? 2 * reach / least * (1 + 1e-9) + Math.ScaleB(1, -48) : double.PositiveInfinity);
                add(j * d + a, Size - 1, -unit, turn);
                add(Size - 1, j * d + a, unit, turn);
            }
        }
    }

    /// <summary>The derivatives of Σᵢ qᵢ xᵢ, and those in v of the other equations.</summary>
    private void AddLinear(double[] point, double[] radii, (double[] Center, double[] Radius) curvature, Action<int, int, double, double> add)
    {
        var d = feature.Dimension;
        for (var i = 0; i < feature.Count; i++)
        {
            var row = Array.IndexOf(rows, i);
            for (var a = 0; a < d; a++)
            {
                var x = feature.Input(i)[a];
                if (row >= 0)
                {
                    add(linear + a, moments + kinks.Length + row, x, 0);
                    add(moments + kinks.Length + row, linear + a, x, 0);
                }

                for (var b = 0; b < d && loss.IsSmooth; b++)
                {
                    var square = x * feature.Input(i)[b];
                    add(linear + a, linear + b, -curvature.Center[i] * square, curvature.Radius[i] * Math.Abs(square));
                    for (var j = 0; j < atoms.Count; j++)
                    {
                        var slope = atoms[j].Sign * feature.Slope(atoms[j].Sides[i]);
                        add(linear + a, j * d + b, -slope * curvature.Center[i] * square, Math.Abs(slope * square) * curvature.Radius[i]);
                        var (weight, spread) = WeightBall(point, radii, j, i);
                        add(j * d + a, linear + b, -atoms[j].Sign * weight * curvature.Center[i] * square, Math.Abs(square) * (Math.Abs(weight) * curvature.Radius[i] + spread * (Math.Abs(curvature.Center[i]) + curvature.Radius[i])));
                    }
                }
            }
        }
    }

    /// <summary>Enclosures of all outputs over a box.</summary>
    internal Interval[] Outputs(double[] point, double[] radii)
    {
        var outputs = new Interval[feature.Count];
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = Interval.FromRational(0, Precision);
            for (var j = 0; j < atoms.Count; j++)
            {
                if (atoms[j].Sides[i] != 0)
                {
                    outputs[i] += Product(point, radii, j, i) * outputs[i].Literal(atoms[j].Sign * ExactSlope(j, i));
                }
            }

            for (var k = 0; k < feature.Dimension && isBalanced; k++)
            {
                outputs[i] += Ball(point, radii, linear + k) * outputs[i].Literal(problem.Inputs[i][k]);
            }
        }

        return outputs;
    }

    private Rational ExactSlope(int atom, int input) => atoms[atom].Sides[input] > 0 ? problem.Feature.Right : problem.Feature.Left;

    /// <summary>The slope of the side, or left + τ·jump.</summary>
    private Interval Weight(double[] point, double[] radii, int atom, int input)
    {
        var place = Array.IndexOf(kinks, (atom, input));
        if (place < 0)
        {
            return Interval.FromRational(feature.Lengths[input] == 0 ? 0 : ExactSlope(atom, input), Precision);
        }

        var share = Ball(point, radii, moments + place);
        return share.Literal(problem.Feature.Left) + share * share.Literal(problem.Feature.Jump);
    }

    private (double Center, double Radius) WeightBall(double[] point, double[] radii, int atom, int input)
    {
        if (atoms[atom].Sides[input] != 0)
        {
            return (feature.Slope(atoms[atom].Sides[input]), 0);
        }

        var place = Array.IndexOf(kinks, (atom, input));
        return place < 0 ? (0, 0) : (feature.Left + point[moments + place] * feature.Jump, Math.Abs(feature.Jump) * radii[moments + place] * (1 + 1e-9));
    }

    private static (double[] Center, double[] Radius)? Split(Interval[] values)
    {
        var center = Array.ConvertAll(values, v => v.LowerDouble / 2 + v.UpperDouble / 2);
        var radius = values.Select((v, i) => Math.BitIncrement(Math.Max(v.UpperDouble - center[i], center[i] - v.LowerDouble) * (1 + 1e-9))).ToArray();
        return Array.TrueForAll(radius, double.IsFinite) ? (center, radius) : null;
    }
}
