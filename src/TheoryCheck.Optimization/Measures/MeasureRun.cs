using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Bounds;
using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Measures.Uniqueness;
using TheoryCheck.Optimization.Spheres;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures;

/// <summary>One problem with a separable loss on its way to a solution: the searches in doubles, and the bounds of what they propose.</summary>
internal sealed class MeasureRun
{
    private const int LeastExchanged = 32;

    // Above this the programs failed; below, what they leave is rounding, with which the multipliers would fare worse.
    private const double WorstExchanged = 1e-6;
    private const double Soft = 1e-30;
    private static readonly Rational NearlyAll = new(1, 1_000_000);
    private readonly MeasureProblem problem;
    private readonly SeparableLoss loss;
    private readonly MeasureSolverOptions options;
    private readonly CancellationToken cancellation;
    private readonly AtomInsertion insertion;
    private readonly ImmutableArray<GapPoint>.Builder history = ImmutableArray.CreateBuilder<GapPoint>();
    private readonly double excess;
    private readonly double scale;

    // What the dual variables are beyond their doubles; null for nothing.
    private double[]? correction;

    // The atoms before those of one cell were added up; none where no program found them.
    private List<MovingAtom> parts = [];

    internal MeasureRun(MeasureProblem problem, SeparableLoss loss, MeasureSolverOptions options, CancellationToken cancellation)
    {
        this.problem = problem;
        this.loss = loss;
        this.options = options;
        this.cancellation = cancellation;
        Feature = new(problem);
        excess = options.RelativeGap / 16;
        insertion = new(Feature, problem.IsNonnegative, options.MaximalCones);
        Dual = new double[problem.SampleCount];
        for (var i = 0; i < Dual.Length; i++)
        {
            // Of an envelope so soft that its dual variables are far from any bound: its slope is proportional to the stiffness.
            Dual[i] = loss.Piece(i, 0, 0, Soft).Dual / (loss.IsSmooth ? 1 : Soft);
        }

        var peaks = insertion.Peaks(Dual, 0, []);
        scale = peaks.Count > 0 ? peaks[0].Value : 0;
    }

    /// <summary>The problem in doubles.</summary>
    internal SampledFeature Feature { get; }

    /// <summary>The atoms at hand.</summary>
    internal List<MovingAtom> Atoms { get; private set; } = [];

    /// <summary>The dual variables at hand.</summary>
    internal double[] Dual { get; private set; }

    /// <summary>The largest value of the potential of the zero measure: for a smooth loss, the penalty from which the zero measure is optimal.</summary>
    internal double ZeroPotential => scale;

    /// <summary>Σ |weights| of the atoms at hand.</summary>
    internal double Variation => Atoms.Sum(atom => atom.Magnitude);

    /// <summary>Minimises loss + multiplier·|ν| in doubles, from the atoms at hand.</summary>
    internal void Minimise(double multiplier)
    {
        if (loss.IsSmooth)
        {
            Take(insertion.Run(multiplier, (i, f) => loss.Piece(i, f, 0, 1), Atoms, excess, options.MaximalIterations, Report, cancellation));
            return;
        }

        if (Exchange(multiplier, null) is not null)
        {
            return;
        }

        // With stiffness ρ the envelope at 0 has a potential of about ρ·scale, so this ρ makes the penalty a hundredth of it; where the dual
        // variables are bounded, the envelope must not be so stiff that they are at their bounds from the start.
        var hardest = Enumerable.Range(0, Dual.Length).Select(i => Math.Abs(loss.Piece(i, 0, 0, 1 / Soft).Dual)).Where(q => q > 0).DefaultIfEmpty(1).Min();
        var stiffness = Math.Min(scale > 0 ? 100 * multiplier / scale : 1, hardest / 2);
        MultiplierMethod.Run(
            [.. Enumerable.Repeat(stiffness, Dual.Length)],
            (about, rho) =>
            {
                Take(insertion.Run(multiplier, (i, f) => loss.Piece(i, f, about[i], rho[i]), Atoms, excess, options.MaximalIterations, null, cancellation));
                return Dual;
            },
            (infeasibility, change) =>
            {
                history.Add(new(insertion.Iterations, multiplier * Variation - infeasibility, multiplier * Variation + infeasibility));
                return infeasibility <= options.RelativeGap / 32 * multiplier * Variation && change <= 1e-12 * (1 + Variation);
            },
            cancellation);
    }

    /// <summary>The rigorous bounds of what is at hand.</summary>
    /// <param name="multiplier">The factor of the total variation that was used in the search.</param>
    internal MeasureSolution Bounded(double multiplier)
    {
        var residual = Dual.Select((q, i) => loss.Admissible(i, Rational.FromExact(q) + Rational.FromExact(correction?[i] ?? 0))).ToSequence();
        var rounded = residual.Items.Select(q => q.ToDouble()).ToArray();
        var peaks = insertion.Peaks(rounded, multiplier * (1 - 1e-6), Atoms);
        var known = (peaks.Where(p => p.Sign > 0).Select(p => p.Value).DefaultIfEmpty(0).Max(), peaks.Where(p => p.Sign < 0).Select(p => p.Value).DefaultIfEmpty(0).Max());
        var exact = problem.Dimension == 2 ? residual : rounded.Select((q, i) => loss.Admissible(i, Rational.FromExact(q))).ToSequence();
        var supremum = CertificateBound.Supremum(problem, Feature, exact, problem.IsNonnegative, excess, multiplier, known, options.MaximalCones, cancellation);
        var (lower, dual) = DualBound.Of(problem.Penalty, problem.NormBound, loss, exact, supremum);
        var atoms = Measure();
        var (upper, repaired) = Upper(ref atoms, multiplier);
        var factor = multiplier > 0 ? Rational.FromExact(multiplier) : problem.Penalty;
        var certificate = factor.IsZero ? null : new DualCertificate(exact, factor, supremum / supremum.Literal(factor), [.. peaks.Select(p => p.Direction.ToImmutableArray())]);
        var (status, reason) = Judge(lower, upper);
        reason = reason.Length > 0 ? reason : repaired;
        reason = reason.Length == 0 && atoms.IsEmpty ? "the zero measure is optimal: the potential of the loss at 0 does not exceed the penalty" : reason;
        return new(status, reason, lower, upper, atoms, exact, dual, certificate, history.ToImmutable(), insertion.Iterations);
    }

    /// <summary>
    /// Minimises loss + penalty·|ν| by linear programs over directions, where |ν| has a bound or there are many samples; the factor of |ν| that applies, or null where that was not good enough. Targets of
    /// a measure with fewer parameters than there are samples (a sparse teacher) are left to the multipliers, whose atoms end exactly at their places.
    /// </summary>
    internal double? Exchange(double penalty, double? normBound)
    {
        var unit = penalty > 0 ? penalty : 1;
        var isPlain = !problem.IsNonnegative && normBound is null;
        if ((normBound is null && problem.SampleCount < LeastExchanged)
            || DirectionExchange.Propose(
                Feature,
                insertion,
                isPlain && loss is Interpolation { Targets: var targets } ? new InterpolationProgram([.. targets.Select(y => y.ToDouble())], DirectionExchange.Tolerance(excess)) : new PolyhedralProgram(loss, penalty, normBound, problem.IsNonnegative),
                (i, q) => IsInner(i, unit * q),
                excess,
                cancellation) is not { } proposal)
        {
            return null;
        }

        var variation = proposal.Atoms.Sum(atom => atom.Magnitude);
        if (proposal.Excess > WorstExchanged || (loss is Interpolation && problem.Dimension * proposal.Atoms.Count(atom => atom.Magnitude > 1e-6 * variation) < problem.SampleCount))
        {
            return null;
        }

        var multiplier = unit * proposal.Level;
        Dual = Array.ConvertAll(proposal.Dual, q => multiplier * q);
        correction = SharpenedDual.Correction(problem, Feature, proposal.Dual, proposal.Contacts, i => proposal.Free[i]) is { } sharper
            ? [.. sharper.Select((c, i) => (multiplier * c) + Math.FusedMultiplyAdd(multiplier, proposal.Dual[i], -Dual[i]))]
            : null;
        (Atoms, parts) = (proposal.Atoms, proposal.Parts);
        history.Add(new(insertion.Iterations, multiplier * Variation / (1 + proposal.Excess), multiplier * Variation));
        return multiplier;
    }

    // Whether the dual value is finite on both sides of a dual variable.
    private bool IsInner(int sample, double dual) =>
        new[] { 1 - 1e-9, 1 + 1e-9 }.All(factor => Rational.FromExact(factor * dual) is var near && loss.Admissible(sample, near) == near);

    private void Take(AtomDescent descent)
    {
        Atoms = descent.Atoms;
        Dual = (double[])descent.Dual.Clone();
        (correction, parts) = (null, []);
    }

    private void Report(AtomDescent descent, double peak) => history.Add(new(insertion.Iterations, LowerGuess(descent, peak), descent.Objective));

    /// <summary>The dual value at the scaled dual variables in doubles, for the picture.</summary>
    private double LowerGuess(AtomDescent descent, double peak)
    {
        // At q the dual value is the loss plus Σ qᵢ fᵢ; it is concave along the ray to 0, where it is at least 0 for these losses.
        var share = Math.Min(1, problem.Penalty.ToDouble() / peak);
        var full = descent.Objective;
        for (var i = 0; i < Dual.Length; i++)
        {
            full += descent.Dual[i] * descent.Outputs[i];
        }

        return share * (full - descent.Variation * problem.Penalty.ToDouble());
    }

    private Sequence<Atom> Measure() =>
        Atoms.Select(atom => new Atom(atom.Moment.Select(m => Rational.FromExact(m)).ToSequence(), atom.Sign)).ToSequence();

    /// <summary>A bound from the atoms: as they are, scaled into the constraints, or repaired; the atoms are replaced by the scaled ones.</summary>
    private (Rational? Upper, string Reason) Upper(ref Sequence<Atom> atoms, double multiplier)
    {
        if (problem.NormBound is { } bound)
        {
            // A minimiser for a raised penalty uses the whole bound, up to rounding.
            var variation = PrimalBound.Variation(atoms).Upper;
            var isActive = multiplier > problem.Penalty.ToDouble() && variation > bound * (1 - NearlyAll) && loss.IsFinite;
            atoms = variation > bound || isActive ? Scaled(atoms, bound / variation * (1 - Rational.FromExact(Math.ScaleB(1, -100)))) : atoms;
        }

        if (loss is HardMargin hard)
        {
            var outputs = PrimalBound.Outputs(problem, atoms);
            var margin = outputs.Select((f, i) => hard.Labels[i] * f).Min();
            atoms = margin.Sign > 0 && margin < 1 ? Scaled(atoms, 1 / margin) : atoms;
        }

        if (loss is Interpolation interpolation)
        {
            var residuals = PrimalBound.Outputs(problem, atoms).Select((f, i) => interpolation.Targets[i] - f).ToArray();
            if (residuals.Any(r => !r.IsZero))
            {
                var total = Variation;
                var relevant = Atoms.Where(atom => atom.Magnitude > 1e-9 * total).ToList();
                if (TeacherCertificate.Interpolating(problem, Feature, interpolation, relevant) is { } exact && PrimalBound.Of(problem, loss, exact) is { } value)
                {
                    atoms = exact;
                    return (value, "");
                }

                return Repaired(atoms, residuals);
            }
        }

        return (PrimalBound.Of(problem, loss, atoms), "");
    }

    private (Rational? Upper, string Reason) Repaired(Sequence<Atom> atoms, Rational[] residuals)
    {
        if (problem.IsNonnegative)
        {
            return NonnegativeInterpolation.Variation(problem, Feature, parts.Count > 0 ? parts : NonnegativeInterpolation.Split(Feature, Atoms)) is { } least && !(least > problem.NormBound)
                ? (problem.Penalty * least, "")
                : (null, "the atoms interpolate to rounding only, and a nonnegative measure that does so exactly was not constructed");
        }

        if (InterpolationRepair.For(Feature, FeatureSpan.Of(problem), Atoms) is not { } repair)
        {
            return (null, "no well-conditioned set of directions was found to repair the interpolation with");
        }

        var variation = PrimalBound.Variation(atoms).Upper + repair.Cost(residuals);
        return problem.NormBound is { } bound && variation > bound
            ? (null, "the least total variation meets the norm bound to rounding")
            : (problem.Penalty * variation, "");
    }

    private (MeasureStatus Status, string Reason) Judge(Rational? lower, Rational? upper)
    {
        if (lower is not { } low || upper is not { } high)
        {
            return (MeasureStatus.GapLeft, lower is null ? "the certificate could not be bounded over the whole sphere within the budget" : "");
        }

        var gap = (high - low).ToDouble();
        var size = Math.Max(Math.Abs(high.ToDouble()), Math.Abs(low.ToDouble()));
        return gap <= options.RelativeGap * size ? (MeasureStatus.Solved, "")
            : (MeasureStatus.GapLeft, FormattableString.Invariant($"the bounds are {gap:E1} apart, relative {gap / size:E1}"));
    }

    internal static Sequence<Atom> Scaled(Sequence<Atom> atoms, Rational factor) => atoms.Map(atom => atom with { Moment = atom.Moment.Map(m => m * factor) });
}
