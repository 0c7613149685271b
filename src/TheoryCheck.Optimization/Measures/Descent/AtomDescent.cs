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
    private const int MaximalSteps = 300;
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

    internal void Add(MovingAtom atom)
    {
        Atoms.Add(atom);
        Evaluate();
    }

    /// <summary>Goes on until the gradient vanishes to rounding, or no step gains any more.</summary>
    internal void Run()
    {
        var stalls = 0;
        for (var step = 0; step < MaximalSteps && stalls < 3; step++)
        {
            Steps++;
            Merge();
            var system = new NewtonSystem(feature, Atoms, Dual, Curvature, penalty);
            if (system.Residual <= 1e-14 * penalty)
            {
                if (!Release())
                {
                    return;
                }

                continue;
            }

            var before = Objective;
            if (!system.TrySolve(out var moves) || !Take(moves, system.Descent(moves)))
            {
                if (!Release())
                {
                    return;
                }

                stalls++;
                continue;
            }

            stalls = before - Objective <= 1e-16 * Math.Abs(before) ? stalls + 1 : 0;
            if (stalls == 2 && Release())
            {
                stalls = 0;
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
    private bool Take(double[][] moves, double slope)
    {
        var (first, hit, kink) = FirstKink(moves);
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

        if (first > 1e-9 || hit < 0)
        {
            return false;
        }

        // Pressed against a kink: hold on to it if the potential bends downward there, otherwise pass to the other side.
        var atom = Atoms[hit];
        atom.Sides[kink] = atom.Sign * Dual[kink] * feature.Jump < 0 ? (sbyte)0 : (sbyte)-atom.Sides[kink];
        Align(atom);
        Evaluate();
        return true;
    }

    private (double Length, int Atom, int Kink) FirstKink(double[][] moves)
    {
        var best = (Length: double.PositiveInfinity, Atom: -1, Kink: -1);
        for (var j = 0; j < Atoms.Count && feature.Jump != 0; j++)
        {
            for (var i = 0; i < feature.Count; i++)
            {
                var side = Atoms[j].Sides[i];
                var change = side == 0 ? 0 : side * RidgeSum.Dot(feature.Input(i), moves[j]);
                if (change < 0)
                {
                    var length = Math.Max(0, side * RidgeSum.Dot(feature.Input(i), Atoms[j].Moment)) / -change;
                    best = length < best.Length ? (length, j, i) : best;
                }
            }
        }

        return best;
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

            for (var i = 0; i < feature.Count; i++)
            {
                if (atom.Sides[i] != 0 && feature.Jump != 0)
                {
                    var z = RidgeSum.Dot(feature.Input(i), atom.Moment);
                    atom.Sides[i] = z > 0 ? (sbyte)1 : z < 0 ? (sbyte)-1 : atom.Sides[i];
                }
            }

            if (j == held)
            {
                atom.Sides[kink] = atom.Sign * Dual[kink] * feature.Jump < 0 ? (sbyte)0 : (sbyte)-old.Atoms[j].Sides[kink];
                Align(atom);
            }

            trial.Add(atom);
        }

        Atoms = trial;
        Evaluate();
        if (Objective <= old.Objective + 1e-4 * length * slope && Objective < old.Objective)
        {
            return true;
        }

        Atoms = old.Atoms;
        Evaluate();
        return false;
    }

    /// <summary>Moves the moment exactly onto the kinks that hold it.</summary>
    private void Align(MovingAtom atom)
    {
        var free = atom.FreeDirections(feature);
        var aligned = new double[atom.Moment.Length];
        foreach (var unit in free)
        {
            var product = RidgeSum.Dot(unit, atom.Moment);
            for (var k = 0; k < aligned.Length; k++)
            {
                aligned[k] += product * unit[k];
            }
        }

        if (RidgeSum.Norm(aligned) > 0)
        {
            atom.Moment = aligned;
        }
    }

    /// <summary>Adds up atoms of one sign whose regions fit together: their outputs add, and |a + b| ≤ |a| + |b|.</summary>
    private void Merge()
    {
        var merged = false;
        for (var j = 0; j < Atoms.Count; j++)
        {
            for (var l = Atoms.Count - 1; l > j; l--)
            {
                if (Atoms[j].Sign != Atoms[l].Sign || !Fit(Atoms[j].Sides, Atoms[l].Sides))
                {
                    continue;
                }

                var sides = Atoms[j].Sides.Select((side, i) => side != 0 ? side : Atoms[l].Sides[i]).ToArray();
                var moment = Atoms[j].Moment.Select((m, k) => m + Atoms[l].Moment[k]).ToArray();
                if (RidgeSum.Norm(moment) > 0)
                {
                    Atoms[j] = new(moment, Atoms[j].Sign, sides);
                    Atoms.RemoveAt(l);
                    merged = true;
                }
            }
        }

        if (merged)
        {
            Evaluate();
        }
    }

    private static bool Fit(sbyte[] left, sbyte[] right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] * right[i] < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Lets each atom go from the kink whose multiplier is farthest outside [0, 1]; whether any was.</summary>
    private bool Release()
    {
        var released = false;
        foreach (var atom in Atoms)
        {
            var shares = KinkShares.Of(feature, atom, Dual, penalty);
            var (worst, excess) = (-1, 1e-9);
            for (var a = 0; a < shares.Count; a++)
            {
                var outside = double.IsNaN(shares[a].Share) ? double.PositiveInfinity : Math.Max(-shares[a].Share, shares[a].Share - 1);
                if (outside > excess)
                {
                    (worst, excess) = (a, outside);
                }
            }

            if (worst >= 0)
            {
                atom.Sides[shares[worst].Input] = shares[worst].Share < 0 ? (sbyte)-1 : (sbyte)1;
                released = true;
            }
        }

        return released;
    }
}
