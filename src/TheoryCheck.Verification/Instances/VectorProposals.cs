using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances;

/// <summary>Exact members of sets of vectors, made of vectors of doubles.</summary>
internal static class VectorProposals
{
    private const int Denominator = 256;

    // How often the points of a ball are proposed near its centre, and on its edge.
    private const double InnerShare = 0.25;
    private const double EdgeShare = 0.25;

    /// <summary>How a vector of doubles becomes a member of <c>vector(d)</c>, <c>sphere(d)</c> or <c>ball(d)</c>; all vectors of a configuration become so in one way.</summary>
    /// <param name="set">The set.</param>
    /// <param name="source">Chooses the way.</param>
    /// <param name="isRational">Whether points of spheres have rational coordinates; v/|v| is the simpler direction else.</param>
    public static Func<ReadOnlySpan<double>, Term> Into(SetConstructor set, UniformSource source, bool isRational) => set.Name switch
    {
        "sphere" => isRational ? OnEdgeOfBall : OnSphere,
        "ball" => source.NextUniform() switch
        {
            < InnerShare => DeepInBall,
            < InnerShare + EdgeShare => OnEdgeOfBall,
            _ => InBall,
        },
        _ => raw => ClosedValue.Of([raw.Length], Exact(raw)),
    };

    private static Rational[] Exact(ReadOnlySpan<double> raw)
    {
        var exact = new Rational[raw.Length];
        for (var c = 0; c < raw.Length; c++)
        {
            exact[c] = new Rational((long)Math.Round(Math.Clamp(raw[c], -1e12, 1e12) * Denominator), Denominator);
        }

        return exact;
    }

    private static Rational Squares(ReadOnlySpan<Rational> vector)
    {
        var squares = Rational.Zero;
        foreach (var entry in vector)
        {
            squares += entry * entry;
        }

        return squares;
    }

    private static Term Over(Rational[] vector, Rational divisor) => ClosedValue.Of([vector.Length], (ReadOnlySpan<Rational>)vector.Select(v => v / divisor).ToArray());

    private static Term OnSphere(ReadOnlySpan<double> raw)
    {
        var exact = Exact(raw);
        var squares = Squares(exact);
        if (squares.IsZero)
        {
            exact[0] = Rational.One;
            squares = Rational.One;
        }

        var vector = ClosedValue.Of([raw.Length], (ReadOnlySpan<Rational>)exact);
        return squares.IsOne ? vector : Build.Divide(vector, new Arithmetic(ArithmeticOperator.Power, TermType.Real, [new Number(squares), new Number(new Rational(1, 2))]));
    }

    // v/(1 + |v|²) has length at most 1/2.
    private static Term DeepInBall(ReadOnlySpan<double> raw)
    {
        var exact = Exact(raw);
        return Over(exact, Rational.One + Squares(exact));
    }

    // v itself where it lies in the ball, else v divided by a fraction hardly above |v|.
    private static Term InBall(ReadOnlySpan<double> raw)
    {
        var exact = Exact(raw);
        var squares = Squares(exact);
        var length = new Rational((long)Math.Ceiling(Math.Sqrt(squares.ToDouble()) * Denominator) + 1, Denominator);
        return Over(exact, squares <= Rational.One ? Rational.One : length);
    }

    // The stereographic image of the other coordinates: rational, and of length 1.
    private static Term OnEdgeOfBall(ReadOnlySpan<double> raw)
    {
        var exact = Exact(raw);
        exact[0] = raw[0] < 0 ? -Rational.One : Rational.One;
        var squares = Squares(exact.AsSpan(1));
        for (var c = 1; c < exact.Length; c++)
        {
            exact[c] *= 2;
        }

        exact[0] *= Rational.One - squares;
        return Over(exact, Rational.One + squares);
    }
}
