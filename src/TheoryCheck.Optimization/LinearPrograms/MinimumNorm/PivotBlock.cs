using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TheoryCheck.Numerics.LinearAlgebra;

namespace TheoryCheck.Optimization.LinearPrograms.MinimumNorm;

/// <summary>
/// Many pivots among few columns: the images B⁻¹φ of the candidates are kept and updated, so that each pivot costs n times their number rather than n²,
/// their steepest-edge weights are exact, and the inverse follows once at the end, with the arithmetic of a matrix product.
/// </summary>
internal sealed class PivotBlock
{
    private const double PivotTolerance = 1e-8;

    private readonly InterpolationBasis basis;
    private readonly int n;
    private readonly double[] images;
    private readonly double[] starts;
    private readonly int[] columns;
    private readonly int[] origin;
    private readonly double[] prices;
    private readonly double[] norms;
    private readonly double[] pivotImage;
    private readonly int[] entered;
    private readonly (double Step, int Place)[] breaks;
    private int count;

    public PivotBlock(InterpolationBasis basis, int capacity)
    {
        this.basis = basis;
        n = basis.Size;
        (images, starts) = (new double[capacity * n], new double[capacity * n]);
        (columns, origin, prices, norms) = (new int[capacity], new int[capacity], new double[capacity], new double[capacity]);
        (pivotImage, entered, breaks) = (new double[n], new int[n], new (double, int)[n]);
    }

    public long Pivots { get; private set; }


    /// <summary>Pivots of length 0 in a row.</summary>
    public int Standing { get; private set; }

    /// <summary>Pivots among the columns given until none of them improves by more than the tolerance.</summary>
    /// <param name="candidates">The columns, at most the capacity.</param>
    /// <param name="load">Gives the numbers of a column.</param>
    /// <param name="columnWeight">The price of a unit of |c|.</param>
    /// <param name="unitWeight">The price of a unit of what is not reached.</param>
    /// <param name="tolerance">Improvements below this do not count.</param>
    /// <returns>The number of pivots made.</returns>
    public int Run(ReadOnlySpan<int> candidates, Func<int, ReadOnlySpan<double>> load, double columnWeight, double unitWeight, double tolerance)
    {
        count = candidates.Length;
        for (var j = 0; j < count; j++)
        {
            var column = load(candidates[j]);
            var image = Image(j);
            FourProducts.Rows(basis.Inverse, column, image);
            image.CopyTo(starts.AsSpan(j * n));
            (columns[j], origin[j]) = (candidates[j], j);
            (prices[j], norms[j]) = (Lanes.Dot(image, basis.Costs), Lanes.Dot(image, image));
        }

        Array.Fill(entered, -1);
        var made = 0;
        for (var most = 4 * count; made < most; made++)
        {
            var entering = Choose(columnWeight, tolerance);
            if (entering < 0 || !Pivot(entering, columnWeight, unitWeight))
            {
                break;
            }
        }

        if (made > 0)
        {
            UpdateInverse();
            basis.Age += made;
        }

        Pivots += made;
        return made;
    }

    private Span<double> Image(int j) => images.AsSpan(j * n, n);

    private int Choose(double columnWeight, double tolerance)
    {
        var (entering, best) = (-1, 0.0);
        for (var j = 0; j < count; j++)
        {
            var excess = Math.Abs(prices[j]) - columnWeight;
            var score = excess * excess / (1 + norms[j]);
            if (excess > tolerance && score > best && columns[j] >= 0)
            {
                (entering, best) = (j, score);
            }
        }

        return entering;
    }

    /// <summary>
    /// Moves along a candidate past every place where a coefficient changes sign, while the norm still falls; there the coefficient leaves.
    /// </summary>
    private bool Pivot(int entering, double columnWeight, double unitWeight)
    {
        var image = Image(entering);
        var direction = Math.Sign(prices[entering]);
        var found = 0;
        for (var k = 0; k < n; k++)
        {
            var fall = basis.Signs[k] * direction * image[k];
            if (fall > PivotTolerance)
            {
                breaks[found++] = (Math.Max(0, basis.Signs[k] * basis.Values[k]) / fall, k);
            }
        }

        // Most moves end at one of the first breaks, so the least is looked for each time rather than all sorted.
        var slope = columnWeight - Math.Abs(prices[entering]);
        var (leaving, step) = (-1, 0.0);
        for (var size = found; size > 0; size--)
        {
            var first = Least(size);
            var (at, place) = breaks[first];
            breaks[first] = breaks[size - 1];
            slope += 2 * Math.Abs(basis.Costs[place] * image[place]);
            if (slope >= 0)
            {
                (leaving, step) = (place, at);
                break;
            }

            (basis.Signs[place], basis.Costs[place]) = (-basis.Signs[place], -basis.Costs[place]);
        }

        if (leaving < 0)
        {
            return false;
        }

        Standing = step > 1e-13 ? 0 : Standing + 1;
        Lanes.AddScaled(basis.Values, -direction * step, image);
        basis.Values[leaving] = direction * step;
        (basis.Signs[leaving], basis.Costs[leaving]) = (direction, direction * columnWeight);
        Exchange(entering, leaving);
        return true;
    }

    private int Least(int size)
    {
        var first = 0;
        for (var at = 1; at < size; at++)
        {
            if (breaks[at].Step < breaks[first].Step)
            {
                first = at;
            }
        }

        return first;
    }

    private void Exchange(int entering, int leaving)
    {
        var image = Image(entering);
        image.CopyTo(pivotImage);
        var pivot = image[leaving];
        pivotImage[leaving] = pivot - 1;
        for (var j = 0; j < count; j++)
        {
            if (j != entering)
            {
                var other = Image(j);
                (prices[j], norms[j]) = Eliminate(other, other[leaving] / pivot, pivotImage, basis.Costs);
            }
        }

        // The column that leaves stays a candidate, in the slot of the one that entered.
        var (old, from) = (basis.Head[leaving], entered[leaving]);
        (basis.Head[leaving], entered[leaving]) = (columns[entering], origin[entering]);
        (columns[entering], origin[entering]) = (old, from);
        for (var k = 0; k < n; k++)
        {
            image[k] = -image[k] / pivot;
        }

        image[leaving] = 1 / pivot;
        (prices[entering], norms[entering]) = (Lanes.Dot(image, basis.Costs), Lanes.Dot(image, image));
        basis.Fill(leaving);
        if (from < 0)
        {
            // It was basic when the block began, so the inverse knows no image of it to start from: it may come back in a later block.
            columns[entering] = int.MinValue;
        }
    }

    /// <summary>target := target - factor·pivot; returns target·costs and target·target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Price, double Norm) Eliminate(Span<double> target, double factor, ReadOnlySpan<double> pivot, ReadOnlySpan<double> costs)
    {
        ref var t = ref MemoryMarshal.GetReference(target);
        ref var q = ref MemoryMarshal.GetReference(pivot);
        ref var c = ref MemoryMarshal.GetReference(costs);
        var (factors, price, norm) = (Vector512.Create(-factor), Vector512<double>.Zero, Vector512<double>.Zero);
        var i = 0;
        for (; i + 8 <= target.Length; i += 8)
        {
            var value = Vector512.FusedMultiplyAdd(factors, Vector512.LoadUnsafe(ref q, (nuint)i), Vector512.LoadUnsafe(ref t, (nuint)i));
            value.StoreUnsafe(ref t, (nuint)i);
            price = Vector512.FusedMultiplyAdd(value, Vector512.LoadUnsafe(ref c, (nuint)i), price);
            norm = Vector512.FusedMultiplyAdd(value, value, norm);
        }

        var (prices, norms) = (Lanes.Sum(price), Lanes.Sum(norm));
        for (; i < target.Length; i++)
        {
            target[i] = Math.FusedMultiplyAdd(-factor, pivot[i], target[i]);
            prices = Math.FusedMultiplyAdd(target[i], costs[i], prices);
            norms = Math.FusedMultiplyAdd(target[i], target[i], norms);
        }

        return (prices, norms);
    }

    /// <summary>
    /// With R the places that changed and A the images, at the start of the block, of the columns now in them: rows R of the new inverse are A_RR⁻¹ times the
    /// old rows R, and every other row i loses A_iR times these.
    /// </summary>
    private void UpdateInverse()
    {
        int[] places = [.. Enumerable.Range(0, n).Where(k => entered[k] >= 0)];
        var size = places.Length;
        var corner = new double[size * size];
        var (old, rows) = (new double[size * n], new double[size * n]);
        for (var a = 0; a < size; a++)
        {
            for (var b = 0; b < size; b++)
            {
                corner[a * size + b] = starts[entered[places[b]] * n + places[a]];
            }

            basis.Row(places[a]).CopyTo(old.AsSpan(a * n));
        }

        LuFactorisation.Solve(corner, size, old, n, rows);
        var changed = new bool[n];
        for (var a = 0; a < size; a++)
        {
            changed[places[a]] = true;
            rows.AsSpan(a * n, n).CopyTo(basis.Inverse.AsSpan(places[a] * n, n));
        }

        for (var i = 0; i < n; i++)
        {
            if (changed[i])
            {
                continue;
            }

            var row = basis.Inverse.AsSpan(i * n, n);
            var a = 0;
            for (; a + 4 <= size; a += 4)
            {
                SubtractFour(
                    row,
                    rows.AsSpan(a * n, 4 * n),
                    starts[entered[places[a]] * n + i],
                    starts[entered[places[a + 1]] * n + i],
                    starts[entered[places[a + 2]] * n + i],
                    starts[entered[places[a + 3]] * n + i]);
            }

            for (; a < size; a++)
            {
                Lanes.AddScaled(row, -starts[entered[places[a]] * n + i], rows.AsSpan(a * n, n));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SubtractFour(Span<double> target, ReadOnlySpan<double> rows, double a, double b, double c, double d)
    {
        var n = target.Length;
        ref var t = ref MemoryMarshal.GetReference(target);
        ref var r = ref MemoryMarshal.GetReference(rows);
        var (va, vb, vc, vd) = (Vector512.Create(-a), Vector512.Create(-b), Vector512.Create(-c), Vector512.Create(-d));
        var i = 0;
        for (; i + 8 <= n; i += 8)
        {
            var sum = Vector512.FusedMultiplyAdd(va, Vector512.LoadUnsafe(ref r, (nuint)i), Vector512.LoadUnsafe(ref t, (nuint)i));
            sum = Vector512.FusedMultiplyAdd(vb, Vector512.LoadUnsafe(ref r, (nuint)(i + n)), sum);
            sum = Vector512.FusedMultiplyAdd(vc, Vector512.LoadUnsafe(ref r, (nuint)(i + 2 * n)), sum);
            sum = Vector512.FusedMultiplyAdd(vd, Vector512.LoadUnsafe(ref r, (nuint)(i + 3 * n)), sum);
            sum.StoreUnsafe(ref t, (nuint)i);
        }

        for (; i < n; i++)
        {
            target[i] -= a * rows[i] + b * rows[i + n] + c * rows[i + 2 * n] + d * rows[i + 3 * n];
        }
    }
}
