using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Verification.Line;

namespace TheoryCheck.Verification.Convex;

/// <summary>A multiple of the root of a quadratic q that is nowhere negative: a Euclidean norm.</summary>
/// <param name="factor">The factor, at least 0.</param>
/// <param name="square">q.</param>
internal sealed class NormPiece(Rational factor, FormParts square) : ConvexPiece
{
    /// <inheritdoc/>
    public override Interval At(IReadOnlyList<Rational> point) => Interval.FromRational(factor, Precision) * Root(point);

    /// <inheritdoc/>
    public override Rational? Exactly(IReadOnlyList<Rational> point) => Enclosed.TryExact(Enclosed.Sqrt(Enclosed.Of(ConvexProgram.At(square, point))), out var root) ? factor * root : null;

    /// <inheritdoc/>
    /// <remarks>With the symmetric form B of which q is the square, B(u, v) ≤ √q(u)·√q(v).</remarks>
    public override (Rational Constant, IReadOnlyDictionary<int, Rational> Slopes)? Below(IReadOnlyList<Rational> point)
    {
        Rational[] place = [.. point.Select(static x => Fractions.Rounded(x, Bits))];
        var root = Exactly(place) is { } exact ? exact / factor : Root(place).Upper;
        if (root.IsZero)
        {
            return (Rational.Zero, new Dictionary<int, Rational>());
        }

        var (half, scale) = (new Rational(1, 2), factor / root);
        var at = square.Linear.Aggregate(ConvexProgram.Exact(square.Constant), (sum, t) => sum + (half * ConvexProgram.Exact(t.Value) * place[t.Key]));
        return (scale * at, Slopes(place).ToDictionary(static t => t.Key, t => scale * t.Value));
    }

    /// <inheritdoc/>
    /// <remarks>Beside the point as far as the norm is long, in each direction of the unknowns: slopes of norms are on an ellipsoid, and only between distant ones there is room inside it.</remarks>
    public override IEnumerable<(Rational Constant, IReadOnlyDictionary<int, Rational> Slopes)> About(IReadOnlyList<Rational> point, Rational width)
    {
        var far = Fractions.Rounded(Root(point).Upper, Bits);
        var unknowns = square.Linear.Keys.Concat(square.Square.Keys.Select(static k => k.Item1)).Distinct().Order();
        IEnumerable<Rational[]> places = [[.. point], .. unknowns.SelectMany(k => new[] { far, -far }, (k, step) => point.Select((x, i) => i == k ? x + step : x).ToArray())];
        return places.Select(p => Below(p)!.Value);
    }

    /// <inheritdoc/>
    public override void Bend(IReadOnlyList<Rational> point, Dictionary<(int, int), double> bends)
    {
        var root = Midpoint.Of(Root(point));
        if (!(root > 1e-100))
        {
            return;
        }

        var slopes = Slopes(point).ToDictionary(static t => t.Key, t => t.Value.ToDouble() / root);
        var scale = factor.ToDouble() / root;
        foreach (var (i, a) in slopes)
        {
            foreach (var (j, b) in slopes)
            {
                var q = ConvexProgram.Exact(square.Square.GetValueOrDefault((i, j))).ToDouble();
                bends[(i, j)] = bends.GetValueOrDefault((i, j)) + (scale * (q - (a * b)));
            }
        }
    }

    // Half the gradient of q.
    private Dictionary<int, Rational> Slopes(IReadOnlyList<Rational> point)
    {
        var slopes = square.Linear.ToDictionary(static t => t.Key, static t => ConvexProgram.Exact(t.Value) / 2);
        foreach (var ((i, j), q) in square.Square)
        {
            slopes[i] = slopes.GetValueOrDefault(i) + (ConvexProgram.Exact(q) * point[j]);
        }

        return slopes;
    }

    private Interval Root(IReadOnlyList<Rational> point) => Interval.Sqrt(Interval.FromRational(ConvexProgram.At(square, point), Precision));
}
