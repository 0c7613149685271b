using TheoryCheck.Core;
using TheoryCheck.Numerics.Laws;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances;

/// <summary>
/// Points that the uniform law of a curved set drew in doubles, put onto the set exactly: on the sphere by the inverse of a stereographic
/// projection with rational coordinates, u_i = 2 v_i/(1 + |v|²); on the simplex by division by the exact sum.
/// </summary>
internal static class ExactPoint
{
    /// <summary>Whether a law is the uniform law of a set whose points doubles only come near to; its points are then put onto the set.</summary>
    public static bool IsOwnLaw(Term? domain, Term law) =>
        domain is Call { Operation: SetConstructor { Name: "sphere" or "simplex" } set } && SampledLaw.TryResolve(Unfold.Definitions(law), out var sampler, out _) && sampler.GetType() == set.GetType();

    /// <summary>The exact point nearest to a drawn one where the law is the set's own; the drawn value everywhere else.</summary>
    /// <param name="domain">The set.</param>
    /// <param name="law">What the value was drawn from.</param>
    /// <param name="dimensions">The axes of the value; points lie along the last one.</param>
    /// <param name="drawn">The coordinates, row-major.</param>
    public static Term On(Term? domain, Term law, Sequence<int> dimensions, ReadOnlySpan<double> drawn)
    {
        Func<double[], Rational[]?>? exactly = IsOwnLaw(domain, law) ? ((Call)domain!).Operation.Name == "sphere" ? OnSphere : OnSimplex : null;
        if (exactly is null || dimensions.IsEmpty || dimensions[^1] == 0)
        {
            return ClosedValue.Of(dimensions.AsSpan(), drawn);
        }

        var points = new List<Rational>(drawn.Length);
        for (var at = 0; at < drawn.Length; at += dimensions[^1])
        {
            if (exactly(drawn.Slice(at, dimensions[^1]).ToArray()) is not { } point)
            {
                return ClosedValue.Of(dimensions.AsSpan(), drawn);
            }

            points.AddRange(point);
        }

        return ClosedValue.Of(dimensions.AsSpan(), (ReadOnlySpan<Rational>)points.ToArray());
    }

    // Projected from the pole on the other side of the last coordinate, so that 1 + |u_last| is never near 0.
    private static Rational[]? OnSphere(double[] drawn)
    {
        var last = Rational.FromExact(drawn[^1]);
        var (size, squares) = (last.Sign < 0 ? -last : last, Rational.Zero);
        var projected = new Rational[drawn.Length - 1];
        for (var i = 0; i < projected.Length; i++)
        {
            projected[i] = Rational.FromExact(Math.Round(drawn[i] / (1 + size.ToDouble()), 15));
            squares += projected[i] * projected[i];
        }

        var under = Rational.One + squares;
        var height = (Rational.One - squares) / under;
        return [.. projected.Select(v => 2 * v / under), last.Sign < 0 ? -height : height];
    }

    private static Rational[]? OnSimplex(double[] drawn)
    {
        var exact = drawn.Select(Rational.FromExact).ToArray();
        var total = exact.Aggregate(Rational.Zero, (a, b) => a + b);
        return total.Sign > 0 && exact.All(v => v.Sign >= 0) ? [.. exact.Select(v => v / total)] : null;
    }
}
