namespace TheoryCheck.Numerics.Plans;

/// <summary>An axis of a loop: its length, whether it is folded away, and the distances of neighbours in each input and in the output.</summary>
internal sealed record LoopAxis(long Length, bool IsFolded, long[] Inputs, long Output)
{
    /// <summary>This axis and the next inner one as a single axis, or null when their places are not equally spaced.</summary>
    public LoopAxis? Join(LoopAxis inner) =>
        IsFolded == inner.IsFolded && Output == inner.Output * inner.Length && Inputs.Zip(inner.Inputs, (o, i) => o == i * inner.Length).All(x => x)
            ? inner with { Length = Length * inner.Length }
            : null;
}

/// <summary>An array read by a loop.</summary>
/// <param name="Buffer">Where it lies.</param>
/// <param name="Offset">The place of its first element.</param>
internal readonly record struct LoopInput(ArrayBuffer Buffer, long Offset);

/// <summary>
/// An elementwise map over a box of indices, stored or folded: loops over outer axes around a lane kernel for the two inner ones. Which axis
/// is the inner one depends on the shapes and layouts only. Inputs that are not contiguous along it are packed tile by tile.
/// </summary>
internal sealed unsafe class LoopStep : PlanStep
{
    private const int InnerTile = 512;
    private const int TileElements = 2048;
    private const int FoldTile = 64;
    private const double StridedCost = 3;

    private readonly LoopInput[] inputs;
    private readonly ArrayBuffer output;
    private readonly MapBody body;
    private readonly Fold? fold;
    private readonly LoopAxis[] outer;
    private readonly int outerFree;
    private readonly LoopAxis row;
    private readonly LoopAxis inner;
    private readonly bool isEmpty;
    private readonly bool[] isPacked;
    private readonly bool scatters;
    private readonly KernelShape shape;
    private readonly LaneKernel kernel;
    private readonly nint[] rowStrides;
    private readonly nint rowTile;
    private readonly nint innerTile;
    private readonly nint pitch;
    private readonly ArrayBuffer table;
    private readonly ArrayBuffer scratch;

    public LoopStep(
        IReadOnlyList<LoopInput> inputs, IReadOnlyList<LoopAxis> axes, ArrayBuffer output, Fold? fold, Func<bool[], MapBody> build, Technique technique)
    {
        this.inputs = [.. inputs];
        this.output = output;
        this.fold = fold;
        isEmpty = axes.Any(a => a.Length == 0);
        Operations = axes.Aggregate(1.0, (product, a) => product * a.Length);
        var joined = Join(axes);
        inner = joined.MinBy(Cost)!;
        joined.Remove(inner);
        shape = inner.IsFolded ? KernelShape.FoldLanes : fold is null ? KernelShape.Store : KernelShape.FoldRows;
        var folded = joined.Where(a => a.IsFolded).ToList();
        var rows = fold is null || folded.Count == 0 ? joined : folded;
        var none = new LoopAxis(1, shape == KernelShape.FoldRows, new long[this.inputs.Length], 0);
        row = rows.MaxBy(a => a.Length) ?? none;
        joined.Remove(row);
        outer = [.. joined.Where(a => !a.IsFolded), .. joined.Where(a => a.IsFolded)];
        outerFree = outer.Count(a => !a.IsFolded);
        isPacked = [.. inner.Inputs.Select(s => s is not (0 or 1))];
        scatters = shape != KernelShape.FoldLanes && inner.Output != 1;
        var tiled = scatters || isPacked.Any(x => x);
        innerTile = (nint)(tiled ? Math.Min(inner.Length, InnerTile) : inner.Length);
        rowTile = (nint)Math.Min(
            row.Length,
            Math.Min(
                tiled ? Math.Max(1, TileElements / Math.Max(1, innerTile)) : long.MaxValue,
                shape == KernelShape.FoldLanes && !row.IsFolded ? FoldTile : long.MaxValue));
        pitch = (innerTile + Lanes.Count - 1) / Lanes.Count * Lanes.Count;
        rowStrides = [.. row.Inputs.Select((s, t) => isPacked[t] ? pitch : (nint)s)];
        body = build([.. inner.Inputs.Select(s => s == 0)]);
        Operations *= Math.Max(1, body.Instructions.Length);
        kernel = technique.Kernel(body, shape, fold ?? Fold.Sum);
        table = new(this.inputs.Length);
        var tiles = isPacked.Count(x => x) + 1;
        scratch = new(tiled || shape == KernelShape.FoldLanes ? checked(tiles * Math.Max(rowTile * pitch, FoldTile * Lanes.Count)) : 0);
    }

    /// <inheritdoc/>
    public override IEnumerable<ArrayBuffer> Buffers => [.. inputs.Select(i => i.Buffer), output, table, scratch];

    /// <inheritdoc/>
    public override double Operations { get; }

    /// <inheritdoc/>
    public override void Execute(double* memory, object? local)
    {
        if (isEmpty)
        {
            return;
        }

        unchecked
        {
            var starts = stackalloc double*[inputs.Length];
            for (var t = 0; t < inputs.Length; t++)
            {
                starts[t] = memory + inputs[t].Buffer.Offset + inputs[t].Offset;
            }

            var place = stackalloc long[outer.Length];
            new Span<long>(place, outer.Length).Clear();
            var target = memory + output.Offset;
            fixed (double* constants = body.Constants)
            fixed (nint* strides = rowStrides)
            {
                do
                {
                    var (rows, columns) = (row.IsFolded ? rowTile : (nint)row.Length, inner.IsFolded ? innerTile : (nint)inner.Length);
                    for (nint r = 0; r < rows; r += rowTile)
                    {
                        for (nint c = 0; c < columns; c += innerTile)
                        {
                            Tile(memory, starts, strides, constants, target, place, r, c);
                        }
                    }
                }
                while (Advance(place, 0, outerFree, starts, ref target));
            }
        }
    }

    /// <summary>One tile of the output: everything that is folded into it.</summary>
    private void Tile(double* memory, double** starts, nint* strides, double* constants, double* target, long* place, nint r, nint c)
    {
        unchecked
        {
            var rows = row.IsFolded ? 1 : (nint)Math.Min(rowTile, row.Length - r);
            var columns = inner.IsFolded ? 1 : (nint)Math.Min(innerTile, inner.Length - c);
            var work = memory + scratch.Offset;
            var to = shape == KernelShape.FoldLanes || scatters ? work : target + (r * row.Output) + c;
            nint stride = shape == KernelShape.FoldLanes ? row.IsFolded ? 0 : Lanes.Count : scatters ? pitch : (nint)row.Output;
            if (shape == KernelShape.FoldLanes)
            {
                new Span<double>(to, (int)rows * Lanes.Count).Fill(Folds.Neutral(fold!.Value));
            }
            else if (shape == KernelShape.FoldRows)
            {
                new Span<double>(to, (int)columns).Fill(Folds.Neutral(fold!.Value));
            }

            var none = target;
            do
            {
                var (allRows, allColumns) = (row.IsFolded ? (nint)row.Length : r + 1, inner.IsFolded ? (nint)inner.Length : c + 1);
                for (var fromRow = row.IsFolded ? 0 : r; fromRow < allRows; fromRow += rowTile)
                {
                    for (var from = inner.IsFolded ? 0 : c; from < allColumns; from += innerTile)
                    {
                        var count = (nint)Math.Min(innerTile, inner.Length - from);
                        var height = (nint)Math.Min(rowTile, row.Length - fromRow);
                        var pointers = Point(memory, starts, fromRow, from, height, count);
                        kernel(pointers, strides, inputs.Length, height, count, constants, to, stride);
                    }
                }
            }
            while (Advance(place, outerFree, outer.Length, starts, ref none));

            if (shape == KernelShape.FoldLanes)
            {
                for (nint i = 0; i < rows; i++)
                {
                    target[(r + i) * row.Output] = Folds.Whole(fold!.Value, to + (i * Lanes.Count));
                }
            }
            else if (scatters)
            {
                var height = shape == KernelShape.FoldRows ? 1 : rows;
                for (nint i = 0; i < height; i++)
                {
                    for (nint j = 0; j < columns; j++)
                    {
                        target[((r + i) * row.Output) + ((c + j) * inner.Output)] = to[(i * pitch) + j];
                    }
                }
            }
        }
    }

    /// <summary>The table of pointers to a tile of each input; packs those that are not contiguous.</summary>
    private double** Point(double* memory, double** starts, nint r, nint c, nint rows, nint count)
    {
        unchecked
        {
            var pointers = (double**)(memory + table.Offset);
            var free = memory + scratch.Offset + (rowTile * pitch);
            for (var t = 0; t < inputs.Length; t++)
            {
                var from = starts[t] + (r * row.Inputs[t]) + (c * inner.Inputs[t]);
                pointers[t] = from;
                if (isPacked[t])
                {
                    pointers[t] = free;
                    var (down, along) = ((nint)row.Inputs[t], (nint)inner.Inputs[t]);
                    for (nint i = 0; i < rows; i++)
                    {
                        for (nint j = 0; j < count; j++)
                        {
                            free[(i * pitch) + j] = from[(i * down) + (j * along)];
                        }
                    }

                    free += rowTile * pitch;
                }
            }

            return pointers;
        }
    }

    /// <summary>Moves to the next place along some outer axes, last axis fastest; false, and back at the start, after the last.</summary>
    private bool Advance(long* place, int first, int end, double** starts, ref double* target)
    {
        unchecked
        {
            for (var axis = end - 1; axis >= first; axis--)
            {
                var loop = outer[axis];
                var back = ++place[axis] == loop.Length;
                var steps = back ? 1 - loop.Length : 1;
                for (var t = 0; t < inputs.Length; t++)
                {
                    starts[t] += steps * loop.Inputs[t];
                }

                target += steps * loop.Output;
                if (!back)
                {
                    return true;
                }

                place[axis] = 0;
            }

            return false;
        }
    }

    private List<LoopAxis> Join(IReadOnlyList<LoopAxis> axes)
    {
        var joined = axes.Where(a => a.Length != 1).ToList();
        for (var changed = true; changed;)
        {
            changed = false;
            for (var a = 0; a < joined.Count && !changed; a++)
            {
                for (var b = 0; b < joined.Count && !changed; b++)
                {
                    if (a != b && joined[a].Join(joined[b]) is { } both)
                    {
                        var (one, other) = (joined[a], joined[b]);
                        joined.Remove(one);
                        joined[joined.IndexOf(other)] = both;
                        changed = true;
                    }
                }
            }
        }

        if (joined.Count == 0)
        {
            joined.Add(new(1, false, new long[inputs.Length], 1));
        }

        return joined;
    }

    private double Cost(LoopAxis axis)
    {
        var waste = (axis.Length + Lanes.Count - 1) / Lanes.Count * (double)Lanes.Count / axis.Length;
        var strided = axis.Inputs.Count(s => s is not (0 or 1)) + (!axis.IsFolded && axis.Output != 1 ? 1 : 0);
        return (waste * (1 + (StridedCost * strided))) + (6.0 / axis.Length);
    }
}
