using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Search;

/// <summary>
/// The violation of a formula over the coordinates of a configuration, in doubles: what strategies climb. Where an assumption
/// fails the height is below -2, so that a climb first returns to where the claim speaks.
/// </summary>
internal sealed class Landscape
{
    /// <summary>The height above which a climb has found what it looks for: well beyond rounding.</summary>
    private const double Found = 1e-9;

    private const double Undefined = -10;

    // Where heights are absolute: as good as 0, and what may be 0.
    private const double Reached = 1e-15;
    private const double Touching = 1e-6;

    private readonly Term formula;
    private readonly IReadOnlyList<Term> restrictions;
    private readonly Coordinates coordinates;
    private readonly ClosedEvaluation evaluation;
    private readonly Interpreter<DoubleReal> doubles;
    private readonly Interpreter<Dual<DoubleReal>> duals;
    private readonly bool isAbsolute;
    private long budget;

    /// <param name="formula">The formula.</param>
    /// <param name="restrictions">The assumptions.</param>
    /// <param name="coordinates">What moves.</param>
    /// <param name="evaluation">Enumerates finite domains.</param>
    /// <param name="isAbsolute">Whether violations go to 0 where both sides do, and those of assumptions count like that of the formula: for points where sides touch.</param>
    public Landscape(Term formula, IReadOnlyList<Term> restrictions, Coordinates coordinates, ClosedEvaluation evaluation, bool isAbsolute = false)
    {
        this.isAbsolute = isAbsolute;
        (this.formula, this.restrictions, this.coordinates, this.evaluation) = (formula, restrictions, coordinates, evaluation);
        doubles = Fixed(new DoubleReal(1));
        duals = Fixed(new Dual<DoubleReal>(new DoubleReal(1)));
    }

    /// <summary>How many coordinates there are.</summary>
    public int Dimension => coordinates.Count;

    /// <summary>The greatest height so far.</summary>
    public double BestHeight { get; private set; } = double.NegativeInfinity;

    /// <summary>Where it was seen.</summary>
    public double[] Best { get; private set; } = [];

    /// <summary>How many evaluations were made; a gradient counts as one for each four directions besides.</summary>
    public long Evaluations { get; private set; }

    /// <summary>Whether a climb should go on.</summary>
    public bool IsOpen => Evaluations < budget && (isAbsolute ? BestHeight < -Reached : BestHeight <= Found);

    /// <summary>Whether the violation at the best point may be 0.</summary>
    public bool IsTouching => BestHeight > -Touching;

    /// <summary>Whether the best point violates the formula, as far as doubles tell.</summary>
    public bool IsFound => BestHeight > Found;

    /// <summary>Allows so many further evaluations.</summary>
    public void Allow(long evaluations) => budget = Evaluations + evaluations;

    /// <summary>Moves a point into the domain.</summary>
    public void Project(Span<double> point) => coordinates.Project(point);

    /// <summary>The height at a point of the domain.</summary>
    public double Height(double[] point)
    {
        Evaluations++;
        var height = Height(doubles, new DoubleReal(1), v => v.Value, point, (v, _) => new DoubleReal(v), out _);
        if (height > BestHeight)
        {
            (BestHeight, Best) = (height, (double[])point.Clone());
        }

        return height;
    }

    /// <summary>The direction of steepest ascent at a point, or null where there is none.</summary>
    public double[]? Gradient(double[] point)
    {
        Evaluations += 1 + (Dimension / 4);
        Height(duals, new Dual<DoubleReal>(new DoubleReal(1)), v => v.Value.Value, point, (v, i) => Dual<DoubleReal>.Variable(new DoubleReal(v), i, Dimension), out var end);
        if (end is not { } slopes)
        {
            return null;
        }

        var gradient = new double[Dimension];
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] = slopes.Slope(i).Value;
        }

        return gradient.All(double.IsFinite) && gradient.Any(g => g != 0) ? gradient : null;
    }

    private double Height<T>(Interpreter<T> at, T one, Func<T, double> primal, double[] point, Func<double, int, T> lift, out T? decisive)
        where T : struct, IReal<T>
    {
        decisive = null;
        var bound = coordinates.Bind(at, point, lift);
        var violation = new Violation<T>(evaluation, coordinates.Start, primal, isAbsolute);
        var worst = 0.0;
        foreach (var restriction in restrictions)
        {
            // A restriction that has no violation is left to the exact check of what is found.
            if (violation.TryOf(restriction, bound, one, out var distance) && primal(distance) > worst)
            {
                worst = primal(distance);
                decisive = -distance;
            }
        }

        if (worst > 0 && !isAbsolute)
        {
            return -2 - worst;
        }

        if (!violation.TryOf(formula, bound, one, out var height))
        {
            return Undefined;
        }

        if (worst > 0 && -worst < primal(height))
        {
            return -worst;
        }

        decisive = height;
        return primal(height);
    }

    private Interpreter<T> Fixed<T>(T one)
        where T : IReal<T>
    {
        var interpreter = new Interpreter<T>(one, Environment<T>.Empty);
        foreach (var (symbol, value) in coordinates.Start.Values)
        {
            if (!coordinates.Moves(symbol))
            {
                interpreter = interpreter.With(symbol, new Interpreter<T>(one, Environment<T>.Empty).Evaluate(value));
            }
        }

        return interpreter;
    }
}
