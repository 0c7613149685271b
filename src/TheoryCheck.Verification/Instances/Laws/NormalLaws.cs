using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances.Laws;

/// <summary>Normal laws with rational means, centred ones among them, and covariances diag(sᵢ) + τvvᵀ/|v|² with rational elements.</summary>
internal sealed class NormalLaws : LawFamily
{
    /// <inheritdoc/>
    public override bool IsIn(string set) => set is "laws" or "densities" or "probabilities";

    /// <inheritdoc/>
    public override Term Propose(int? dimension, UniformSource source)
    {
        Rational Fraction(int from, int to, int denominator) => new(from + (long)(source.NextUniform() * (to - from + 1)), denominator);
        var size = dimension ?? 1;
        var isCentred = source.NextUniform() < 0.4;
        var mean = Enumerable.Range(0, size).Select(_ => isCentred ? Rational.Zero : Fraction(-6, 6, 2)).ToArray();
        var isRound = source.NextUniform() < 0.3;
        var first = Fraction(1, 12, 4);
        var covariance = new Rational[size * size];
        for (var i = 0; i < size; i++)
        {
            covariance[(i * size) + i] = isRound ? first : Fraction(1, 12, 4);
        }

        if (!isRound && size > 1 && source.NextUniform() < 0.5)
        {
            var direction = Enumerable.Range(0, size).Select(_ => Fraction(-2, 2, 1)).ToArray();
            var length = direction.Aggregate(Rational.One, static (sum, v) => sum + (v * v));
            var strength = Fraction(1, 4, 1);
            for (var i = 0; i < covariance.Length; i++)
            {
                covariance[i] += strength * direction[i / size] * direction[i % size] / length;
            }
        }

        var normal = OperationCatalogue.Find("normal")!;
        return dimension is null
            ? Build.Call(normal, Build.Num(mean[0]), Build.Num(covariance[0]))
            : Build.Call(normal, ClosedValue.Of([size], (ReadOnlySpan<Rational>)mean), ClosedValue.Of([size, size], (ReadOnlySpan<Rational>)covariance));
    }
}
