namespace TheoryCheck.Numerics.Plans;

/// <summary>Brings the factors of panel products into the order in which they are read.</summary>
internal static unsafe class Packing
{
    /// <summary>All rows of a left factor as blocks [k][rows of the block].</summary>
    public static void Blocks(double* from, ReadOnlySpan<long> own, ReadOnlySpan<long> shared, double* to)
    {
        unchecked
        {
            for (var row = 0; row < own.Length; row += PanelProduct.BlockRows)
            {
                var height = Math.Min(PanelProduct.BlockRows, own.Length - row);
                for (var k = 0; k < shared.Length; k++)
                {
                    for (var s = 0; s < height; s++)
                    {
                        *to++ = from[own[row + s] + shared[k]];
                    }
                }
            }
        }
    }

    /// <summary>Up to 24 columns of a right factor as [k][24], filled up with zeros.</summary>
    public static void Panel(double* from, ContractFactor factor, int column, double* to)
    {
        unchecked
        {
            var (own, shared) = (factor.Own, factor.Shared);
            var width = Math.Min(PanelProduct.Width, own.Length - column);
            if (factor.IsContiguous && width == PanelProduct.Width)
            {
                var length = (nint)shared.Length;
                for (nint v = 0; v < PanelProduct.Width; v++)
                {
                    var source = from + own[column + v];
                    var target = to + v;
                    for (nint k = 0; k < length; k++, target += PanelProduct.Width)
                    {
                        *target = source[k];
                    }
                }

                return;
            }

            for (var k = 0; k < shared.Length; k++)
            {
                var source = from + shared[k];
                for (var v = 0; v < width; v++)
                {
                    to[v] = source[own[column + v]];
                }

                for (var v = width; v < PanelProduct.Width; v++)
                {
                    to[v] = 0;
                }

                to += PanelProduct.Width;
            }
        }
    }

    /// <summary>Full blocks, then the rows that remain.</summary>
    public static void Multiply(PanelKernel full, PanelKernel? last, double* a, double* b, double* c, nint rows, nint length, bool continues)
    {
        unchecked
        {
            var blocks = rows / PanelProduct.BlockRows;
            var done = blocks * PanelProduct.BlockRows;
            full(a, PanelProduct.BlockRows * length, b, c, blocks, length, continues);
            if (done < rows)
            {
                last!(a + (done * length), 0, b, c + (done * PanelProduct.Width), 1, length, continues);
            }
        }
    }
}
