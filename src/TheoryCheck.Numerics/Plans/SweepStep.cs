using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TheoryCheck.Numerics.Plans;

/// <summary>Where a sweep's kernel finds an input: an array, or the tile of products or of kept values.</summary>
/// <param name="Array">The array.</param>
/// <param name="Row">The distance of rows.</param>
/// <param name="Column">The distance of columns: 0 or 1.</param>
/// <param name="Tile">1 for the tile of products, 2 for that of kept values, 0 for an array.</param>
internal readonly record struct SweepInput(LoopInput Array, nint Row, nint Column, int Tile);

/// <summary>One user in a sweep.</summary>
/// <param name="Use">What is done.</param>
/// <param name="Inputs">The inputs of its map.</param>
/// <param name="Body">Its map; null when the tile is used as it is.</param>
/// <param name="Kernel">The kernel over its map; null when the tile is used as it is.</param>
/// <param name="Fold">How it folds.</param>
/// <param name="Output">Receives the result.</param>
/// <param name="Other">The other factor of a product: own index and row index.</param>
/// <param name="OutputStrides">The distances of neighbours in a product's result along the columns and along the other factor's own axis.</param>
internal sealed record SweepTask(
    SweepUse Use, SweepInput[] Inputs, MapBody? Body, LaneKernel? Kernel, Fold Fold, ArrayBuffer Output, ContractFactor? Other, (nint Column, nint Own) OutputStrides)
{
    /// <summary>The distances of rows of the inputs.</summary>
    public nint[] Strides { get; } = [.. Inputs.Select(i => i.Row)];

    /// <summary>Eight partial values for each row; the packed other factor; or the bits of each row.</summary>
    public ArrayBuffer Work { get; init; } = new(0);

    /// <summary>One panel of a product's result.</summary>
    public ArrayBuffer Panel { get; init; } = new(0);

    /// <summary>For a count the number with which z is compared when the map is just that; null otherwise.</summary>
    public double? Threshold { get; init; }

    /// <summary>Whether equality with the threshold gives 0.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The panel kernel for the last rows of a product.</summary>
    public PanelKernel? Last { get; init; }

    /// <summary>All its buffers.</summary>
    public IEnumerable<ArrayBuffer> Buffers =>
        [.. Inputs.Where(i => i.Tile == 0).Select(i => i.Array.Buffer), Output, Work, Panel, .. Other is null ? Array.Empty<ArrayBuffer>() : [Other.Buffer]];
}

/// <summary>What later phases see of z, kept from the first one.</summary>
/// <param name="Values">Receives it: values as [panel][row][24], or bits as one 32-bit number for each panel and row.</param>
/// <param name="IsBits">Whether bits are kept.</param>
/// <param name="Bad">Receives a NaN when one was met, which bits cannot tell; else 0.</param>
/// <param name="Inputs">The inputs of its map.</param>
/// <param name="Body">Its map from z; null when z itself is kept.</param>
/// <param name="Kernel">The kernel over its map.</param>
internal sealed record SweepKeep(ArrayBuffer Values, bool IsBits, ArrayBuffer Bad, SweepInput[] Inputs, MapBody? Body, LaneKernel? Kernel)
{
    /// <summary>The number with which z is compared when the bits are just that; null otherwise.</summary>
    public double? Threshold { get; init; }

    /// <summary>Whether equality with the threshold gives 0.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The distances of rows of the inputs.</summary>
    public nint[] Strides { get; } = [.. Inputs.Select(i => i.Row)];
}

/// <summary>
/// One phase of a sweep: for each panel of 24 columns, and each chunk of 64 rows, a tile of products (computed, or restored from what was
/// kept) that all users take from the first cache. Sums over rows and over columns run in index order.
/// </summary>
internal sealed unsafe class SweepStep : PlanStep
{
    private const int ChunkRows = 8 * PanelProduct.BlockRows;
    private const int Width = PanelProduct.Width;

    private readonly int rows;
    private readonly int columns;
    private readonly ContractFactor? left;
    private readonly ContractFactor? right;
    private readonly SweepKeep? keep;
    private readonly SweepTask[] tasks;
    private readonly PanelKernel full;
    private readonly PanelKernel? last;
    private readonly ArrayBuffer packed;
    private readonly ArrayBuffer panel;
    private readonly ArrayBuffer tile;
    private readonly ArrayBuffer mapped;
    private readonly ArrayBuffer table;
    private readonly ArrayBuffer words = new(ChunkRows);
    private readonly ArrayBuffer bad = new(1);

    /// <summary>The first phase has the factors of the product; later ones have what was kept.</summary>
    public SweepStep(int rows, int columns, ContractFactor? left, ContractFactor? right, SweepKeep? keep, SweepTask[] tasks, Technique technique)
    {
        (this.rows, this.columns, this.left, this.right, this.keep, this.tasks) = (rows, columns, left, right, keep, tasks);
        full = technique.Product(PanelProduct.BlockRows);
        last = rows % PanelProduct.BlockRows == 0 ? null : technique.Product(rows % PanelProduct.BlockRows);
        packed = new(left is null ? 0 : checked((long)rows * left.Shared.Length));
        panel = new(right is null ? 0 : checked((long)right.Shared.Length * Width));
        tile = new(ChunkRows * Width);
        mapped = new(ChunkRows * Width);
        table = new(Math.Max(keep?.Inputs.Length ?? 0, tasks.Max(t => t.Inputs.Length)));
    }

    /// <inheritdoc/>
    public override IEnumerable<ArrayBuffer> Buffers =>
    [
        .. new[] { left, right }.OfType<ContractFactor>().Select(f => f.Buffer),
        .. tasks.SelectMany(t => t.Buffers),
        .. keep is null ? Array.Empty<ArrayBuffer>() : [keep.Values, keep.Bad, .. keep.Inputs.Where(i => i.Tile == 0).Select(i => i.Array.Buffer)],
        packed, panel, tile, mapped, table, words, bad,
    ];

    /// <inheritdoc/>
    public override double Operations => (double)rows * columns
        * ((2.0 * (left?.Shared.Length ?? 0)) + tasks.Sum(t => (t.Body?.Instructions.Length ?? 0) + (t.Use == SweepUse.Count ? rows / 64.0 : 0) + (2.0 * (t.Other?.Own.Length ?? 0))));

    /// <inheritdoc/>
    public override void Execute(double* memory, object? local)
    {
        unchecked
        {
            Prepare(memory);
            for (var column = 0; column < columns; column += Width)
            {
                if (right is not null)
                {
                    Packing.Panel(memory + right.Buffer.Offset + right.Offset, right, column, memory + panel.Offset);
                }

                for (var row = 0; row < rows; row += ChunkRows)
                {
                    var height = Math.Min(ChunkRows, rows - row);
                    double* kept = null;
                    var products = left is null ? null : Multiply(memory, row, column, height);
                    if (keep is not null)
                    {
                        kept = left is null ? Restore(memory, row, column, height) : Keep(memory, products, row, column, height);
                    }

                    foreach (var task in tasks)
                    {
                        Run(task, memory, products, kept, row, column, height);
                    }
                }

                foreach (var task in tasks)
                {
                    if (task.Use == SweepUse.Multiply)
                    {
                        Scatter(task, memory, column);
                    }
                }
            }

            Finish(memory);
        }
    }

    private void Prepare(double* memory)
    {
        if (left is not null)
        {
            Packing.Blocks(memory + left.Buffer.Offset + left.Offset, left.Own, left.Shared, memory + packed.Offset);
            if (keep is not null)
            {
                memory[keep.Bad.Offset] = 0;
            }
        }

        foreach (var task in tasks)
        {
            switch (task.Use)
            {
                case SweepUse.FoldColumns:
                    new Span<double>(memory + task.Work.Offset, rows * Lanes.Count).Fill(Folds.Neutral(task.Fold));
                    break;
                case SweepUse.Count:
                    new Span<double>(memory + task.Work.Offset, (int)task.Work.Length).Clear();
                    memory[bad.Offset] = 0;
                    break;
                case SweepUse.FoldRows:
                    new Span<double>(memory + task.Output.Offset, columns).Fill(Folds.Neutral(task.Fold));
                    break;
                default:
                    for (var row = 0; row < rows; row += ChunkRows)
                    {
                        Packing.Blocks(
                            memory + task.Other!.Buffer.Offset + task.Other.Offset,
                            task.Other.Own,
                            task.Other.Shared.AsSpan(row, Math.Min(ChunkRows, rows - row)),
                            memory + task.Work.Offset + ((nint)row * task.Other.Own.Length));
                    }

                    break;
            }
        }
    }

    /// <summary>A tile of products; straight to where it is kept when z itself is kept.</summary>
    private double* Multiply(double* memory, int row, int column, int height)
    {
        var target = keep is { IsBits: false, Body: null } ? Values(memory, row, column) : memory + tile.Offset;
        Packing.Multiply(
            full, last, memory + packed.Offset + ((nint)row * left!.Shared.Length), memory + panel.Offset, target, height, left.Shared.Length, false);
        return target;
    }

    private double* Values(double* memory, int row, int column) =>
        memory + keep!.Values.Offset + (((nint)(column / Width) * rows) + row) * Width;

    private uint* Bits(double* memory, int row, int column) =>
        (uint*)(memory + keep!.Values.Offset) + ((nint)(column / Width) * rows) + row;

    /// <summary>Keeps what later phases need of a tile, and returns it as a tile of values.</summary>
    private double* Keep(double* memory, double* products, int row, int column, int height)
    {
        if (keep!.Threshold is { } threshold)
        {
            if (CompareBits(products, threshold, keep.IsStrict, Bits(memory, row, column), height, columns - column))
            {
                memory[keep.Bad.Offset] = double.NaN;
            }

            return products;
        }

        if (keep.Body is not { } body)
        {
            return products;
        }

        var target = keep.IsBits ? memory + mapped.Offset : Values(memory, row, column);
        fixed (double* constants = body.Constants)
        fixed (nint* strides = keep.Strides)
        {
            keep.Kernel!(Point(keep.Inputs, memory, products, null, row, column), strides, keep.Inputs.Length, height, Width, constants, target, Width);
        }

        if (keep.IsBits && SetBits(target, Bits(memory, row, column), height, columns - column))
        {
            memory[keep.Bad.Offset] = double.NaN;
        }

        return target;
    }

    private double* Restore(double* memory, int row, int column, int height)
    {
        if (!keep!.IsBits)
        {
            return Values(memory, row, column);
        }

        GetBits(Bits(memory, row, column), memory + tile.Offset, height);
        return memory + tile.Offset;
    }

    private void Run(SweepTask task, double* memory, double* products, double* kept, int row, int column, int height)
    {
        unchecked
        {
            var width = Math.Min(Width, columns - column);
            if (task.Threshold is { } threshold)
            {
                var isNaN = CompareBits(products, threshold, task.IsStrict, (uint*)(memory + words.Offset), height, width);
                Collect(task, memory, row, column, height, width, isNaN);
                return;
            }

            var source = task.Inputs.Length > 0 && task.Inputs[0].Tile == 1 ? products : kept;
            if (task.Body is { } body)
            {
                fixed (double* constants = body.Constants)
                fixed (nint* strides = task.Strides)
                {
                    var inputs = Point(task.Inputs, memory, products, kept, row, column);
                    switch (task.Use)
                    {
                        case SweepUse.FoldColumns:
                            task.Kernel!(inputs, strides, task.Inputs.Length, height, width, constants, memory + task.Work.Offset + (row * Lanes.Count), Lanes.Count);
                            return;
                        case SweepUse.FoldRows:
                            task.Kernel!(inputs, strides, task.Inputs.Length, height, width, constants, memory + task.Output.Offset + column, 0);
                            return;
                        default:
                            source = memory + mapped.Offset;
                            task.Kernel!(inputs, strides, task.Inputs.Length, height, Width, constants, source, Width);
                            break;
                    }
                }
            }

            if (task.Use == SweepUse.Count)
            {
                Collect(task, memory, row, column, height, width, SetBits(source, (uint*)(memory + words.Offset), height, width));
                return;
            }

            var own = task.Other!.Own.Length;
            Packing.Multiply(
                full, task.Last, memory + task.Work.Offset + ((nint)row * own), source, memory + task.Panel.Offset, own, height, row > 0);
        }
    }

    /// <summary>Puts the bits of a tile behind those of the panels before, row by row.</summary>
    private void Collect(SweepTask task, double* memory, int row, int column, int height, int width, bool isNaN)
    {
        var mask = width < Width ? (1U << width) - 1 : (1U << Width) - 1;
        BitRows.Collect((uint*)(memory + words.Offset), mask, memory + task.Work.Offset, BitRows.Pitch(columns), row, column, height);
        if (isNaN)
        {
            memory[bad.Offset] = double.NaN;
        }
    }

    private void Scatter(SweepTask task, double* memory, int column)
    {
        unchecked
        {
            var from = memory + task.Panel.Offset;
            var (along, across) = task.OutputStrides;
            var to = memory + task.Output.Offset + (column * along);
            var width = Math.Min(Width, columns - column);
            var own = task.Other!.Own.Length;
            for (nint v = 0; v < width; v++)
            {
                for (nint k = 0; k < own; k++)
                {
                    to[(v * along) + (k * across)] = from[(k * Width) + v];
                }
            }
        }
    }

    private void Finish(double* memory)
    {
        var isBad = left is null && keep!.IsBits && double.IsNaN(memory[keep.Bad.Offset]);
        foreach (var task in tasks)
        {
            if (task.Use == SweepUse.FoldColumns)
            {
                for (var row = 0; row < rows; row++)
                {
                    memory[task.Output.Offset + row] = Folds.Whole(task.Fold, memory + task.Work.Offset + (row * Lanes.Count));
                }
            }

            if (task.Use == SweepUse.Count)
            {
                BitRows.Count(memory + task.Work.Offset, BitRows.Pitch(columns), rows, memory + task.Output.Offset);
            }

            if (isBad || (task.Use == SweepUse.Count && double.IsNaN(memory[bad.Offset])))
            {
                new Span<double>(memory + task.Output.Offset, checked((int)task.Output.Length)).Fill(double.NaN);
            }
        }
    }

    private double** Point(SweepInput[] inputs, double* memory, double* products, double* kept, int row, int column)
    {
        unchecked
        {
            var pointers = (double**)(memory + table.Offset);
            for (var t = 0; t < inputs.Length; t++)
            {
                var (array, down, along, which) = inputs[t];
                pointers[t] = which switch
                {
                    1 => products,
                    2 => kept,
                    _ => memory + array.Buffer.Offset + array.Offset + (row * down) + (column * along),
                };
            }

            return pointers;
        }
    }

    /// <summary>One bit for each value that is not 0; true when a value of the first <paramref name="width"/> columns is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool SetBits(double* from, uint* bits, int height, int width)
    {
        unchecked
        {
            var zero = Vector512<double>.Zero;
            var seen = 0U;
            for (var row = 0; row < height; row++, from += Width)
            {
                var a = Vector512.Load(from);
                var b = Vector512.Load(from + Lanes.Count);
                var c = Vector512.Load(from + (2 * Lanes.Count));
                var equal = (uint)Vector512.Equals(a, zero).ExtractMostSignificantBits()
                    | ((uint)Vector512.Equals(b, zero).ExtractMostSignificantBits() << 8)
                    | ((uint)Vector512.Equals(c, zero).ExtractMostSignificantBits() << 16);
                var number = (uint)Vector512.Equals(a, a).ExtractMostSignificantBits()
                    | ((uint)Vector512.Equals(b, b).ExtractMostSignificantBits() << 8)
                    | ((uint)Vector512.Equals(c, c).ExtractMostSignificantBits() << 16);
                bits[row] = ~equal;
                seen |= ~number;
            }

            return (seen & ((1U << Math.Min(width, Width)) - 1)) != 0;
        }
    }

    /// <summary>One bit for each product not below (or above) a threshold; true when the first <paramref name="width"/> columns hold a NaN (or infinities of both signs).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool CompareBits(double* from, double threshold, bool isStrict, uint* bits, int height, int width)
    {
        unchecked
        {
            var limit = Vector512.Create(threshold);
            var seen = Vector512<double>.AllBitsSet;
            var (second, third) = (width > Lanes.Count ? Lanes.Count : 0, width > 2 * Lanes.Count ? 2 * Lanes.Count : 0);
            for (var row = 0; row < height; row++, from += Width)
            {
                var a = Vector512.Load(from);
                var b = Vector512.Load(from + Lanes.Count);
                var c = Vector512.Load(from + (2 * Lanes.Count));
                bits[row] = isStrict
                    ? (uint)Vector512.GreaterThan(a, limit).ExtractMostSignificantBits()
                        | ((uint)Vector512.GreaterThan(b, limit).ExtractMostSignificantBits() << 8)
                        | ((uint)Vector512.GreaterThan(c, limit).ExtractMostSignificantBits() << 16)
                    : (uint)Vector512.GreaterThanOrEqual(a, limit).ExtractMostSignificantBits()
                        | ((uint)Vector512.GreaterThanOrEqual(b, limit).ExtractMostSignificantBits() << 8)
                        | ((uint)Vector512.GreaterThanOrEqual(c, limit).ExtractMostSignificantBits() << 16);
                var sum = a + Vector512.Load(from + second) + Vector512.Load(from + third);
                seen &= Vector512.Equals(sum, sum);
            }

            return Vector512.EqualsAny(seen.AsInt64(), Vector512<long>.Zero);
        }
    }

    /// <summary>1 for each bit that is set, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GetBits(uint* bits, double* to, int height)
    {
        unchecked
        {
            var first = Vector512.Create(1L, 2, 4, 8, 16, 32, 64, 128);
            var (second, third) = (first << 8, first << 16);
            var one = Vector512.Create(1.0);
            for (var row = 0; row < height; row++, to += Width)
            {
                var all = Vector512.Create((long)bits[row]);
                Vector512.AndNot(one, Vector512.Equals(all & first, Vector512<long>.Zero).AsDouble()).Store(to);
                Vector512.AndNot(one, Vector512.Equals(all & second, Vector512<long>.Zero).AsDouble()).Store(to + Lanes.Count);
                Vector512.AndNot(one, Vector512.Equals(all & third, Vector512<long>.Zero).AsDouble()).Store(to + (2 * Lanes.Count));
            }
        }
    }
}
