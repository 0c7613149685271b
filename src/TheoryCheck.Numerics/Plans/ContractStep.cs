namespace TheoryCheck.Numerics.Plans;

/// <summary>A factor of a contraction as a matrix: places of its elements are sums of one table for each side.</summary>
/// <param name="Buffer">Where it lies.</param>
/// <param name="Offset">The place of its first element.</param>
/// <param name="Batch">The place of each matrix of the batch.</param>
/// <param name="Own">The place of each own index.</param>
/// <param name="Shared">The place of each summed index.</param>
internal sealed record ContractFactor(ArrayBuffer Buffer, long Offset, long[] Batch, long[] Own, long[] Shared)
{
    /// <summary>Whether elements that are summed lie side by side.</summary>
    public bool IsContiguous { get; } = Shared.Index().All(p => p.Item == p.Index);
}

/// <summary>Products of matrices, batch by batch: panels of 24 columns against blocks of 8 rows, both packed.</summary>
internal sealed unsafe class ContractStep : PlanStep
{
    private const int ChunkBlocks = 8;

    private readonly ContractFactor left;
    private readonly ContractFactor right;
    private readonly ArrayBuffer output;
    private readonly PanelKernel full;
    private readonly PanelKernel? last;
    private readonly ArrayBuffer packedLeft;
    private readonly ArrayBuffer panel;
    private readonly ArrayBuffer tile;

    public ContractStep(ContractFactor left, ContractFactor right, ArrayBuffer output, Technique technique)
    {
        this.left = left;
        this.right = right;
        this.output = output;
        full = technique.Product(PanelProduct.BlockRows);
        var rest = left.Own.Length % PanelProduct.BlockRows;
        last = rest == 0 ? null : technique.Product(rest);
        packedLeft = new(checked((long)left.Own.Length * left.Shared.Length));
        panel = new(checked((long)right.Shared.Length * PanelProduct.Width));
        tile = new(ChunkBlocks * PanelProduct.BlockRows * PanelProduct.Width);
    }

    /// <inheritdoc/>
    public override IEnumerable<ArrayBuffer> Buffers => [left.Buffer, right.Buffer, output, packedLeft, panel, tile];

    /// <inheritdoc/>
    public override double Operations => 2.0 * left.Batch.Length * left.Own.Length * right.Own.Length * left.Shared.Length;

    /// <inheritdoc/>
    public override void Execute(double* memory, object? local)
    {
        unchecked
        {
            var (rows, columns, length) = (left.Own.Length, right.Own.Length, left.Shared.Length);
            var a = memory + packedLeft.Offset;
            var b = memory + panel.Offset;
            var z = memory + tile.Offset;
            for (var batch = 0; batch < left.Batch.Length; batch++)
            {
                var target = memory + output.Offset + ((nint)batch * rows * columns);
                Packing.Blocks(memory + left.Buffer.Offset + left.Offset + left.Batch[batch], left.Own, left.Shared, a);
                for (var column = 0; column < columns; column += PanelProduct.Width)
                {
                    var width = Math.Min(PanelProduct.Width, columns - column);
                    Packing.Panel(memory + right.Buffer.Offset + right.Offset + right.Batch[batch], right, column, b);
                    for (var row = 0; row < rows; row += ChunkBlocks * PanelProduct.BlockRows)
                    {
                        var height = Math.Min(ChunkBlocks * PanelProduct.BlockRows, rows - row);
                        Packing.Multiply(full, last, a + ((nint)row * length), b, z, height, length, false);
                        for (var i = 0; i < height; i++)
                        {
                            new ReadOnlySpan<double>(z + (i * PanelProduct.Width), width).CopyTo(
                                new Span<double>(target + ((nint)(row + i) * columns) + column, width));
                        }
                    }
                }
            }
        }
    }
}
