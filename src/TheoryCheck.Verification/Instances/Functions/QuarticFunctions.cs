using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances.Functions;

/// <summary>Σ hᵢtᵢ²/2 + qtᵢ⁴/4 with q &gt; 0: convex where all hᵢ are at least 0, with a modulus where all are at least that; else a double well in a coordinate.</summary>
internal sealed class QuarticFunctions : FunctionFamily
{
    /// <inheritdoc/>
    public override Term? Propose(FunctionWish wish)
    {
        if (!wish.IsWithoutKinks || !wish.IsWithin("smooth", "continuous", "differentiable", "convex", "strongly_convex"))
        {
            return null;
        }

        var isConvex = wish.Has("convex") || wish.Has("strongly_convex");
        var low = wish.Greatest("strongly_convex") ?? (isConvex ? Rational.Zero : -wish.Fraction(0, 4, 4));
        var quartic = wish.Fraction(1, 4, 4);
        var terms = wish.Coordinates.Select(t => Build.Add(
            Build.Multiply(Build.Num((low + wish.Fraction(0, 4, 4)) / 2), Build.Power(t, Build.Num(2))),
            Build.Multiply(Build.Num(quartic / 4), Build.Power(t, Build.Num(4))))).ToArray();
        return terms.Length == 1 ? terms[0] : Build.Add(terms);
    }
}
