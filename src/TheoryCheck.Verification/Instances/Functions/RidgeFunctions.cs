using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances.Functions;

/// <summary>Ridge functions g(c₀ + Σ cᵢtᵢ) of a <see cref="RidgeProfile"/>; with Σ|cᵢ| ≤ 1 they inherit its bounds on slope and curvature.</summary>
internal sealed class RidgeFunctions : FunctionFamily
{
    /// <inheritdoc/>
    public override int Weight => 3;

    /// <inheritdoc/>
    public override Term? Propose(FunctionWish wish)
    {
        var fitting = Catalogue<RidgeProfile>.Members.Where(p => wish.Properties.All(w => p.Properties.Contains(w.Name) && w.Bound is not { Sign: <= 0 })).ToArray();
        if (fitting.Length == 0)
        {
            return null;
        }

        // Where kinks are allowed they are where claims break.
        if (!wish.IsWithoutKinks && Array.FindAll(fitting, p => !p.Properties.Contains("differentiable")) is { Length: > 0 } kinked && wish.Chance(0.5))
        {
            fitting = kinked;
        }

        var profile = fitting[(int)(wish.Source.NextUniform() * fitting.Length)];
        var weights = wish.Coordinates.Select(_ => wish.Fraction(-4, 4, 4)).ToArray();
        if (wish.Has("lipschitz") || wish.Has("lipschitz_grad"))
        {
            var total = weights.Aggregate(Rational.Zero, (sum, w) => sum + (w.Sign < 0 ? -w : w));
            weights = [.. weights.Select(w => total > Rational.One ? w / total : w)];
        }

        var homogeneous = profile.Properties.Contains("homogeneous");
        var inner = wish.Coordinates.Select((t, i) => Build.Multiply(Build.Num(weights[i]), t))
            .Append(Build.Num(homogeneous ? Rational.Zero : wish.Fraction(-2, 2, 4)))
            .ToArray();
        var value = profile.At(Build.Add(inner));
        return Scale(wish) is { } scale && scale < Rational.One ? Build.Multiply(Build.Num(scale), value) : value;
    }

    // The least of the bounds on slope and curvature.
    private static Rational? Scale(FunctionWish wish) => (wish.Least("lipschitz"), wish.Least("lipschitz_grad")) switch
    {
        ({ } slope, { } curvature) => slope < curvature ? slope : curvature,
        (var slope, var curvature) => slope ?? curvature,
    };
}
