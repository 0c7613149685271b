using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Certificates;

/// <summary>
/// The atoms of a minimiser to many digits: Newton's method on Σ_i q_i x_i = λ s u/|u| over the inputs that are active at each moment u of sign s, with q_i =
/// scale (y_i - f_i). No atom may lie on a kink. What comes out is checked elsewhere.
/// </summary>
internal sealed class SharpenedAtoms
{
    private const int Precision = 200;
    private const int Steps = 6;
    private readonly MeasureProblem problem;
    private readonly HalfSquaredLoss loss;
    private readonly int[] signs;
    private readonly bool[][] active;
    private Rational[][] moments;

    private SharpenedAtoms(MeasureProblem problem, HalfSquaredLoss loss, IEnumerable<EnclosedAtom> atoms)
    {
        (this.problem, this.loss) = (problem, loss);
        moments = [.. atoms.Select(a => a.Moment.Select(m => Rounded(m.Midpoint)).ToArray())];
        signs = [.. atoms.Select(a => a.Sign)];
        active = [.. moments.Select(u => problem.Inputs.Items.Select(x => Dot(x.AsSpan(), u).Sign > 0).ToArray())];
    }

    /// <summary>The atoms of a problem with the half squared loss, from enclosures of them.</summary>
    public static IReadOnlyList<PointMass> Of(MeasureProblem problem, HalfSquaredLoss loss, IReadOnlyList<EnclosedAtom> enclosed)
    {
        var atoms = new SharpenedAtoms(problem, loss, enclosed);
        for (var step = 0; step < Steps && atoms.Move(); step++)
        {
        }

        return [.. atoms.moments.Select((u, j) => new PointMass(Rounded(atoms.signs[j] * Length(u)), u))];
    }

    // One step; false where the equations are singular.
    private bool Move()
    {
        var (d, size) = (problem.Dimension, problem.Dimension * moments.Length);
        var dual = loss.Targets.Items.Select((y, i) => loss.Scale * (y - Enumerable.Range(0, moments.Length).Where(j => active[j][i])
            .Aggregate(Rational.Zero, (sum, j) => sum + signs[j] * Dot(problem.Inputs[i].AsSpan(), moments[j])))).ToArray();
        var system = new Rational[size, size + 1];
        for (var j = 0; j < moments.Length; j++)
        {
            var length = Length(moments[j]);
            for (var k = 0; k < d; k++)
            {
                var (row, u) = (j * d + k, moments[j]);
                var pull = Enumerable.Range(0, dual.Length).Where(i => active[j][i]).Aggregate(Rational.Zero, (sum, i) => sum + dual[i] * problem.Inputs[i][k]);
                system[row, size] = Rounded(signs[j] * pull - problem.Penalty * u[k] / length);
                for (var column = 0; column < size; column++)
                {
                    var (other, l) = (column / d, column % d);
                    var shared = Enumerable.Range(0, dual.Length).Where(i => active[j][i] && active[other][i])
                        .Aggregate(Rational.Zero, (sum, i) => sum + problem.Inputs[i][k] * problem.Inputs[i][l]);
                    var bend = other != j ? Rational.Zero : problem.Penalty * ((k == l ? Rational.One : Rational.Zero) - u[k] * u[l] / (length * length)) / length;
                    system[row, column] = Rounded(signs[j] * signs[other] * loss.Scale * shared + bend);
                }
            }
        }

        if (Solved(system, size) is not { } step)
        {
            return false;
        }

        moments = [.. moments.Select((u, j) => u.Select((c, k) => Rounded(c + step[j * d + k])).ToArray())];
        return true;
    }

    // Elimination with the largest pivot of each column.
    private static Rational[]? Solved(Rational[,] system, int size)
    {
        for (var k = 0; k < size; k++)
        {
            var pivot = Enumerable.Range(k, size - k).MaxBy(i => system[i, k].Sign * system[i, k]);
            if (system[pivot, k].IsZero)
            {
                return null;
            }

            for (var column = 0; column <= size; column++)
            {
                (system[k, column], system[pivot, column]) = (system[pivot, column], system[k, column]);
            }

            for (var i = 0; i < size; i++)
            {
                var factor = i == k ? Rational.Zero : system[i, k] / system[k, k];
                for (var column = k; column <= size && !factor.IsZero; column++)
                {
                    system[i, column] = Rounded(system[i, column] - factor * system[k, column]);
                }
            }
        }

        return [.. Enumerable.Range(0, size).Select(k => system[k, size] / system[k, k])];
    }

    private static Rational Dot(ReadOnlySpan<Rational> a, Rational[] b)
    {
        var sum = Rational.Zero;
        for (var k = 0; k < a.Length; k++)
        {
            sum += a[k] * b[k];
        }

        return sum;
    }

    private static Rational Length(Rational[] vector) => Interval.Sqrt(Interval.FromRational(Dot(vector, vector), Precision)).Midpoint;

    private static Rational Rounded(Rational value) => Rational.Floor(value * Rational.Power(2, Precision)) / Rational.Power(2, Precision);
}
