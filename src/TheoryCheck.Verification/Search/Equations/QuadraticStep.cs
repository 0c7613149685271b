using System.Numerics;
using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Search.Equations;

/// <summary>
/// Solves equations of degree two in unknowns, one after the other, within the solutions of linear ones. On a line such an equation is one of one number, with rational roots where its discriminant is a square; and a line through
/// one rational solution meets the others in rational ones, which takes a simple solution near where the search is.
/// </summary>
/// <param name="system">The equations.</param>
/// <param name="linear">The slopes of those that are linear and hold.</param>
internal sealed class QuadraticStep(Residuals system, IReadOnlyList<Rational[]> linear)
{
    private const int MostDirections = 24;
    private const int NewtonSteps = 30;
    private const long Grid = 16;
    private static readonly Rational[] Simple = [Rational.Zero, Rational.One, 2, new(1, 2)];

    private readonly HashSet<int> taken = [];

    /// <summary>A point near another that solves an equation and keeps those that were solved before; null where none was found.</summary>
    /// <param name="equation">Which.</param>
    /// <param name="start">A point that satisfies the linear equations.</param>
    public Rational[]? Solve(int equation, Rational[] start)
    {
        var slopes = system.At([.. start.Select(static (x, i) => x + 1 + new Rational(i, 5))]).Slopes[equation];
        double[] preferences = [.. slopes.Select(static s => s.IsZero ? 1.0 : 1e-3)];
        List<Rational[]> directions = [.. LinearSystem.Kernel(linear, preferences).Select(static k => k.Direction).Where(d => d.Zip(slopes).Any(static p => !p.First.IsZero && !p.Second.IsZero) && !taken.Any(t => !d[t].IsZero)).Take(MostDirections)];
        var solution = Value(equation, start).IsZero ? start : directions.Select(d => Root(equation, start, d)).FirstOrDefault(static r => r is not null) ?? FromSimple(equation, start, directions);
        if (solution is not null)
        {
            taken.UnionWith(Enumerable.Range(0, slopes.Length).Where(k => !slopes[k].IsZero));
        }

        return solution;
    }

    private Rational[]? FromSimple(int equation, Rational[] start, List<Rational[]> directions)
    {
        // Linear equations may keep a point from being simple.
        foreach (var (value, at) in directions.Count == 0 ? [] : Simple.SelectMany(v => Enumerable.Range(0, directions.Count).Select(at => (v, at))))
        {
            var simple = (Rational[])start.Clone();
            for (var k = 0; k < directions.Count; k++)
            {
                var free = Array.FindIndex(directions[k], static x => x.IsOne);
                var to = k == at ? value : Rational.Zero;
                simple = Moved(simple, directions[k], to - simple[free]);
            }

            foreach (var direction in directions)
            {
                if (Root(equation, simple, direction) is { } root)
                {
                    return Second(equation, root, start, directions) ?? root;
                }
            }
        }

        return null;
    }

    // The other point of a line from a solution to where Newton's steps from the start end.
    private Rational[]? Second(int equation, Rational[] root, Rational[] start, List<Rational[]> directions)
    {
        var near = start;
        for (var step = 0; step < NewtonSteps; step++)
        {
            var (values, slopes) = system.At(near);
            var along = directions.ConvertAll(d => d.Zip(slopes[equation], static (a, b) => a * b).Aggregate(Rational.Zero, static (sum, x) => sum + x).ToDouble());
            var squares = along.Sum(static a => a * a);
            var residual = values[equation].ToDouble();
            if (!(squares > 0) || Math.Abs(residual) < 1d / Grid)
            {
                break;
            }

            for (var k = 0; k < directions.Count; k++)
            {
                near = Moved(near, directions[k], Rounded(-residual * along[k] / squares, Grid * Grid));
            }
        }

        var aim = root.Zip(near, static (a, b) => Rounded((b - a).ToDouble(), Grid)).ToArray();
        var direction = new Rational[root.Length];
        foreach (var d in directions)
        {
            direction = Moved(direction, d, aim[Array.FindIndex(d, static x => x.IsOne)]);
        }

        // q(root + t d) = a t² + b t.
        var (plus, minus) = (Value(equation, Moved(root, direction, 1)), Value(equation, Moved(root, direction, -1)));
        var (a, b) = ((plus + minus) / 2, (plus - minus) / 2);
        return a.IsZero || b.IsZero || Moved(root, direction, -b / a) is not { } second || !Value(equation, second).IsZero ? null : second;
    }

    private Rational[]? Root(int equation, Rational[] point, Rational[] direction)
    {
        var (here, plus, minus) = (Value(equation, point), Value(equation, Moved(point, direction, 1)), Value(equation, Moved(point, direction, -1)));
        var (a, b) = (((plus + minus) / 2) - here, (plus - minus) / 2);
        if (a.IsZero)
        {
            return !b.IsZero && Moved(point, direction, -here / b) is { } only && Value(equation, only).IsZero ? only : null;
        }

        if (Root((b * b) - (4 * a * here)) is not { } root)
        {
            return null;
        }

        var (one, other) = ((-b + root) / (2 * a), (-b - root) / (2 * a));
        var nearest = Moved(point, direction, (one * one) <= (other * other) ? one : other);
        return Value(equation, nearest).IsZero ? nearest : null;
    }

    private Rational Value(int equation, Rational[] point) => system.Values(point)[equation];

    private static Rational[] Moved(Rational[] point, Rational[] direction, Rational by) => [.. point.Zip(direction, (x, d) => d.IsZero ? x : x + (by * d))];

    private static Rational Rounded(double value, long denominator) => double.IsFinite(value) ? new((BigInteger)Math.Round(Math.Clamp(value, -1e9, 1e9) * denominator), denominator) : Rational.Zero;

    // The root of a square of a fraction.
    private static Rational? Root(Rational square) => square.Sign >= 0 && Root(square.Numerator) is { } numerator && Root(square.Denominator) is { } denominator ? new Rational(numerator, denominator) : null;

    private static BigInteger? Root(BigInteger square) => IntegerRoot.Floor(square) is var root && root * root == square ? root : null;
}
