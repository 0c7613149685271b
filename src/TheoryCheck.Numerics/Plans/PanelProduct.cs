using System.Runtime.Intrinsics;

namespace TheoryCheck.Numerics.Plans;

/// <summary>c[s, v] (+)= Σ_k a[k, s] · b[k, v] for blocks of rows s against one panel of 24 columns v; one chain of fused multiply-adds over k in order for each element.</summary>
/// <param name="a">The first block of the left factor, packed as [k][rows].</param>
/// <param name="next">The distance of blocks.</param>
/// <param name="b">The panel of the right factor, packed as [k][24].</param>
/// <param name="c">The products, as [row][24].</param>
/// <param name="blocks">How many blocks of rows.</param>
/// <param name="length">How many terms the sum has.</param>
/// <param name="continues">Whether c holds a sum to be continued.</param>
internal unsafe delegate void PanelKernel(double* a, nint next, double* b, double* c, nint blocks, nint length, bool continues);

/// <summary>The shape of panel products, and their plain twin.</summary>
internal static unsafe class PanelProduct
{
    /// <summary>How many columns a panel has: three lane vectors.</summary>
    public const int Width = 3 * Lanes.Count;

    /// <summary>How many rows a full block has.</summary>
    public const int BlockRows = 8;

    /// <summary>The kernel as a plain loop.</summary>
    public static PanelKernel Plain(int rows) => (a, next, b, c, blocks, length, continues) =>
    {
        unchecked
        {
            for (nint block = 0; block < blocks; block++)
            {
                for (nint s = 0; s < rows; s++)
                {
                    for (nint v = 0; v < Width; v += Lanes.Count)
                    {
                        var at = c + ((((block * rows) + s) * Width) + v);
                        var sum = continues ? Vector512.Load(at) : Vector512<double>.Zero;
                        for (nint k = 0; k < length; k++)
                        {
                            sum = Vector512.FusedMultiplyAdd(Vector512.Create(a[(block * next) + (k * rows) + s]), Vector512.Load(b + (k * Width) + v), sum);
                        }

                        sum.Store(at);
                    }
                }
            }
        }
    };

    /// <summary>How many blocks there are, the last one perhaps with fewer rows.</summary>
    public static long Blocks(long rows) => (rows + BlockRows - 1) / BlockRows;
}
