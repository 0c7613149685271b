using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Numerics.Plans;

/// <summary>A numerical function of whole arrays, once for each place of the batch.</summary>
/// <param name="function">The function.</param>
/// <param name="arguments">The arguments, row-major, with the dimensions of their tensor axes and the distances along the batch axes.</param>
/// <param name="batch">The lengths of the batch axes.</param>
/// <param name="size">How many elements one value has.</param>
/// <param name="output">Receives the values.</param>
internal sealed unsafe class TensorCallStep(
    TensorFunction function, (ArrayBuffer Buffer, Sequence<int> Dimensions, long[] Strides)[] arguments, long[] batch, int size, ArrayBuffer output) : PlanStep
{
    private sealed record Local(double[][] Arrays, TensorValue<double>[] Values);

    /// <inheritdoc/>
    public override IEnumerable<ArrayBuffer> Buffers => [.. arguments.Select(a => a.Buffer), output];

    /// <inheritdoc/>
    public override double Operations => batch.Aggregate(
        arguments.Sum(a => Math.Pow(a.Dimensions.Aggregate(1.0, (product, l) => product * l), 1.5)), (product, l) => product * l);

    /// <inheritdoc/>
    public override object CreateLocal()
    {
        var arrays = arguments.Select(a => new double[a.Dimensions.Aggregate(1, (product, l) => product * l)]).ToArray();
        return new Local(arrays, [.. arrays.Select((array, t) => new TensorValue<double>(arguments[t].Dimensions, array))]);
    }

    /// <inheritdoc/>
    public override void Execute(double* memory, object? local)
    {
        var (arrays, values) = (Local)local!;
        var count = batch.Aggregate(1L, (product, l) => product * l);
        var at = stackalloc long[batch.Length];
        new Span<long>(at, batch.Length).Clear();
        for (var element = 0L; element < count; element++)
        {
            for (var t = 0; t < arguments.Length; t++)
            {
                var from = memory + arguments[t].Buffer.Offset;
                for (var axis = 0; axis < batch.Length; axis++)
                {
                    from += at[axis] * arguments[t].Strides[axis];
                }

                new ReadOnlySpan<double>(from, arrays[t].Length).CopyTo(arrays[t]);
            }

            function.EvaluateDouble(values, new Span<double>(memory + output.Offset + (element * size), size));
            for (var axis = batch.Length - 1; axis >= 0 && ++at[axis] == batch[axis]; axis--)
            {
                at[axis] = 0;
            }
        }
    }
}
