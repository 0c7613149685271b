using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;

namespace TheoryCheck.Verification.Search.Equations;

/// <summary>The differences of the sides of equations as functions of unknowns, exactly.</summary>
/// <param name="equations">The equations.</param>
/// <param name="unknowns">What moves.</param>
/// <param name="exact">The values of all else.</param>
internal sealed class Residuals(IReadOnlyList<Equation> equations, Unknowns unknowns, Interpreter<Rational> exact)
{
    private readonly Interpreter<Dual<Rational>> duals = exact.Over(static x => new Dual<Rational>(x));

    /// <summary>How many unknowns there are.</summary>
    public int Count => unknowns.Point.Length;

    /// <summary>The differences at a point.</summary>
    public IReadOnlyList<Rational> Values(Rational[] point)
    {
        var at = unknowns.Bind(exact, point, static x => x, static (x, _) => x);
        return [.. equations.SelectMany(e => e.Residuals(at, Rational.One))];
    }

    /// <summary>The differences at a point and their slopes in each unknown.</summary>
    public (IReadOnlyList<Rational> Values, IReadOnlyList<Rational[]> Slopes) At(Rational[] point)
    {
        var one = new Dual<Rational>(Rational.One);
        var at = unknowns.Bind(duals, point, static x => new Dual<Rational>(x), (x, i) => Dual<Rational>.Variable(x, i, Count));
        List<Dual<Rational>> differences = [.. equations.SelectMany(e => e.Residuals(at, one))];
        return (differences.ConvertAll(static d => d.Value), differences.ConvertAll(d => Enumerable.Range(0, Count).Select(d.Slope).ToArray()));
    }
}
