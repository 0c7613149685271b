using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Expectations;

/// <summary>Means of products of at most two linear, ReLU or step features of a standard Gaussian vector, in any reading.</summary>
[Cites("cho2009kernel", "Section 2.1, arc-cosine kernels of order 0 and 1")]
internal static class GaussianMoments
{
    /// <summary>E[u·z] = 0, E[relu(u·z)] = |u|/√(2π), E[step(u·z)] = 1/2.</summary>
    public static T Mean<T>(GaussianFeature<T> feature)
        where T : IReal<T>
    {
        var some = feature.Direction[0];
        return feature.Kind switch
        {
            GaussianFeatureKind.Linear => some.Literal(Rational.Zero),
            GaussianFeatureKind.Relu => T.Sqrt(Square(feature.Direction) / TwoPi(some)),
            _ => some.Literal(new Rational(1, 2)),
        };
    }

    /// <summary>The mean of a product of two features.</summary>
    public static T Mean<T>(GaussianFeature<T> first, GaussianFeature<T> second)
        where T : IReal<T>
    {
        if (first.Kind > second.Kind)
        {
            (first, second) = (second, first);
        }

        var (u, v) = (first.Direction, second.Direction);
        var some = u[0];
        var half = some.Literal(new Rational(1, 2));
        switch (first.Kind, second.Kind)
        {
            case (GaussianFeatureKind.Linear, GaussianFeatureKind.Linear):
                return Inner(u, v);
            case (GaussianFeatureKind.Linear, GaussianFeatureKind.Relu):
                return half * Inner(u, v);
            case (GaussianFeatureKind.Linear, GaussianFeatureKind.Step):
                return Inner(u, v) / T.Sqrt(TwoPi(some) * Square(v));
            case (GaussianFeatureKind.Relu, GaussianFeatureKind.Relu) when ReferenceEquals(u, v):
                return half * Square(u);
            case (GaussianFeatureKind.Relu, GaussianFeatureKind.Relu):
                var (sine, inner) = Gram(u, v);
                return (sine + ((some.LiteralPi() - T.Atan2(sine, inner)) * inner)) / TwoPi(some);
            case (GaussianFeatureKind.Relu, GaussianFeatureKind.Step) when ReferenceEquals(u, v):
                return T.Sqrt(Square(u) / TwoPi(some));
            case (GaussianFeatureKind.Relu, GaussianFeatureKind.Step):
                // |u|(1 + cos θ)/(2√(2π)).
                return half * (T.Sqrt(Square(u)) + (Inner(u, v) / T.Sqrt(Square(v)))) / T.Sqrt(TwoPi(some));
            default:
                if (ReferenceEquals(u, v))
                {
                    return half;
                }

                var (opposite, adjacent) = Gram(u, v);
                return (some.LiteralPi() - T.Atan2(opposite, adjacent)) / TwoPi(some);
        }
    }

    // |u||v| sin θ and |u||v| cos θ; by Cauchy and Schwarz the first is a root of a number that is not negative.
    private static (T Sine, T Cosine) Gram<T>(T[] u, T[] v)
        where T : IReal<T>
    {
        var inner = Inner(u, v);
        var determinant = (Square(u) * Square(v)) - T.Power(inner, 2);
        return (T.Sqrt(T.Max(determinant, inner.Literal(Rational.Zero))), inner);
    }

    private static T TwoPi<T>(T some)
        where T : IReal<T> => some.Literal(2) * some.LiteralPi();

    private static T Square<T>(T[] u)
        where T : IReal<T>
    {
        var sum = u[0].Literal(Rational.Zero);
        foreach (var element in u)
        {
            sum += T.Power(element, 2);
        }

        return sum;
    }

    private static T Inner<T>(T[] u, T[] v)
        where T : IReal<T>
    {
        var sum = u[0].Literal(Rational.Zero);
        for (var i = 0; i < u.Length; i++)
        {
            sum += u[i] * v[i];
        }

        return sum;
    }
}
