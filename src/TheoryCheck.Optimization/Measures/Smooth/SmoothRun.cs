using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Bounds;
using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Spheres;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Smooth;

/// <summary>
/// One problem with smooth features on its way to a solution: atoms by exchange (weights of a finite dictionary, to which the peaks of the certificate are added) and Newton steps on all of them, in doubles,
/// and the bounds of what they propose. A bound on |ν|, or the mass of ν, is one more output with a loss of its own.
/// </summary>
internal sealed class SmoothRun
{
    private const int MaximalRounds = 60;
    private const double Near = 1e-3;
    private const double Soft = 1e-30;

    private readonly SmoothProblem problem;
    private readonly SeparableLoss loss;
    private readonly double gap;
    private readonly SmoothRidgeSum features;
    private readonly int rows;
    private readonly double scale;
    private List<SmoothAtom> atoms = [];
    private double[] dual;
    private int rounds;

    internal SmoothRun(SmoothProblem problem, SeparableLoss loss, double gap)
    {
        (this.problem, this.loss, this.gap, features) = (problem, loss, gap, new(problem));
        rows = loss.Count + (problem.NormBound is null && problem.Mass is null ? 0 : 1);
        dual = new double[rows];
        for (var i = 0; i < loss.Count; i++)
        {
            // Of an envelope so soft that its dual variables are far from any bound: its slope is proportional to the stiffness.
            dual[i] = loss.Piece(i, 0, 0, Soft).Dual / (loss.IsSmooth ? 1 : Soft);
        }

        scale = features.Peaks(dual, 0, problem.IsNonnegative && problem.Mass is null, []).Select(static p => p.Value).FirstOrDefault();
    }

    /// <summary>The largest value of the potential of the zero measure, for a smooth loss.</summary>
    internal double ZeroPotential => scale;

    private double Variation => atoms.Sum(static a => a.Weight);

    /// <summary>Minimises loss + penalty·|ν| in doubles, under the conditions on |ν|.</summary>
    internal void Minimise(double penalty)
    {
        if (loss.IsSmooth && rows == loss.Count)
        {
            Descend(penalty, (i, f) => loss.Piece(i, f, 0, 1), 0);
            return;
        }

        // As for homogeneous features; without a penalty the multiplier of the condition on |ν| is a share of the potential.
        var hardest = loss.IsSmooth ? 1 : Enumerable.Range(0, loss.Count).Select(i => Math.Abs(loss.Piece(i, 0, 0, 1 / Soft).Dual)).Where(static q => q > 0).DefaultIfEmpty(1).Min();
        var potential = scale > 0 ? (loss.IsSmooth ? scale : scale * Math.Min(1, hardest)) : 1;
        var multiplier = rows > loss.Count ? Math.Max(penalty, potential / 10) : penalty;
        var stiffness = Enumerable.Repeat(loss.IsSmooth ? 1 : Math.Min(scale > 0 ? 100 * multiplier / scale : 1, hardest / 2), loss.Count).ToList();
        if (rows > loss.Count)
        {
            stiffness.Add(10 * potential / (problem.NormBound ?? problem.Mass)!.Value.ToDouble());
        }

        MultiplierMethod.Run(
            [.. stiffness],
            (about, rho) =>
            {
                Descend(penalty, (i, f) => i < loss.Count ? loss.Piece(i, f, about[i], rho[i]) : Condition(f, about[i], rho[i]), rows > loss.Count ? potential : 0);
                return dual;
            },
            (infeasibility, change) => infeasibility <= gap / 64 * Math.Abs(Value(penalty)) && change <= 1e-11 * (1 + Variation),
            CancellationToken.None);
    }

    /// <summary>The rigorous bounds of what is at hand.</summary>
    internal MeasureSolution Bounded()
    {
        var exact = loss.Count == rows ? dual : dual[..loss.Count];
        var admissible = exact.Select((q, i) => loss.Admissible(i, Rational.FromExact(q))).ToSequence();
        double[] rounded = [.. admissible.Select(static q => q.ToDouble())];
        var penalty = problem.Penalty.ToDouble();
        var peaks = features.Peaks(rounded, problem.Mass is null ? 0 : double.NegativeInfinity, problem.IsNonnegative, atoms.Select(static a => a.Point));

        // Where the mass is given the certificate may be negative everywhere: then it is lifted above 0.
        var highest = peaks.Select(static p => p.Value).FirstOrDefault();
        var offset = problem.Mass is not null && !(highest > 0) ? Rational.FromExact(1 + (2 * Math.Abs(highest))) : Rational.Zero;
        var supremum = SmoothSupremum.Of(problem, admissible, gap / 32, problem.Mass is null ? penalty * (1 - 1e-12) : 0, peaks, offset);
        var (lower, feasible) = problem.Mass is { } mass
            ? (DualBound.Massed(problem.Penalty, mass, loss, admissible, supremum, offset), admissible)
            : DualBound.Of(problem.Penalty, problem.NormBound, loss, admissible, supremum);
        var (upper, measure, reason) = SmoothPrimal.Of(problem, loss, features, atoms);
        var certificate = problem.Penalty.IsZero ? null : new DualCertificate(admissible, problem.Penalty, (supremum - supremum.Literal(offset)) / supremum.Literal(problem.Penalty), []);
        var distance = upper is { } high && lower is { } low ? (high - low).ToDouble() / Math.Max(Math.Abs(high.ToDouble()), Math.Abs(low.ToDouble())) : double.PositiveInfinity;
        return distance <= gap || (upper is { } only && only == lower)
            ? new(MeasureStatus.Solved, "", lower, upper, measure, admissible, feasible, certificate, [], rounds)
            : new(MeasureStatus.GapLeft, reason.Length > 0 ? reason : FormattableString.Invariant($"the bounds are relative {distance:E1} apart"), lower, upper, measure, admissible, feasible, certificate, [], rounds);
    }

    // The loss of |ν|: that of an equation, or of an upper bound, about a multiplier.
    private LossPiece Condition(double variation, double multiplier, double stiffness)
    {
        var rest = (problem.Mass ?? problem.NormBound)!.Value.ToDouble() - variation;
        var free = multiplier + (stiffness * rest);
        return problem.Mass is not null || free < 0 ? new(rest * (multiplier + (stiffness / 2 * rest)), free, stiffness) : new(-multiplier * multiplier / (2 * stiffness), 0, 0);
    }

    private double Value(double penalty)
    {
        var outputs = new SmoothDescent(features, penalty, static (_, _) => default, rows).Outputs(atoms);
        var sum = penalty * Variation;
        for (var i = 0; i < loss.Count; i++)
        {
            var piece = loss.Piece(i, outputs[i], dual[i], 1);
            sum += loss.IsFinite ? piece.Value : 0;
        }

        return sum;
    }

    // The slope of the loss of |ν| may be as low as -lift; the weights are found with a factor of |ν| that is positive.
    private void Descend(double penalty, Func<int, double, LossPiece> piece, double lift)
    {
        var descent = new SmoothDescent(features, penalty, piece, rows);
        atoms = Moved(atoms);
        for (var round = 0; round < MaximalRounds; round++, rounds++)
        {
            dual = descent.Dual(atoms);
            var level = penalty - (rows > loss.Count ? dual[^1] : 0);
            var peaks = features.Peaks(dual, level + (Math.Abs(level) * gap / 16), problem.IsNonnegative, atoms.Select(static a => a.Point));
            if (peaks.Count == 0)
            {
                break;
            }

            var before = descent.Objective(atoms);
            List<SmoothAtom> next = [.. atoms, .. peaks.Select(static p => new SmoothAtom(p.Point, p.Sign, 0))];
            atoms = Moved(next);
            if (!(descent.Objective(atoms) < before))
            {
                break;
            }
        }

        dual = descent.Dual(atoms);

        List<SmoothAtom> Moved(List<SmoothAtom> from) => from.Count == 0 ? from : Weighted(descent.Slide(Joined(descent.Slide(Weighted(from)))));

        List<SmoothAtom> Weighted(List<SmoothAtom> at)
        {
            var weights = at.Select(static a => a.Weight).ToArray();
            new WeightDescent([.. at.Select(descent.Column)], penalty + lift, (i, f) => i < loss.Count ? piece(i, f) : Lifted(piece(i, f), f)).Run(weights);
            return [.. at.Select((a, j) => a with { Weight = weights[j] }).Where(static a => a.Weight > 0)];
        }

        LossPiece Lifted(LossPiece own, double variation) => new(own.Value - (lift * variation), own.Dual + lift, own.Curvature);
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
}
