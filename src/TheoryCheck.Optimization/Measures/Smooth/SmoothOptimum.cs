using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Measures.Uniqueness;
using TheoryCheck.Optimization.Spheres;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Smooth;

/// <summary>What is known of the set of minimisers of a problem with smooth features.</summary>
/// <remarks>
/// As for homogeneous features (<see cref="SparseOptimum"/>): Krawczyk's test encloses a solution of the optimality conditions; around each of its atoms the certificate is strictly concave, so that it is at its level there only; elsewhere it is
/// below, by branch and bound over boxes. Then the solution is optimal, all minimisers live on these points, and they differ by weights that change no equation: the Jacobian is regular. Where φ is even, or odd and measures have signs, the points opposite to
/// the atoms share their weights.
/// </remarks>
public static class SmoothOptimum
{
    private const int Precision = 128;
    private const int MaximalUnknowns = 200;
    private const double Narrow = 1e-9;

    // Shares of the total variation below which an atom is taken for rounding, one after the other.
    private static readonly double[] Negligible = [1e-9, 1e-5];

    /// <summary>Examines the minimisers of a problem that was solved.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="solution">What <see cref="SmoothSolver"/> made of it; its atoms are proposals.</param>
    public static SparseOptimum Examine(SmoothProblem problem, MeasureSolution solution)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(solution);
        if (solution.Status is MeasureStatus.Infeasible or MeasureStatus.Unbounded or MeasureStatus.NotAttained)
        {
            return new(Certainty.False, Certainty.Unknown, [], [], solution.Reason);
        }

        // Continuous features on a compact sphere: bounded sets of measures are weakly compact, and the objective is lower semicontinuous.
        var exists = solution.UpperBound is null || (problem.NormBound is null && problem.Mass is null && problem.Penalty.IsZero) ? Certainty.Unknown : Certainty.True;
        if (exists != Certainty.True)
        {
            return new(exists, Certainty.Unknown, [], [], "uniqueness is examined for problems with a penalty or a bound on the total variation only");
        }

        if (problem.Loss is MaximalMargin margin)
        {
            return Margin(problem, margin, solution);
        }

        var loss = (SeparableLoss)problem.Loss;
        if (solution.Atoms.IsEmpty)
        {
            return SmoothZero.Certificate(problem) is { } zero
                ? new(Certainty.True, Certainty.True, [], [.. zero], "the certificate of the zero measure is below 1 everywhere")
                {
                    Level = Enumerable.Range(0, loss.Count).Any(i => loss.Corner(i) is { Output.IsZero: true }) ? null : Interval.FromRational(problem.Penalty, Precision),
                }
                : Unknown("the certificate of the zero measure comes as near to 1 as the bounds can tell");
        }

        var dual = solution.Residual.Select(static q => q.ToDouble()).ToArray();
        var first = At(problem, loss, Proposed(problem, solution, Negligible[0]), dual);
        return first.IsUnique != Certainty.Unknown || Proposed(problem, solution, Negligible[1]) is not { Count: > 0 } fewer ? first : At(problem, loss, fewer, dual);
    }

    // The measures of greatest margin m > 0 are those of least variation with margins at least 1, times m.
    private static SparseOptimum Margin(SmoothProblem problem, MaximalMargin margin, MeasureSolution solution)
    {
        if (solution.LowerBound is not { Sign: > 0 } least || (problem.Mass ?? problem.NormBound) is not { } bound)
        {
            return Unknown("no measure with a positive margin is known");
        }

        var equivalent = problem with { Loss = margin.Equivalent, Penalty = 1, NormBound = null, Mass = null };
        var shape = Examine(equivalent, solution with { Atoms = MeasureRun.Scaled(solution.Atoms, 1 / least), UpperBound = bound / least });
        return shape.IsUnique == Certainty.Unknown ? shape : shape with { Atoms = shape.IsUnique == Certainty.True ? SparseOptimum.WithVariation(shape.Atoms, bound) : [], Hull = shape.Hull?.WithVariation(bound), Variation = bound };
    }

    private static List<SmoothAtom> Proposed(SmoothProblem problem, MeasureSolution solution, double share)
    {
        var folded = MirroredMinimisers.Folded(solution, Turn(problem));
        var total = folded.Sum(static p => p.Weight);
        return [.. folded.Where(p => p.Weight > share * total).Select(static p => new SmoothAtom(p.Direction, p.Sign, p.Weight))];
    }

    // The sign of the weight that an atom gives to the opposite point without a change of outputs; 0 where there is none.
    private static int Turn(SmoothProblem problem) => problem.Parity < 0 && problem.IsNonnegative ? 0 : problem.Parity;

    private static SparseOptimum At(SmoothProblem problem, SeparableLoss loss, List<SmoothAtom> atoms, double[] dual)
    {
        var total = problem.Mass ?? (problem.NormBound is { } most && atoms.Sum(static a => a.Weight) > most.ToDouble() * (1 - SparseOptimum.Nearly) ? most : null);
        if (total is null && problem.Penalty.Sign <= 0)
        {
            return Unknown("the bound on the total variation does not hold with equality, and there is no penalty");
        }

        var corners = HeldCorners.Of(loss, dual, () => [.. Enumerable.Range(0, dual.Length).Where(i => Enumerable.Range(0, i).All(k => problem.Inputs[k] != problem.Inputs[i]))]);
        int[] signs = [.. atoms.Select(static a => a.Sign)];
        var system = new SmoothActiveSystem(problem, loss, signs, corners, total);
        if (system.Size > MaximalUnknowns)
        {
            return Unknown($"the optimality conditions have {system.Size} unknowns, more than {MaximalUnknowns}");
        }

        var height = atoms.Max(a => a.Sign * new SmoothRidgeSum(problem).Value(dual, a.Point));
        var point = system.Start(atoms, dual, height);
        double[]? radii;
        try
        {
            radii = Krawczyk.Radii(system, point);
        }
        catch (NotRepresentableException)
        {
            // A step left the arguments at which the feature is known.
            radii = null;
        }

        if (radii is null)
        {
            return Unknown("the optimality conditions of the atoms found are singular or too badly conditioned for Krawczyk's test");
        }

        var level = system.Level(point, radii);
        if (problem.Mass is null && total is not null && (level - level.Literal(problem.Penalty)).CertainSign != 1)
        {
            return Unknown("whether the bound on the total variation has a positive multiplier is not decided");
        }

        var enclosed = system.Dual(point, radii);
        if (!corners.AreStrict(loss, enclosed, system.Outputs(point, radii)))
        {
            return Unknown("an output is at a corner of the loss, or near one, and whether its dual variable is strictly between the slopes is not decided");
        }

        var places = atoms.Select((_, j) => system.Point(point, radii, j)).ToArray();
        Interval[] weights = [.. atoms.Select((_, j) => system.Weight(point, radii, j).ToInterval(Precision))];
        if (radii.Max() > Narrow || weights.Any(static w => w.CertainSign != 1))
        {
            return Unknown("a weight may be 0, or the atoms are not known well");
        }

        if (!SmoothSupremum.IsBelow(problem, enclosed, level, [.. places.Select((p, j) => (p, signs[j]))], Turn(problem)))
        {
            return Unknown("the certificate comes as near to 1 elsewhere as the bounds can tell");
        }

        return Described(problem, [.. places.Select((p, j) => Atom(signs[j], weights[j], p))], enclosed, level, total);
    }

    private static SparseOptimum Described(SmoothProblem problem, ImmutableArray<EnclosedAtom> atoms, Interval[] dual, Interval level, Rational? total)
    {
        var variation = atoms.Aggregate(level.Literal(0), static (sum, atom) => sum + Interval.Abs(atom.Weight));
        if (total is null && problem.NormBound is { } slack && !(variation.Upper < slack))
        {
            return Unknown("whether the bound on the total variation holds with equality is not decided");
        }

        return Turn(problem) is var turn and not 0
            ? new(Certainty.True, Certainty.False, [], [], "the feature is symmetric: with an optimal measure its mirror image is optimal, and the zero measure is not")
            {
                Hull = new([.. dual], total is { } given ? level.Literal(given) : variation, level, [.. atoms.SelectMany(atom => new[] { MirroredMinimisers.Half(atom, 1, atom.Sign), MirroredMinimisers.Half(atom, -1, turn * atom.Sign) })]),
                Variation = total,
            }
            : new(Certainty.True, Certainty.True, atoms, [.. dual], "the optimality conditions have a regular solution, and the certificate is below 1 away from its atoms") { Level = level, Variation = total };
    }

    private static EnclosedAtom Atom(int sign, Interval weight, DoubleInterval[] point)
    {
        ImmutableArray<Interval> direction = [.. point.Select(static v => v.ToInterval(Precision))];
        return new(sign, weight * weight.Literal(sign), direction, [.. direction.Select(u => u * weight)]);
    }

    private static SparseOptimum Unknown(string reason) => new(Certainty.True, Certainty.Unknown, [], [], reason);
}
