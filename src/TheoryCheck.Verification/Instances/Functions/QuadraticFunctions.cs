using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances.Functions;

/// <summary>
/// ½ Σ hᵢ(tᵢ - aᵢ)² + ½ τ(v·(t - a))²/|v|²: a quadratic form whose eigenvalues lie between the least of the hᵢ and the greatest plus τ, so that
/// a modulus of convexity and a bound on the curvature hold by construction.
/// </summary>
internal sealed class QuadraticFunctions : FunctionFamily
{
    /// <inheritdoc/>
    public override int Weight => 3;

    /// <inheritdoc/>
    public override Term? Propose(FunctionWish wish)
    {
        if (!wish.IsWithoutKinks || !wish.IsWithin("smooth", "continuous", "differentiable", "convex", "strongly_convex", "lipschitz_grad") || Range(wish) is not var (low, high))
        {
            return null;
        }

        var middle = wish.Chance(0.5) ? high : low + ((high - low) / 2);
        var isCentred = wish.Chance(0.5);
        var known = !isCentred && wish.Centres.Count > 0 ? wish.Centres[(int)(wish.Source.NextUniform() * wish.Centres.Count)] : null;
        var squares = new List<Term>();
        var shifted = wish.Coordinates.Select((t, i) => isCentred ? t : Build.Subtract(t, Build.Num(known is null ? wish.Fraction(-4, 4, 2) : known[i]))).ToList();
        var isRound = wish.Chance(0.25);
        foreach (var t in shifted)
        {
            var h = isRound ? low : low + ((middle - low) * wish.Fraction(0, 4, 4));
            squares.Add(Build.Multiply(Build.Num(h / 2), Build.Power(t, Build.Num(2))));
        }

        if (middle < high && shifted.Count > 1)
        {
            var weights = shifted.Select(_ => wish.Fraction(-2, 2, 1)).ToArray();
            var length = weights.Aggregate(Rational.Zero, static (sum, w) => sum + (w * w));
            if (!length.IsZero)
            {
                var along = Build.Add([.. shifted.Select((t, i) => Build.Multiply(Build.Num(weights[i]), t))]);
                squares.Add(Build.Multiply(Build.Num((high - middle) / (2 * length)), Build.Power(along, Build.Num(2))));
            }
        }

        return squares.Count == 1 ? squares[0] : Build.Add([.. squares]);
    }

    /// <inheritdoc/>
    public override IEnumerable<Term> Simple(FunctionWish wish)
    {
        if (!wish.IsWithin("smooth", "continuous", "differentiable", "convex", "strongly_convex", "lipschitz_grad") || wish.Greatest("strongly_convex") is not { Sign: > 0 } modulus || wish.Least("lipschitz_grad") < modulus)
        {
            return [];
        }

        var squares = wish.Coordinates.Select(static t => Build.Power(t, Build.Num(2))).ToArray();
        var sum = squares.Length == 1 ? squares[0] : Build.Add(squares);
        return [modulus == 2 ? sum : Build.Multiply(Build.Num(modulus / 2), sum)];
    }

    // Bounds of the eigenvalues.
    private static (Rational Low, Rational High)? Range(FunctionWish wish)
    {
        var curvature = wish.Least("lipschitz_grad");
        var low = wish.Greatest("strongly_convex")
            ?? (wish.Has("convex") || wish.Has("strongly_convex") || wish.Chance(0.9) ? wish.Fraction(1, 8, 4) : -wish.Fraction(0, 4, 4));
        if (curvature is { } bound)
        {
            low = low > bound && wish.Greatest("strongly_convex") is null ? bound : low;
            return bound.Sign <= 0 || low > bound || -low > bound ? null : (low, low + ((bound - low) * wish.Fraction(0, 4, 4)));
        }

        return (low, low + wish.Fraction(0, 8, 2));
    }
}
