using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Rigor;

namespace TheoryCheck.Benchmarks;

/// <summary>The certified least eigenvalue of exp(-|i - j|/10) beside the product's own floating-point one and NumPy's, and at n = 30 beside the enclosure at 128 bits.</summary>
internal static class Eigenvalues
{
    public static bool Compare()
    {
        var agrees = true;
        foreach (var n in new[] { 30, 100, 300, 1000 })
        {
            var matrix = new double[n * n];
            for (var at = 0; at < matrix.Length; at++)
            {
                matrix[at] = Math.Exp(-Math.Abs((at / n) - (at % n)) / 10.0);
            }

            var intervals = Array.ConvertAll(matrix, DoubleInterval.FromExact);
            var enclosure = default(DoubleInterval);
            var batches = n < 1000 ? 3 : 1;
            var seconds = Timing.Best(() => enclosure = CertifiedEigenvalue.Least(intervals, n), batches, 0.05);
            agrees &= Table.Print($"certified least eigenvalue, n = {n}", seconds, enclosure.LowerDouble, PeerResult.Run("eigenvalues.py", new Instance(new(n, 1, 8))), 1e-8);
            Console.WriteLine(FormattableString.Invariant($"  relative width {enclosure.Width / enclosure.UpperDouble:E1}"));
            var plain = Timing.Best(() => _ = SymmetricEigen.Least(matrix, n), batches, 0.05);
            Console.WriteLine(FormattableString.Invariant($"  in plain doubles {plain * 1e6:F1} us, certified/plain {seconds / plain:F2}"));
            if (n == 30)
            {
                var wide = Array.ConvertAll(intervals, static x => x.ToInterval(128));
                Console.WriteLine(FormattableString.Invariant($"  enclosed at 128 bits {Timing.Best(() => _ = SymmetricEigenvalueEnclosure.Least<Interval>(wide, n), 1, 0.05) * 1e6:F1} us"));
            }
        }

        return agrees;
    }
}

/// <summary>Certified least eigenvalues.</summary>
internal sealed class EigenvaluesComparison : Comparison
{
    /// <inheritdoc/>
    public override string Name => "eigenvalues";

    /// <inheritdoc/>
    public override bool Run() => Eigenvalues.Compare();
}
