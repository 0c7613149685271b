using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Bounds;
using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Spheres;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Smooth;

/// <summary>
/// Solves problems with smooth features: atoms by exchange (weights of a finite dictionary, to which the peaks of the certificate are added) and Newton steps on all of them, in doubles;
/// then bounds over all measures by weak duality in enclosures.
/// </summary>
[Cites("bach2017", "section 3")]
public static class SmoothSolver
{
    private const int MaximalRounds = 60;
    private const int Precision = 128;
    private const double Near = 1e-3;

    /// <summary>Solves a problem to the relative gap that is usual for its dimension.</summary>
    public static MeasureSolution Solve(SmoothProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var gap = MeasureSolverOptions.For(problem.Dimension).RelativeGap;
        var features = new SmoothRidgeSum(problem);
        var descent = new SmoothDescent(problem, features);
        var penalty = problem.Penalty.ToDouble();
        List<SmoothAtom> atoms = [];
        var rounds = 0;
        for (; rounds < MaximalRounds; rounds++)
        {
            var dual = Dual(descent.Outputs(atoms));
            var peaks = features.Peaks(dual, penalty * (1 + (gap / 16)), problem.IsNonnegative, atoms.Select(static a => a.Point));
            if (peaks.Count == 0)
            {
                break;
            }

            var before = Objective(atoms);
            List<SmoothAtom> next = [.. atoms, .. peaks.Select(static p => new SmoothAtom(p.Point, p.Sign, 0))];
            next = descent.Slide(Joined(descent.Slide(Weighted(next))));
            atoms = Weighted(next);
            if (!(Objective(atoms) < before))
            {
                break;
            }
        }

        return Bounded(problem, features, atoms, Dual(descent.Outputs(atoms)), gap, rounds);

        double Objective(List<SmoothAtom> at) => descent.Outputs(at).Select((f, i) => problem.Loss.Piece(i, f, 0, 1).Value).Sum() + (penalty * at.Sum(static a => a.Weight));
        double[] Dual(double[] outputs) => [.. outputs.Select((f, i) => problem.Loss.Piece(i, f, 0, 1).Dual)];

        List<SmoothAtom> Weighted(List<SmoothAtom> at)
        {
            var weights = at.Select(static a => a.Weight).ToArray();
            new WeightDescent([.. at.Select(a => features.At(a.Point).Select(v => a.Sign * v.Value).ToArray())], penalty, (i, f) => problem.Loss.Piece(i, f, 0, 1)).Run(weights);
            return [.. at.Select((a, j) => a with { Weight = weights[j] }).Where(static a => a.Weight > 0)];
        }
    }

    // Atoms of one sign next to each other stand for one.
    private static List<SmoothAtom> Joined(List<SmoothAtom> atoms)
    {
        var joined = new List<SmoothAtom>();
        foreach (var atom in atoms)
        {
            var place = joined.FindIndex(a => a.Sign == atom.Sign && RidgeSum.Dot(a.Point, atom.Point) > 1 - (Near * Near / 2));
            if (place < 0)
            {
                joined.Add(atom);
                continue;
            }

            var other = joined[place];
            var sum = other.Point.Select((v, k) => (other.Weight * v) + (atom.Weight * atom.Point[k])).ToArray();
            var norm = RidgeSum.Norm(sum);
            joined[place] = norm > 0 ? new(Array.ConvertAll(sum, v => v / norm), atom.Sign, other.Weight + atom.Weight) : other;
        }

        return joined;
    }

    private static MeasureSolution Bounded(SmoothProblem problem, SmoothRidgeSum features, List<SmoothAtom> atoms, double[] dual, double gap, int rounds)
    {
        var exact = dual.Select((q, i) => problem.Loss.Admissible(i, Rational.FromExact(q))).ToSequence();
        double[] rounded = [.. exact.Select(static q => q.ToDouble())];
        var penalty = problem.Penalty.ToDouble();
        var peaks = features.Peaks(rounded, 0, problem.IsNonnegative, atoms.Select(static a => a.Point));
        var supremum = SmoothSupremum.Of(problem, exact, gap / 32, penalty * (1 - 1e-12), peaks);
        var (lower, feasible) = DualBound.Of(problem.Penalty, null, problem.Loss, exact, supremum);
        var measure = atoms.Select(static a => new Atom(a.Point.Select(v => Rational.FromExact(a.Weight * v)).ToSequence(), a.Sign)).ToSequence();
        var upper = Upper(problem, measure);
        var certificate = new DualCertificate(exact, problem.Penalty, supremum / supremum.Literal(problem.Penalty), []);
        var distance = upper is { } high && lower is { } low ? (high - low).ToDouble() / Math.Max(Math.Abs(high.ToDouble()), Math.Abs(low.ToDouble())) : double.PositiveInfinity;
        return distance <= gap
            ? new(MeasureStatus.Solved, "", lower, upper, measure, exact, feasible, certificate, [], rounds)
            : new(MeasureStatus.GapLeft, FormattableString.Invariant($"the bounds are relative {distance:E1} apart"), lower, upper, measure, exact, feasible, certificate, [], rounds);
    }

    /// <summary>The objective of the atoms, from above: a convex loss is greatest at an end of the enclosure of an output.</summary>
    private static Rational? Upper(SmoothProblem problem, Sequence<Atom> atoms)
    {
        var sum = Interval.FromRational(problem.Penalty, Precision) * PrimalBound.Variation(atoms);
        for (var i = 0; i < problem.Inputs.Count; i++)
        {
            var output = sum.Literal(0);
            foreach (var atom in atoms)
            {
                var product = Rational.Zero;
                for (var k = 0; k < atom.Moment.Count; k++)
                {
                    product += atom.Moment[k] * problem.Inputs[i][k];
                }

                var norm = Interval.Sqrt(sum.Literal(atom.SquaredNorm));
                output += norm.Literal(atom.Sign) * norm * problem.Feature.At(norm.Literal(product) / norm);
            }

            if (!output.IsBounded || problem.Loss.Value(i, output.Lower, Precision) is not { IsBounded: true } low || problem.Loss.Value(i, output.Upper, Precision) is not { IsBounded: true } high)
            {
                return null;
            }

            sum += Interval.Max(low, high);
        }

        return sum.Upper;
    }
}
