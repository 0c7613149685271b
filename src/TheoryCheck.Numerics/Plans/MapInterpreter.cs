using System.Runtime.Intrinsics;

namespace TheoryCheck.Numerics.Plans;

/// <summary>
/// The plain twin of emitted maps: runs the instructions one after the other over short tiles of a row, then hands the tile to the same
/// kernels. Results agree bit for bit with the emitted map. Used where code cannot be generated, and by the tests.
/// </summary>
internal static unsafe class MapInterpreter
{
    private const int TileLength = 64;

    private readonly struct Loaded : ILaneMap
    {
        public static Vector512<double> Eval(double** inputs, nint at, double* constants) => Vector512.Load(inputs[0] + at);
    }

    /// <summary>A kernel that interprets the body.</summary>
    public static LaneKernel Kernel(MapBody body, KernelShape shape, Fold fold)
    {
        var inner = Compiled<Loaded>(shape, fold);
        return (inputs, strides, width, rows, count, constants, output, stride) =>
        {
            unchecked
            {
                var values = stackalloc double[TileLength];
                for (nint row = 0; row < rows; row++)
                {
                    for (nint from = 0; from < count; from += TileLength)
                    {
                        var part = Math.Min(TileLength, count - from);
                        for (nint at = 0; at < part; at += Lanes.Count)
                        {
                            Evaluate(body, inputs, from + at, constants).Store(values + at);
                        }

                        var start = values;
                        nint none = 0;
                        var target = shape == KernelShape.FoldLanes ? output : output + from;
                        inner(&start, &none, 1, 1, part, constants, target, 0);
                    }

                    output += shape == KernelShape.FoldRows ? 0 : stride;
                    for (var input = 0; input < width; input++)
                    {
                        inputs[input] += strides[input];
                    }
                }
            }
        };
    }

    /// <summary>The kernel of a map that is known when the product is compiled or emitted.</summary>
    public static LaneKernel Compiled<TMap>(KernelShape shape, Fold fold)
        where TMap : struct, ILaneMap => fold switch
        {
            Fold.Sum => Shaped<TMap, SumFold>(shape),
            Fold.Product => Shaped<TMap, ProductFold>(shape),
            Fold.Minimum => Shaped<TMap, MinimumFold>(shape),
            _ => Shaped<TMap, MaximumFold>(shape),
        };

    private static LaneKernel Shaped<TMap, TFold>(KernelShape shape)
        where TMap : struct, ILaneMap
        where TFold : struct, ILaneFold => shape switch
        {
            KernelShape.Store => LaneKernels<TMap, TFold>.Store,
            KernelShape.FoldLanes => LaneKernels<TMap, TFold>.FoldLanes,
            _ => LaneKernels<TMap, TFold>.FoldRows,
        };

    private static Vector512<double> Evaluate(MapBody body, double** inputs, nint at, double* constants)
    {
        var (first, second) = (body.IsBroadcast.Length, body.IsBroadcast.Length + body.Constants.Length);
        var values = stackalloc Vector512<double>[second + body.Instructions.Length];
        for (var input = 0; input < first; input++)
        {
            values[input] = body.IsBroadcast[input] ? Vector512.Create(*inputs[input]) : Vector512.Load(inputs[input] + at);
        }

        for (var constant = first; constant < second; constant++)
        {
            values[constant] = Vector512.Create(constants[constant - first]);
        }

        for (var t = 0; t < body.Instructions.Length; t++)
        {
            var (primitive, operands, checkLeft, checkRight) = body.Instructions[t];
            values[second + t] = Lanes.Evaluate(
                primitive,
                values[operands[0]],
                operands.Length > 1 ? values[operands[1]] : default,
                operands.Length > 2 ? values[operands[2]] : default,
                operands.Length > 3 ? values[operands[3]] : default,
                checkLeft,
                checkRight);
        }

        return values[body.Result];
    }
}
