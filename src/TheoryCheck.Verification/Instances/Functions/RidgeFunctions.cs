using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances.Functions.Profiles;

namespace TheoryCheck.Verification.Instances.Functions;

/// <summary>Ridge functions g(c₀ + Σ cᵢtᵢ) of a <see cref="RidgeProfile"/>; with Σ|cᵢ| ≤ 1 they inherit its bounds on slope and curvature.</summary>
internal sealed class RidgeFunctions : FunctionFamily
{
    private const int MostSimple = 3;

    /// <inheritdoc/>
    public override int Weight => 3;

    /// <inheritdoc/>
    public override Term? Propose(FunctionWish wish)
    {
        var fitting = Fitting(wish);
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
        var inner = wish.Coordinates.Select((t, i) => (Weight: weights[i], Value: t)).Append((Weight: homogeneous ? Rational.Zero : wish.Fraction(-2, 2, 4), Value: (Term)Number.One)).Where(static p => !p.Weight.IsZero).Select(static p => p.Weight.IsOne ? p.Value : p.Value is Number ? Build.Num(p.Weight) : Build.Multiply(Build.Num(p.Weight), p.Value)).ToArray();
        return Scaled(profile.At(inner.Length switch { 0 => Number.Zero, 1 => inner[0], _ => Build.Add(inner) }), wish, Scale(wish) > Rational.One && wish.Chance(0.5));
    }

    /// <inheritdoc/>
    public override IEnumerable<Term> Simple(FunctionWish wish)
    {
        // 0*t + 1 is a ridge function too.
        var fitting = Fitting(wish);
        IEnumerable<Term> constants = Array.Exists(fitting, static p => p is Straight) && !wish.Has("homogeneous") ? [Number.Zero, Number.One] : [];
        return constants.Concat(wish.Coordinates.Take(MostSimple).SelectMany(t => fitting.Select(p => Scaled(p.At(t), wish, isFull: true))));
    }

    private static RidgeProfile[] Fitting(FunctionWish wish) =>
        [.. Catalogue<RidgeProfile>.Members.Where(p => wish.Properties.All(w => p.Properties.Contains(w.Name) && (w.Name == "homogeneous" ? w.Bound is null or { IsOne: true } : w.Bound is not { Sign: <= 0 })))];

    // Times the least of the bounds on slope and curvature, where that is below 1 or all of it is wanted.
    private static Term Scaled(Term value, FunctionWish wish, bool isFull) => Scale(wish) is { } scale && (scale < Rational.One || (isFull && scale > Rational.One)) ? Build.Multiply(Build.Num(scale), value) : value;

    // The least of the bounds on slope and curvature.
    private static Rational? Scale(FunctionWish wish) => (wish.Least("lipschitz"), wish.Least("lipschitz_grad")) switch
    {
        ({ } slope, { } curvature) => slope < curvature ? slope : curvature,
        (var slope, var curvature) => slope ?? curvature,
    };
}
