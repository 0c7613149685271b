using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Spheres;

namespace TheoryCheck.Optimization.Measures.Descent;

/// <summary>
/// Newton's method on the moments of finitely many atoms, for a smooth convex loss of the outputs plus a penalty on the total
/// variation. Each atom is on one side of every input, or held on some kinks; in that region the outputs are linear in its moment
/// and |moment| is smooth, so atoms slide to their optimum with quadratic convergence. Atoms of one sign in one region merge, which
/// never raises the objective; an atom that shrinks to nothing is dropped.
/// </summary>
internal sealed class AtomDescent
{
    internal const int MaximalSteps = 300;
    private const double LeastDamping = 1e-15;
    private const double LeastShare = 1e-10;
    private readonly SampledFeature feature;
    private readonly double penalty;
    private readonly Func<int, double, LossPiece> piece;

    internal AtomDescent(SampledFeature feature, double penalty, Func<int, double, LossPiece> piece, IEnumerable<MovingAtom> start)
    {
        this.feature = feature;
        this.penalty = penalty;
        this.piece = piece;
        Atoms = [.. start];
        Outputs = new double[feature.Count];
        Dual = new double[feature.Count];
        Curvature = new double[feature.Count];
        Evaluate();
    }

    /// <summary>The atoms at hand.</summary>
    internal List<MovingAtom> Atoms { get; private set; }

    /// <summary>The outputs fᵢ.</summary>
    internal double[] Outputs { get; }

    /// <summary>The dual variables qᵢ = −ℓᵢ'(fᵢ).</summary>
    internal double[] Dual { get; }

    /// <summary>The curvatures ℓᵢ''(fᵢ).</summary>
    internal double[] Curvature { get; }

    /// <summary>Loss plus penalty.</summary>
    internal double Objective { get; private set; }

    /// <summary>Σ |weights|.</summary>
    internal double Variation { get; private set; }

    /// <summary>The number of Newton steps so far.</summary>
    internal int Steps { get; private set; }

    /// <summary>The size of the rounding errors of the gradient and of the potential.</summary>
    internal double Noise
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < Dual.Length; i++)
            {
                sum += Math.Abs(Dual[i]) * feature.Lengths[i];
            }

            return 1e-15 * (Math.Abs(feature.Right) + Math.Abs(feature.Left)) * sum;
        }
    }

    /// <summary>
    /// Inserts atoms, given with moments of length 1, and gives all atoms their best weights; those with weight 0 are dropped. So are those that had shrunk to nothing: of their
    /// directions only rounding is left, which must not be scaled up.
    /// </summary>
    internal void Insert(IEnumerable<MovingAtom> inserted)
    {
        var all = Atoms.FindAll(atom => atom.Magnitude > LeastShare * Variation);
        var weights = all.ConvertAll(atom => atom.Magnitude);
        foreach (var atom in inserted)
        {
            all.Add(atom);
            weights.Add(0);
        }

        var columns = all.ConvertAll(Column).ToArray();
        var found = weights.ToArray();
        new WeightDescent(columns, penalty, piece).Run(found);
        Atoms = [];
        for (var j = 0; j < all.Count; j++)
        {
            if (found[j] > 0)
            {
                var factor = found[j] / all[j].Magnitude;
                var atom = new MovingAtom(Array.ConvertAll(all[j].Moment, m => m * factor), all[j].Sign, all[j].Sides);
                atom.Moment = Array.Exists(atom.Sides, side => side == 0) ? Aligned(atom) : atom.Moment;
                SetSides(atom);
                Atoms.Add(atom);
            }
        }

        Evaluate();
    }

    /// <summary>The outputs of the atom with weight 1.</summary>
    private double[] Column(MovingAtom atom)
    {
        var (column, magnitude) = (new double[feature.Count], atom.Magnitude);
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = atom.Sign * feature.Slope(atom.Sides[i]) * RidgeSum.Dot(feature.Input(i), atom.Moment) / magnitude;
        }

        return column;
    }

    /// <summary>Goes on until the gradient vanishes to rounding, or no step gains any more.</summary>
    internal void Run(int maximalSteps)
    {
        var (stalls, damping) = (0, LeastDamping);
        for (var step = 0; step < maximalSteps && stalls < 3; step++)
        {
            Steps++;
            Merge();
            var system = new NewtonSystem(feature, Atoms, Dual, Curvature, penalty);
            if (system.Residual <= Math.Max(1e-14 * penalty, Noise))
            {
                if (!Release())
                {
                    return;
                }

                continue;
            }

            if (system.TrySolve(ref damping, out var moves) && Take(moves, system))
            {
                damping = Math.Max(LeastDamping, damping / 1000);
                stalls = 0;
                continue;
            }

            damping *= 1000;
            if (damping > 1e3)
            {
                (damping, stalls) = (LeastDamping, stalls + 1);
                if (!Release())
                {
                    return;
                }
            }
        }
    }

    private void Evaluate()
    {
        Array.Clear(Outputs);
        Variation = 0;
        foreach (var atom in Atoms)
        {
            Variation += atom.Magnitude;
            for (var i = 0; i < Outputs.Length; i++)
            {
                Outputs[i] += atom.Sign * feature.Slope(atom.Sides[i]) * RidgeSum.Dot(feature.Input(i), atom.Moment);
            }
        }

        Objective = penalty * Variation;
        for (var i = 0; i < Outputs.Length; i++)
        {
            var at = piece(i, Outputs[i]);
            Objective += at.Value;
            (Dual[i], Curvature[i]) = (at.Dual, at.Curvature);
        }
    }

    /// <summary>Steps along the moves, as far as the objective gains; to the first kink if it does not gain beyond.</summary>
    private bool Take(double[][] moves, NewtonSystem system)
    {
        var slope = system.Descent(moves);
        if (!(slope < 0))
        {
            return false;
        }

        var (first, hit, kink) = FirstKink(moves);
        if (first > 1 && -slope <= 1e-11 * Math.Abs(Objective) && TryPolish(moves, system.Residual))
        {
            return true;
        }

        for (var length = 1.0; length > 1e-12; length /= 2)
        {
            if (length >= first && length / 2 < first && first > 1e-14)
            {
                // The last trial before the region itself: exactly up to the kink.
                if (TryStep(moves, Math.Min(first, 1), slope, hit, kink))
                {
                    return true;
                }
            }

            if (TryStep(moves, length, slope, -1, -1))
            {
                return true;
            }
        }

        if (hit < 0 || Math.Abs(RidgeSum.Dot(feature.Input(kink), Atoms[hit].Moment)) > 1e-9 * feature.Lengths[kink] * Atoms[hit].Magnitude)
        {
            return false;
        }

        // Pressed against a kink: hold on to it if the potential bends downward there, otherwise pass to the other side.
        var atom = Atoms[hit];
        Hold(atom, kink, atom.Sides[kink]);
        Evaluate();
        return true;
    }

    private (double Length, int Atom, int Kink) FirstKink(double[][] moves)
    {
        var best = (Length: double.PositiveInfinity, Atom: -1, Kink: -1);
        for (var j = 0; j < Atoms.Count && feature.Jump != 0; j++)
        {
            // A shrinking atom meets all kinks when it vanishes; that is no kink, and it is dropped there.
            var shrinkage = -RidgeSum.Dot(moves[j], Atoms[j].Moment) / RidgeSum.Dot(Atoms[j].Moment, Atoms[j].Moment);
            var end = shrinkage > 0 ? (1 - 1e-9) / shrinkage : double.PositiveInfinity;
            for (var i = 0; i < feature.Count; i++)
            {
                var side = Atoms[j].Sides[i];
                var change = side == 0 ? 0 : side * RidgeSum.Dot(feature.Input(i), moves[j]);
                if (change < 0)
                {
                    var length = Math.Max(0, side * RidgeSum.Dot(feature.Input(i), Atoms[j].Moment)) / -change;
                    best = length < Math.Min(best.Length, end) ? (length, j, i) : best;
                }
            }
        }

        return best;
    }

    /// <summary>A full step whose gain the objective is too coarse to show: taken if the gradient falls.</summary>
    private bool TryPolish(double[][] moves, double residual)
    {
        var old = (Atoms, Objective);
        Atoms = [.. old.Atoms.Select((atom, j) => new MovingAtom([.. atom.Moment.Select((m, k) => m + moves[j][k])], atom.Sign, atom.Sides))];
        Evaluate();
        var isKept = Atoms.Zip(old.Atoms).All(pair => RidgeSum.Dot(pair.First.Moment, pair.Second.Moment) > 0);
        if (isKept && Objective <= old.Objective + 1e-12 * Math.Abs(old.Objective)
            && new NewtonSystem(feature, Atoms, Dual, Curvature, penalty).Residual < 0.7 * residual)
        {
            return true;
        }

        Atoms = old.Atoms;
        Evaluate();
        return false;
    }

    private bool TryStep(double[][] moves, double length, double slope, int held, int kink)
    {
        var old = (Atoms, Objective);
        var trial = new List<MovingAtom>(Atoms.Count);
        for (var j = 0; j < old.Atoms.Count; j++)
        {
            var atom = old.Atoms[j].Copy();
            for (var k = 0; k < atom.Moment.Length; k++)
            {
                atom.Moment[k] += length * moves[j][k];
            }

            if (RidgeSum.Dot(atom.Moment, old.Atoms[j].Moment) <= 0)
            {
                continue;
            }

            SetSides(atom);
            if (j == held)
            {
                Hold(atom, kink, old.Atoms[j].Sides[kink]);
            }

            trial.Add(atom);
        }

        Atoms = trial;
        Evaluate();
        // A step that drops atoms is cut short there, so that its slope promises more than there is to gain.
        var promised = trial.Count < old.Atoms.Count ? 1e-10 * Math.Abs(old.Objective) : -1e-4 * length * slope;
        if (Objective <= old.Objective - promised && Objective < old.Objective)
        {
            return true;
        }

        Atoms = old.Atoms;
        Evaluate();
        return false;
    }

    /// <summary>The sides that the moment is on, for the inputs that do not hold it.</summary>
    private void SetSides(MovingAtom atom)
    {
        for (var i = 0; i < feature.Count && feature.Jump != 0; i++)
        {
            if (atom.Sides[i] != 0)
            {
                var z = RidgeSum.Dot(feature.Input(i), atom.Moment);
                atom.Sides[i] = z > 0 ? (sbyte)1 : z < 0 ? (sbyte)-1 : atom.Sides[i];
            }
        }
    }

    /// <summary>
    /// Moves an atom exactly onto a kink it has come to, and holds it there if the potential bends downward; otherwise, or where no
    /// direction would be left to it, passes it to the other side.
    /// </summary>
    private void Hold(MovingAtom atom, int kink, sbyte from)
    {
        atom.Sides[kink] = 0;
        var aligned = Aligned(atom);
        if (atom.Sign * Dual[kink] * feature.Jump < 0 && RidgeSum.Norm(aligned) > 0.5 * atom.Magnitude)
        {
            atom.Moment = aligned;
            SetSides(atom);
            return;
        }

        atom.Sides[kink] = (sbyte)-from;
    }

    /// <summary>The moment without its part orthogonal to the directions that the kinks holding the atom leave free.</summary>
    private double[] Aligned(MovingAtom atom)
    {
        var aligned = new double[atom.Moment.Length];
        foreach (var unit in atom.FreeDirections(feature))
        {
            var product = RidgeSum.Dot(unit, atom.Moment);
            for (var k = 0; k < aligned.Length; k++)
            {
                aligned[k] += product * unit[k];
            }
        }

        return aligned;
    }

    private void Merge()
    {
        var merged = MovingAtom.Merged(Atoms);
        if (merged.Count < Atoms.Count)
        {
            Atoms = merged;
            Evaluate();
        }
    }

    /// <summary>Lets the atom go from the kink whose multiplier is farthest outside [0, 1], one of all; whether there was one.</summary>
    private bool Release()
    {
        var (freed, input, side, excess) = ((MovingAtom?)null, -1, (sbyte)0, 1e-9);
        foreach (var atom in Atoms)
        {
            foreach (var (held, share) in KinkShares.Of(feature, atom, Dual, penalty))
            {
                var outside = double.IsNaN(share) ? double.MaxValue : Math.Max(-share, share - 1);
                if (outside > excess)
                {
                    (freed, input, side, excess) = (atom, held, share < 0 ? (sbyte)-1 : (sbyte)1, outside);
                }
            }
        }

        if (freed is null)
        {
            return false;
        }

        freed.Sides[input] = side;
        return true;
    }
}
