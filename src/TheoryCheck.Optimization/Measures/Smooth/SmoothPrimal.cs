using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Bounds;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Spheres;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Smooth;

/// <summary>The objective of atoms with smooth features from above, in enclosures; atoms that meet conditions to rounding are scaled or repaired until they meet them.</summary>
internal static class SmoothPrimal
{
    private const int Precision = 128;
    private const int Refinements = 3;
    private static readonly Rational Room = Rational.FromExact(Math.ScaleB(1, -100));
    private static readonly Rational NearlyAll = new(1, 1_000_000);

    /// <summary>The bound, and the atoms, scaled; null with a reason where a condition is not met.</summary>
    internal static (Rational? Upper, Sequence<Atom> Atoms, string Reason) Of(SmoothProblem problem, SeparableLoss loss, SmoothRidgeSum features, IReadOnlyList<SmoothAtom> proposed)
    {
        var atoms = proposed.Select(static a => new Atom(a.Point.Select(v => Rational.FromExact(a.Weight * v)).ToSequence(), a.Sign)).ToSequence();
        var variation = PrimalBound.Variation(atoms);
        var share = variation.Literal(1);
        if (problem.NormBound is { } bound && (variation.Upper > bound || variation.Upper > bound * (1 - NearlyAll)))
        {
            var factor = bound / variation.Upper * (1 - Room);
            atoms = MeasureRun.Scaled(atoms, factor);
            variation = PrimalBound.Variation(atoms);
        }

        if (problem.Mass is { } mass)
        {
            if (!(variation.Lower.Sign > 0))
            {
                return (null, atoms, "no measure of the given mass was found");
            }

            // The multiple of the measure that has the mass.
            share = variation.Literal(mass) / variation;
            variation = variation.Literal(mass);
        }

        var outputs = Outputs(problem, atoms).Select(f => share * f).ToArray();
        if (loss is Interpolation interpolation)
        {
            return Repaired(problem, interpolation, features, proposed) is { } least ? (problem.Penalty * least, atoms, "") : (null, atoms, "the atoms interpolate to rounding only, and a measure that does so exactly was not constructed");
        }

        if (loss is HardMargin hard)
        {
            var margin = outputs.Select((f, i) => (f.Literal(hard.Labels[i]) * f).Lower).Min();
            if (!(margin.Sign > 0))
            {
                return (null, atoms, "no measure with a positive margin was found");
            }

            var factor = (1 + Room) / margin;
            atoms = MeasureRun.Scaled(atoms, factor);
            return ((problem.Penalty * PrimalBound.Variation(atoms).Upper), atoms, "");
        }

        var sum = variation.Literal(problem.Penalty) * variation;
        for (var i = 0; i < outputs.Length; i++)
        {
            // A convex loss is greatest at an end of the enclosure of an output.
            if (!outputs[i].IsBounded || loss.Value(i, outputs[i].Lower, Precision) is not { IsBounded: true } low || loss.Value(i, outputs[i].Upper, Precision) is not { IsBounded: true } high)
            {
                return (null, atoms, "");
            }

            sum += Interval.Max(low, high);
        }

        return (sum.Upper, atoms, "");
    }

    private static Interval[] Outputs(SmoothProblem problem, Sequence<Atom> atoms)
    {
        var zero = Interval.FromRational(0, Precision);
        var outputs = Enumerable.Repeat(zero, problem.Inputs.Count).ToArray();
        foreach (var atom in atoms)
        {
            var column = Column(problem, atom.Moment);
            for (var i = 0; i < outputs.Length; i++)
            {
                outputs[i] += zero.Literal(atom.Sign) * column[i];
            }
        }

        return outputs;
    }

    // |m|·φ(⟨m, x⟩/|m|) at the inputs.
    private static Interval[] Column(SmoothProblem problem, Sequence<Rational> moment)
    {
        var norm = Interval.Sqrt(Interval.FromRational(moment.Aggregate(Rational.Zero, static (sum, m) => sum + (m * m)), Precision));
        return [.. problem.Inputs.Select(x => norm * problem.Feature.At(norm.Literal(x.Select((v, k) => v * moment[k]).Aggregate(Rational.Zero, static (sum, v) => sum + v)) / norm))];
    }

    /// <summary>
    /// An upper bound on the least variation of a measure that interpolates exactly: the weights at as many points as there are different inputs, those of the atoms first, are refined with enclosed residuals, and what
    /// is left costs no more than the repair says. Null where points are dependent, or a nonnegative measure might get a negative weight.
    /// </summary>
    private static Rational? Repaired(SmoothProblem problem, Interpolation interpolation, SmoothRidgeSum features, IReadOnlyList<SmoothAtom> proposed)
    {
        int[] rows = [.. Enumerable.Range(0, problem.Inputs.Count).Where(i => !Enumerable.Range(0, i).Any(j => problem.Inputs[j] == problem.Inputs[i]))];
        List<double[]> points = [.. proposed.Select(static a => a.Point), .. features.Inputs.Where(static x => RidgeSum.Norm(x) > 0).SelectMany(Both), .. SpreadDirections.Of(problem.Dimension, (4 * rows.Length) + 16)];
        var enclosed = new Dictionary<int, Interval[]>();
        double[][] columns = [.. points.Select(p => features.At(p)).Select(at => Array.ConvertAll(rows, row => at[row].Value))];
        if (InterpolationRepair.Of(rows, problem.Dimension, columns, b => [.. rows.Select((row, k) => Distance(At(b)[row], columns[b][k]))]) is not { } repair)
        {
            return null;
        }

        var weights = new Dictionary<int, Rational>();
        for (var j = 0; j < proposed.Count; j++)
        {
            weights[j] = Rational.FromExact(proposed[j].Sign * proposed[j].Weight);
        }

        for (var round = 0; round < Refinements; round++)
        {
            var change = repair.Weights([.. Residuals().Select(static r => (r.Lower + r.Upper) / 2)]);
            for (var k = 0; k < change.Length; k++)
            {
                weights[repair.Chosen[k]] = weights.GetValueOrDefault(repair.Chosen[k]) + Rational.FromExact(change[k]);
            }
        }

        var cost = repair.Cost([.. Residuals().Select(static r => Interval.Abs(r).Upper)]);
        if (problem.IsNonnegative && weights.Any(w => w.Value.Sign < 0 || (repair.Chosen.Contains(w.Key) && w.Value < 2 * cost)))
        {
            return null;
        }

        var sum = Interval.FromRational(cost, Precision) * Interval.FromRational(2, Precision);
        return weights.Aggregate(sum, (total, w) => total + (Interval.Abs(total.Literal(w.Value)) * Interval.Sqrt(total.Literal(points[w.Key].Select(Rational.FromExact).Aggregate(Rational.Zero, static (s, v) => s + (v * v)))))).Upper;

        Interval[] At(int point) => enclosed.TryGetValue(point, out var known) ? known : enclosed[point] = Column(problem, points[point].Select(Rational.FromExact).ToSequence());

        Interval[] Residuals()
        {
            var zero = Interval.FromRational(0, Precision);
            return [.. interpolation.Targets.Select((y, i) => weights.Aggregate(zero.Literal(y), (rest, w) => rest - (zero.Literal(w.Value) * At(w.Key)[i])))];
        }
    }

    private static double[][] Both(double[] input)
    {
        var norm = RidgeSum.Norm(input);
        return [Array.ConvertAll(input, v => v / norm), Array.ConvertAll(input, v => -v / norm)];
    }

    private static double Distance(Interval enclosure, double value) => Math.BitIncrement(Math.Max(enclosure.UpperDouble - value, value - enclosure.LowerDouble));
}
