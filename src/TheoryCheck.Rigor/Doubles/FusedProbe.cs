using System.Runtime.CompilerServices;

namespace TheoryCheck.Rigor.Doubles;

/// <summary>Asks whether the fused multiply-add of this host rounds once.</summary>
internal static class FusedProbe
{
    private const int Products = 50;

    /// <summary>Known cases, and products whose error is known from halves of 26 bits.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool Passes()
    {
        // (1 + 2⁻⁵²)·1.5 - 2⁻⁵² is 1.5 + 2⁻⁵³: a tie, which goes to the even 1.5; rounding the product first gives 1.5 + 2⁻⁵².
        if (Math.FusedMultiplyAdd(Opaque(1.0000000000000002), 1.5, -2.220446049250313E-16) != 1.5)
        {
            return false;
        }

        var (a, b) = (Opaque(1.1), Opaque(1.7));
        for (var i = 0; i < Products; i++)
        {
            var p = a * b;
            if (Math.FusedMultiplyAdd(a, b, -p) != ErrorFree.SplitProductError(a, b, p))
            {
                return false;
            }

            (a, b) = (b, p >= 2 ? p / 2 : p);
        }

        return true;
    }

    /// <summary>The same number, unknown to the compiler, which would otherwise compute the answer itself.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static double Opaque(double value) => value;
}
