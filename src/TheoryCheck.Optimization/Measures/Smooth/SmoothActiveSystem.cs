using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Measures.Uniqueness;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Smooth;

/// <summary>
/// The optimality conditions of finitely many atoms with smooth features. Unknowns: for each atom its point t, a factor κ and the modulus w of its weight; for a loss made of lines the dual variables of the outputs held at
/// its corners; and the level where the total variation is given. Equations: s·Σᵢ qᵢ φ'(⟨t, xᵢ⟩) xᵢ = κ·t, |t|² = 1 and s·Σᵢ qᵢ φ(⟨t, xᵢ⟩) = level for each atom of sign s; qᵢ = −ℓᵢ'(fᵢ), put in, or fᵢ at its corner
/// and the other qᵢ known; and Σ w = the total variation.
/// </summary>
internal sealed class SmoothActiveSystem : IEnclosedSystem
{
    private const int Precision = 128;
    private readonly SmoothProblem problem;
    private readonly SeparableLoss loss;
    private readonly int[] signs;
    private readonly HeldCorners corners;
    private readonly Rational? total;
    private readonly DoubleInterval[][] inputs;
    private readonly int dimension;
    private readonly int firstDual;

    /// <summary>States the conditions.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="loss">Its loss.</param>
    /// <param name="signs">The signs of the atoms.</param>
    /// <param name="corners">Which outputs are at corners.</param>
    /// <param name="total">The total variation, where it is given.</param>
    internal SmoothActiveSystem(SmoothProblem problem, SeparableLoss loss, int[] signs, HeldCorners corners, Rational? total)
    {
        (this.problem, this.loss, this.signs, this.corners, this.total, dimension) = (problem, loss, signs, corners, total, problem.Dimension);
        inputs = [.. problem.Inputs.Select(static x => x.Select(DoubleInterval.FromRational).ToArray())];
        firstDual = signs.Length * (dimension + 2);
        Size = firstDual + corners.Held.Length + (total is null ? 0 : 1);
    }

    /// <inheritdoc/>
    public int Size { get; }

    /// <summary>The unknowns at given atoms, dual variables and level.</summary>
    internal double[] Start(IReadOnlyList<SmoothAtom> atoms, double[] dual, double level)
    {
        var point = new double[Size];
        for (var j = 0; j < signs.Length; j++)
        {
            atoms[j].Point.CopyTo(point, First(j));
            point[First(j) + dimension + 1] = atoms[j].Weight;
            for (var i = 0; i < inputs.Length; i++)
            {
                var product = problem.Inputs[i].Select((x, k) => x.ToDouble() * atoms[j].Point[k]).Sum();
                point[First(j) + dimension] += signs[j] * dual[i] * problem.Feature.Model.At(product).Slope * product;
            }
        }

        for (var r = 0; r < corners.Held.Length; r++)
        {
            point[firstDual + r] = dual[corners.Held[r]];
        }

        if (total is not null)
        {
            point[^1] = level;
        }

        return point;
    }

    /// <summary>An enclosure of the point of an atom over a box.</summary>
    internal DoubleInterval[] Point(double[] point, double[] radii, int atom) => [.. Enumerable.Range(First(atom), dimension).Select(place => Ball(point, radii, place))];

    /// <summary>An enclosure of the modulus of its weight.</summary>
    internal DoubleInterval Weight(double[] point, double[] radii, int atom) => Ball(point, radii, First(atom) + dimension + 1);

    /// <summary>An enclosure of the level.</summary>
    internal Interval Level(double[] point, double[] radii) => total is null ? Interval.FromRational(problem.Penalty, Precision) : Ball(point, radii, Size - 1).ToInterval(Precision);

    /// <summary>Enclosures of the outputs.</summary>
    internal Interval[] Outputs(double[] point, double[] radii) => Array.ConvertAll(Outputs(point, radii, Features(point, radii)), static f => f.ToInterval(Precision));

    /// <summary>Enclosures of the dual variables; all inputs.</summary>
    internal Interval[] Dual(double[] point, double[] radii) => Dual(point, radii, Outputs(point, radii));

    /// <inheritdoc/>
    public Interval[] Residual(double[] point)
    {
        var still = new double[Size];
        var features = Features(point, still);
        var outputs = Outputs(point, still, features);
        var dual = Array.ConvertAll(Dual(point, still, Array.ConvertAll(outputs, static f => f.ToInterval(Precision))), DoubleInterval.From);
        var result = new DoubleInterval[Size];
        var level = total is null ? DoubleInterval.FromRational(problem.Penalty) : DoubleInterval.FromExact(point[^1]);
        for (var j = 0; j < signs.Length; j++)
        {
            var at = First(j);
            var sign = DoubleInterval.FromExact(signs[j]);
            var t = Point(point, still, j);
            var factor = DoubleInterval.FromExact(point[at + dimension]);
            result[at + dimension] = DoubleInterval.FromExact(-1);
            result[at + dimension + 1] = -level;
            for (var k = 0; k < dimension; k++)
            {
                result[at + k] = -factor * t[k];
                result[at + dimension] += DoubleInterval.Power(t[k], 2);
            }

            for (var i = 0; i < inputs.Length; i++)
            {
                var (value, slope, _) = features[j][i];
                result[at + dimension + 1] += sign * dual[i] * value;
                for (var k = 0; k < dimension; k++)
                {
                    result[at + k] += sign * dual[i] * slope * inputs[i][k];
                }
            }
        }

        for (var r = 0; r < corners.Held.Length; r++)
        {
            result[firstDual + r] = outputs[corners.Held[r]] - DoubleInterval.FromRational(loss.Corner(corners.Held[r])!.Value.Output);
        }

        if (total is { } most)
        {
            result[^1] = Enumerable.Range(0, signs.Length).Aggregate(-DoubleInterval.FromRational(most), (sum, j) => sum + Weight(point, still, j));
        }

        return Array.ConvertAll(result, static v => v.ToInterval(Precision));
    }

    /// <inheritdoc/>
    public (double[] Center, double[] Radius)? Jacobian(double[] point, double[] radii)
    {
        var entries = new DoubleInterval[Size * Size];
        var features = Features(point, radii);
        var outputs = Array.ConvertAll(Outputs(point, radii, features), static f => f.ToInterval(Precision));
        var dual = Array.ConvertAll(Dual(point, radii, outputs), DoubleInterval.From);
        var two = DoubleInterval.FromExact(2);
        for (var j = 0; j < signs.Length; j++)
        {
            var at = First(j);
            var t = Point(point, radii, j);
            for (var k = 0; k < dimension; k++)
            {
                entries[((at + k) * Size) + at + k] = -Ball(point, radii, at + dimension);
                entries[((at + k) * Size) + at + dimension] = -t[k];
                entries[((at + dimension) * Size) + at + k] = two * t[k];
            }

            if (total is not null)
            {
                entries[((at + dimension + 1) * Size) + Size - 1] = DoubleInterval.FromExact(-1);
                entries[((Size - 1) * Size) + at + dimension + 1] = DoubleInterval.FromExact(1);
            }

            for (var i = 0; i < inputs.Length; i++)
            {
                Add(entries, point, radii, features, j, i, dual[i], outputs[i]);
            }
        }

        var center = Array.ConvertAll(entries, static e => (e.LowerDouble / 2) + (e.UpperDouble / 2));
        var radius = entries.Select((e, k) => Math.BitIncrement(Math.Max(e.UpperDouble - center[k], center[k] - e.LowerDouble) * (1 + 1e-9))).ToArray();
        return Array.TrueForAll(center, double.IsFinite) && Array.TrueForAll(radius, double.IsFinite) ? (center, radius) : null;
    }

    // What one input brings to the rows of an atom, and the atom to the row of the input's output.
    private void Add(DoubleInterval[] entries, double[] point, double[] radii, (DoubleInterval Value, DoubleInterval Slope, DoubleInterval Bend)[][] features, int atom, int input, DoubleInterval dual, Interval output)
    {
        var (at, x, sign) = (First(atom), inputs[input], DoubleInterval.FromExact(signs[atom]));
        var (value, slope, bend) = features[atom][input];
        for (var k = 0; k < dimension; k++)
        {
            for (var l = 0; l < dimension; l++)
            {
                entries[((at + k) * Size) + at + l] += sign * dual * bend * x[k] * x[l];
            }

            entries[((at + dimension + 1) * Size) + at + k] += sign * dual * slope * x[k];
        }

        var row = Array.IndexOf(corners.Held, input);
        if (row >= 0)
        {
            var place = firstDual + row;
            for (var k = 0; k < dimension; k++)
            {
                entries[((at + k) * Size) + place] = sign * slope * x[k];
                entries[(place * Size) + at + k] = sign * Weight(point, radii, atom) * slope * x[k];
            }

            entries[((at + dimension + 1) * Size) + place] = sign * value;
            entries[(place * Size) + at + dimension + 1] = sign * value;
        }

        if (!loss.IsSmooth)
        {
            return;
        }

        // The dual variable moves with the output, and that with every atom.
        var fall = -DoubleInterval.From(loss.Curvature(input, output) ?? Interval.Line(Precision));
        for (var l = 0; l < signs.Length; l++)
        {
            var (other, also, turn) = (First(l), DoubleInterval.FromExact(signs[l]), Weight(point, radii, l));
            var (shift, tilt, _) = features[l][input];
            for (var b = 0; b <= dimension; b++)
            {
                var (column, moved) = b < dimension ? (other + b, fall * also * turn * tilt * x[b]) : (other + dimension + 1, fall * also * shift);
                for (var k = 0; k < dimension; k++)
                {
                    entries[((at + k) * Size) + column] += sign * moved * slope * x[k];
                }

                entries[((at + dimension + 1) * Size) + column] += sign * moved * value;
            }
        }
    }

    private int First(int atom) => atom * (dimension + 2);

    private static DoubleInterval Ball(double[] point, double[] radii, int place) => radii[place] == 0
        ? DoubleInterval.FromExact(point[place])
        : DoubleInterval.FromBounds(Math.BitDecrement(point[place] - radii[place]), Math.BitIncrement(point[place] + radii[place]));

    private (DoubleInterval Value, DoubleInterval Slope, DoubleInterval Bend)[][] Features(double[] point, double[] radii) => [.. Enumerable.Range(0, signs.Length).Select(j =>
    {
        var t = Point(point, radii, j);
        return Array.ConvertAll(inputs, x =>
        {
            var product = DoubleInterval.FromExact(0);
            for (var k = 0; k < dimension; k++)
            {
                product += t[k] * x[k];
            }

            var (value, slope) = problem.Feature.At(product);
            return (value, slope, problem.Feature.Bend(product.LowerDouble, product.UpperDouble));
        });
    })];

    private DoubleInterval[] Outputs(double[] point, double[] radii, (DoubleInterval Value, DoubleInterval Slope, DoubleInterval Bend)[][] features) => [.. Enumerable.Range(0, inputs.Length).Select(i =>
        Enumerable.Range(0, signs.Length).Aggregate(DoubleInterval.FromExact(0), (sum, j) => sum + (DoubleInterval.FromExact(signs[j]) * Weight(point, radii, j) * features[j][i].Value)))];

    private Interval[] Dual(double[] point, double[] radii, Interval[] outputs)
    {
        if (loss.IsSmooth)
        {
            return [.. outputs.Select((f, i) => loss.Dual(i, f) ?? Interval.Line(Precision))];
        }

        var dual = Array.ConvertAll(corners.Known, static q => Interval.FromRational(q, Precision));
        for (var r = 0; r < corners.Held.Length; r++)
        {
            dual[corners.Held[r]] = Ball(point, radii, firstDual + r).ToInterval(Precision);
        }

        return dual;
    }
}
