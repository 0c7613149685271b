namespace TheoryCheck.Numerics.Plans;

/// <summary>Elements of an array at computed places; NaN where a place is no index of the array.</summary>
/// <param name="source">The array.</param>
/// <param name="tied">For each axis of the domain the distance of neighbours in the array's first, tied axes.</param>
/// <param name="addressed">For each addressed axis its first index, its length and the distance of neighbours.</param>
/// <param name="places">For each addressed axis the array of indices, with the distances along the domain.</param>
/// <param name="lengths">The lengths of the domain.</param>
/// <param name="output">Receives the elements, row-major.</param>
internal sealed unsafe class GatherStep(
    LoopInput source, long[] tied, (long Lower, long Length, long Stride)[] addressed, (LoopInput Array, long[] Strides)[] places, long[] lengths, ArrayBuffer output)
    : PlanStep
{
    /// <inheritdoc/>
    public override IEnumerable<ArrayBuffer> Buffers => [source.Buffer, .. places.Select(p => p.Array.Buffer), output];

    /// <inheritdoc/>
    public override double Operations => lengths.Aggregate((double)places.Length, (product, l) => product * l);

    /// <inheritdoc/>
    public override void Execute(double* memory, object? local)
    {
        var count = lengths.Aggregate(1L, (product, l) => product * l);
        var at = stackalloc long[lengths.Length];
        new Span<long>(at, lengths.Length).Clear();
        var from = memory + source.Buffer.Offset + source.Offset;
        var to = memory + output.Offset;
        for (var element = 0L; element < count; element++)
        {
            var offset = 0L;
            for (var axis = 0; axis < lengths.Length; axis++)
            {
                offset += at[axis] * tied[axis];
            }

            var inside = true;
            for (var t = 0; t < places.Length; t++)
            {
                var (array, strides) = places[t];
                var place = memory + array.Buffer.Offset + array.Offset;
                for (var axis = 0; axis < lengths.Length; axis++)
                {
                    place += at[axis] * strides[axis];
                }

                var index = *place - addressed[t].Lower;
                inside = inside && index >= 0 && index < addressed[t].Length && index == Math.Floor(index);
                offset += inside ? (long)index * addressed[t].Stride : 0;
            }

            to[element] = inside ? from[offset] : double.NaN;
            for (var axis = lengths.Length - 1; axis >= 0 && ++at[axis] == lengths[axis]; axis--)
            {
                at[axis] = 0;
            }
        }
    }
}

/// <summary>The values of an index: lower, lower + 1, …</summary>
/// <param name="lower">The first value.</param>
/// <param name="output">Receives the values.</param>
internal sealed unsafe class CountStep(long lower, ArrayBuffer output) : PlanStep
{
    /// <inheritdoc/>
    public override IEnumerable<ArrayBuffer> Buffers => [output];

    /// <inheritdoc/>
    public override double Operations => output.Length;

    /// <inheritdoc/>
    public override void Execute(double* memory, object? local)
    {
        for (var at = 0L; at < output.Length; at++)
        {
            memory[output.Offset + at] = lower + at;
        }
    }
}
