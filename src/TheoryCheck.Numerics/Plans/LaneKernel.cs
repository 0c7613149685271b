using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TheoryCheck.Numerics.Plans;

/// <summary>A map on eight lanes; implemented by emitted structures.</summary>
public unsafe interface ILaneMap
{
    /// <summary>The value of lanes <paramref name="at"/> to <paramref name="at"/> + 7 of the current row.</summary>
    /// <param name="inputs">For each input the start of its row, or its one number for the row.</param>
    /// <param name="at">The first lane's place in the row.</param>
    /// <param name="constants">The constants of the map.</param>
    static abstract Vector512<double> Eval(double** inputs, nint at, double* constants);
}

/// <summary>How folded elements are combined, lane by lane.</summary>
internal interface ILaneFold
{
    /// <summary>What an empty fold gives.</summary>
    static abstract double Neutral { get; }

    /// <summary>Two lanes combined.</summary>
    static abstract Vector512<double> Combine(Vector512<double> left, Vector512<double> right);
}

/// <summary>Sums.</summary>
internal readonly struct SumFold : ILaneFold
{
    public static double Neutral => 0;

    public static Vector512<double> Combine(Vector512<double> left, Vector512<double> right) => left + right;
}

/// <summary>Products.</summary>
internal readonly struct ProductFold : ILaneFold
{
    public static double Neutral => 1;

    public static Vector512<double> Combine(Vector512<double> left, Vector512<double> right) => left * right;
}

/// <summary>Least elements; NaN wins.</summary>
internal readonly struct MinimumFold : ILaneFold
{
    public static double Neutral => double.PositiveInfinity;

    public static Vector512<double> Combine(Vector512<double> left, Vector512<double> right) => Vector512.Min(left, right);
}

/// <summary>Greatest elements; NaN wins.</summary>
internal readonly struct MaximumFold : ILaneFold
{
    public static double Neutral => double.NegativeInfinity;

    public static Vector512<double> Combine(Vector512<double> left, Vector512<double> right) => Vector512.Max(left, right);
}

/// <summary>What a kernel does with the values of its map.</summary>
internal enum KernelShape
{
    /// <summary>Stores them, row by row.</summary>
    Store,

    /// <summary>Folds each row into eight partial values.</summary>
    FoldLanes,

    /// <summary>Folds all rows into one row.</summary>
    FoldRows,
}

/// <summary>A kernel over a block of rows.</summary>
/// <param name="inputs">The inputs' first rows; advanced by the kernel.</param>
/// <param name="strides">For each input the distance of its rows.</param>
/// <param name="width">How many inputs.</param>
/// <param name="rows">How many rows.</param>
/// <param name="count">How many elements in a row.</param>
/// <param name="constants">The constants of the map.</param>
/// <param name="output">Where the first row goes.</param>
/// <param name="stride">The distance of the rows that are written.</param>
internal unsafe delegate void LaneKernel(double** inputs, nint* strides, int width, nint rows, nint count, double* constants, double* output, nint stride);

/// <summary>The kernels, written once for every map and fold. The order of a fold depends on the shape of the data only.</summary>
/// <typeparam name="TMap">The map.</typeparam>
/// <typeparam name="TFold">The fold; not used by <see cref="Store"/>.</typeparam>
internal static unsafe class LaneKernels<TMap, TFold>
    where TMap : struct, ILaneMap
    where TFold : struct, ILaneFold
{
    private const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>output[r, c] = map.</summary>
    [MethodImpl(Hot)]
    public static void Store(double** inputs, nint* strides, int width, nint rows, nint count, double* constants, double* output, nint stride)
    {
        unchecked
        {
            var tail = Tail(count);
            for (nint row = 0; row < rows; row++)
            {
                nint at = 0;
                for (; at + Lanes.Count <= count; at += Lanes.Count)
                {
                    TMap.Eval(inputs, at, constants).Store(output + at);
                }

                if (at < count)
                {
                    // What a whole vector writes behind its row is written again by the rows that follow it.
                    if (stride == count && (rows - row - 1) * count >= Lanes.Count)
                    {
                        TMap.Eval(inputs, at, constants).Store(output + at);
                    }
                    else
                    {
                        Part(TMap.Eval(inputs, at, constants), output + at, tail);
                    }
                }

                output += stride;
                for (var input = 0; input < width; input++)
                {
                    inputs[input] += strides[input];
                }
            }
        }
    }

    /// <summary>output[r, lane] folded with map[r, c] for all c in that lane.</summary>
    [MethodImpl(Hot)]
    public static void FoldLanes(double** inputs, nint* strides, int width, nint rows, nint count, double* constants, double* output, nint stride)
    {
        unchecked
        {
            var tail = Tail(count);
            var neutral = Vector512.Create(TFold.Neutral);
            for (nint row = 0; row < rows; row++)
            {
                var sum = Vector512.Load(output);
                nint at = 0;
                for (; at + Lanes.Count <= count; at += Lanes.Count)
                {
                    sum = TFold.Combine(sum, TMap.Eval(inputs, at, constants));
                }

                if (at < count)
                {
                    sum = TFold.Combine(sum, Vector512.ConditionalSelect(tail, TMap.Eval(inputs, at, constants), neutral));
                }

                sum.Store(output);
                output += stride;
                for (var input = 0; input < width; input++)
                {
                    inputs[input] += strides[input];
                }
            }
        }
    }

    /// <summary>output[c] folded with map[r, c] for all r in order.</summary>
    [MethodImpl(Hot)]
    public static void FoldRows(double** inputs, nint* strides, int width, nint rows, nint count, double* constants, double* output, nint stride)
    {
        unchecked
        {
            var tail = Tail(count);
            for (nint row = 0; row < rows; row++)
            {
                nint at = 0;
                for (; at + Lanes.Count <= count; at += Lanes.Count)
                {
                    TFold.Combine(Vector512.Load(output + at), TMap.Eval(inputs, at, constants)).Store(output + at);
                }

                if (at < count)
                {
                    Part(TFold.Combine(Vector512.Load(output + at), TMap.Eval(inputs, at, constants)), output + at, tail);
                }

                for (var input = 0; input < width; input++)
                {
                    inputs[input] += strides[input];
                }
            }
        }
    }

    /// <summary>Writes the first lanes and leaves what stands behind them: up to one lane vector behind an array belongs to the same thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Part(Vector512<double> value, double* output, Vector512<double> tail)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.MaskStore(output, tail, value);
        }
        else
        {
            Vector512.ConditionalSelect(tail, value, Vector512.Load(output)).Store(output);
        }
    }

    /// <summary>The lanes of the last, incomplete vector of a row.</summary>
    private static Vector512<double> Tail(nint count) =>
        Vector512.LessThan(Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7), Vector512.Create((double)(count & (Lanes.Count - 1))));
}
