using System.Numerics;
using System.Runtime.CompilerServices;

namespace TheoryCheck.Numerics.Plans;

/// <summary>A matrix of bits, row by row: products of 0-1 matrices are counts of common bits, exact and 64 at a time.</summary>
internal static unsafe class BitRows
{
    private const int BytesPerPanel = PanelProduct.Width / 8;

    /// <summary>How many 64-bit words a row takes; a few bytes behind its bits may be written while rows are filled.</summary>
    public static long Pitch(long columns) => ((((columns + PanelProduct.Width - 1) / PanelProduct.Width * BytesPerPanel) + sizeof(uint)) / sizeof(ulong)) + 1;

    /// <summary>Appends 24 bits to each of some rows; panels come in order, so that the fourth byte written is written again.</summary>
    public static void Collect(uint* bits, uint mask, double* rows, long pitch, int row, int column, int height)
    {
        unchecked
        {
            var at = (byte*)rows + (row * pitch * sizeof(ulong)) + (column / 8);
            for (var i = 0; i < height; i++, at += pitch * sizeof(ulong))
            {
                *(uint*)at = bits[i] & mask;
            }
        }
    }

    /// <summary>counts[i, l] = how many bits rows i and l have in common, for all pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Count(double* rows, long pitch, int count, double* counts)
    {
        unchecked
        {
            var all = (ulong*)rows;
            for (nint i = 0; i < count; i++)
            {
                var left = all + (i * (nint)pitch);
                for (nint l = 0; l <= i; l++)
                {
                    var right = all + (l * (nint)pitch);
                    nint first = 0;
                    nint second = 0;
                    nint word = 0;
                    for (; word + 4 <= pitch; word += 4)
                    {
                        first += BitOperations.PopCount(left[word] & right[word]) + BitOperations.PopCount(left[word + 1] & right[word + 1]);
                        second += BitOperations.PopCount(left[word + 2] & right[word + 2]) + BitOperations.PopCount(left[word + 3] & right[word + 3]);
                    }

                    for (; word < pitch; word++)
                    {
                        first += BitOperations.PopCount(left[word] & right[word]);
                    }

                    counts[(i * count) + l] = counts[(l * count) + i] = first + second;
                }
            }
        }
    }
}
