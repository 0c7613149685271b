using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Bounds;
using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Measures.Uniqueness;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures;

/// <summary>An atom of an optimal measure, enclosed.</summary>
/// <param name="Sign">The sign of the weight.</param>
/// <param name="Weight">The weight, with its sign.</param>
/// <param name="Direction">The coordinates of the unit direction.</param>
/// <param name="Moment">The coordinates of direction times |weight|.</param>
public sealed record EnclosedAtom(int Sign, Interval Weight, ImmutableArray<Interval> Direction, ImmutableArray<Interval> Moment);

/// <summary>What is known of the set of minimisers of a measure problem.</summary>
/// <remarks>
/// The proof of uniqueness has four parts. Krawczyk's test encloses a solution of the optimality conditions on fixed sides of the inputs; the
/// sides and the shares of the kinks hold over the box. So |η| ≤ 1 on the closed cell, or the star of the face, of each atom, with
/// equality at the atom only. On the rest of the sphere |η| &lt; 1, by a search over cones. The outputs, hence η, are the same for all
/// minimisers (or η is one certificate that serves all), so every minimiser lives on these atoms; their outputs are linearly independent
/// since the Jacobian is regular.
/// </remarks>
/// <param name="Exists">Whether a minimiser exists.</param>
/// <param name="IsUnique">Whether it is the only one.</param>
/// <param name="Atoms">Its atoms, when it is certainly unique; the count is then exact.</param>
/// <param name="Dual">Enclosures of the dual variables of the certificate used; empty when there is none.</param>
/// <param name="Reason">Why something is not known, or how it was decided.</param>
[Cites("duval2015", "Proposition 3 and Definition 5")]
public sealed record SparseOptimum(Certainty Exists, Certainty IsUnique, ImmutableArray<EnclosedAtom> Atoms, ImmutableArray<Interval> Dual, string Reason)
{
    private const int MaximalUnknowns = 700;

    /// <summary>The same atoms exactly, where they are rational; else null.</summary>
    public Sequence<Atom>? Exact { get; init; }

    /// <summary>
    /// For interpolation: whether the certificate of least norm whose derivative vanishes at the atoms is below 1 elsewhere. If it certainly exceeds 1 somewhere, no small
    /// penalty leaves as few atoms as the interpolation has.
    /// </summary>
    public Certainty HasStableAtoms { get; init; } = Certainty.Unknown;

    /// <summary>Examines the minimisers of a problem that was solved.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="solution">What <see cref="MeasureSolver"/> made of it; its atoms are proposals.</param>
    /// <param name="cancellation">Ends with Unknown.</param>
    public static SparseOptimum Examine(MeasureProblem problem, MeasureSolution solution, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(solution);
        if (solution.Status is MeasureStatus.Infeasible or MeasureStatus.Unbounded or MeasureStatus.NotAttained)
        {
            return new(Certainty.False, Certainty.Unknown, [], [], solution.Reason);
        }

        if (problem.Directions is { } directions)
        {
            return Dictionaries.DictionaryOptimum.Examine(problem, directions, solution);
        }

        if (solution.Atoms.IsEmpty && problem is { Penalty.Sign: > 0, NormBound: not null, Loss: SeparableLoss { IsSmooth: true } })
        {
            return Zero(problem, solution, Certainty.True);
        }

        if (problem.Loss is MaximalMargin || problem.NormBound is not null || problem.Penalty.Sign <= 0)
        {
            return new(problem.NormBound is not null ? Certainty.True : Certainty.Unknown, Certainty.Unknown, [], [], "uniqueness is examined for problems with a penalty and without a norm bound only");
        }

        // Continuous features on a compact sphere: bounded sets of measures are weakly compact, and the objective is lower semicontinuous.
        var exists = solution.UpperBound is null ? Certainty.Unknown : Certainty.True;
        if (problem.Loss is not SeparableLoss loss || !(loss.IsSmooth || loss is Interpolation))
        {
            return new(exists, Certainty.Unknown, [], [], "uniqueness is examined for smooth losses and interpolation only");
        }

        if (exists == Certainty.True && Mirrored(problem, loss, solution) is { } mirrored)
        {
            return mirrored;
        }

        var feature = new SampledFeature(problem);
        if (solution.Atoms.IsEmpty)
        {
            return Zero(problem, solution, exists);
        }

        var total = solution.Atoms.Items.Sum(atom => Math.Abs(atom.Weight));
        var atoms = solution.Atoms.Items.Where(atom => Math.Abs(atom.Weight) > 1e-9 * total)
            .Select(atom => MovingAtom.At(feature, atom.Direction.AsSpan(), atom.Sign, Math.Abs(atom.Weight))).ToList();
        var dual = solution.Residual.Items.Select(q => q.ToDouble()).ToArray();
        if (loss is Interpolation interpolation && TeacherCertificate.Of(problem, feature, interpolation, atoms) is { } least)
        {
            return ByTeacher(problem, feature, interpolation, atoms, least, exists, cancellation);
        }

        var other = ByKrawczyk(problem, feature, loss, atoms, dual, exists, cancellation);
        return other with { HasStableAtoms = other.IsUnique };
    }

    private static SparseOptimum ByTeacher(
        MeasureProblem problem, SampledFeature feature, Interpolation loss, List<MovingAtom> atoms, TeacherCertificate least, Certainty exists, CancellationToken cancellation)
    {
        var judged = Judged(problem, feature, atoms, least.Moments, least.Dual, exists, cancellation);
        if (judged.IsUnique == Certainty.True)
        {
            return judged with { Exact = least.Atoms, HasStableAtoms = Certainty.True };
        }

        // Another certificate may be below 1 where the one of least norm is not.
        if (StrictCertificate.Propose(problem, feature, atoms) is { } near && TeacherCertificate.Of(problem, feature, loss, atoms, near) is { } strict
            && Judged(problem, feature, atoms, strict.Moments, strict.Dual, exists, cancellation) is { IsUnique: Certainty.True } unique)
        {
            return unique with { Exact = strict.Atoms, HasStableAtoms = CertificateElsewhere.Exceeds(problem, feature, least.Dual) ? Certainty.False : Certainty.Unknown };
        }

        return judged;
    }

    private static SparseOptimum ByKrawczyk(
        MeasureProblem problem, SampledFeature feature, SeparableLoss loss, List<MovingAtom> atoms, double[] dual, Certainty exists, CancellationToken cancellation)
    {
        int[] rows = loss.IsSmooth ? [] : [.. FeatureSpan.Of(problem).Independent];
        var system = new ActiveSystem(problem, feature, loss, atoms, rows);
        if (system.Size > MaximalUnknowns)
        {
            return Unknown(exists, $"the optimality conditions have {system.Size} unknowns, more than {MaximalUnknowns}");
        }

        var point = system.Start(dual);
        if (Krawczyk.Radii(system, point) is not { } radii)
        {
            return Unknown(exists, "the optimality conditions of the atoms found are singular or too badly conditioned for Krawczyk's test");
        }

        var enclosed = system.Dual(point, radii);
        for (var c = 0; c < system.Kinks.Count; c++)
        {
            var (atom, input) = system.Kinks[c];
            var share = ActiveSystem.Ball(point, radii, system.FirstShare + c);
            var bend = enclosed[input] * share.Literal(problem.Feature.Jump * atoms[atom].Sign);
            if (bend.CertainSign != -1 || share.CertainSign != 1 || (share.Literal(1) - share).CertainSign != 1)
            {
                return Unknown(exists, "an atom lies on a kink, and whether it belongs there is not decided");
            }
        }

        var d = feature.Dimension;
        var moments = atoms.Select((_, j) => Enumerable.Range(0, d).Select(k => ActiveSystem.Ball(point, radii, j * d + k)).ToImmutableArray()).ToImmutableArray();
        return Judged(problem, feature, atoms, moments, enclosed, exists, cancellation);
    }

    /// <summary>Checks the sides over the box and |η| &lt; 1 elsewhere.</summary>
    private static SparseOptimum Judged(
        MeasureProblem problem, SampledFeature feature, List<MovingAtom> atoms, ImmutableArray<ImmutableArray<Interval>> moments, Interval[] dual, Certainty exists, CancellationToken cancellation)
    {
        for (var j = 0; j < atoms.Count; j++)
        {
            for (var i = 0; i < feature.Count; i++)
            {
                if (atoms[j].Sides[i] != 0 && feature.Lengths[i] > 0 && !problem.Feature.Jump.IsZero && !IsClear(problem, moments[j], i, atoms[j].Sides[i]))
                {
                    return Unknown(exists, "an atom is so near a kink that its side is not decided");
                }
            }
        }

        if (!CertificateElsewhere.IsBelow(problem, feature, atoms, dual, cancellation))
        {
            return Unknown(exists, "the certificate comes as near to 1 elsewhere as the bounds can tell");
        }

        var enclosed = atoms.Select((atom, j) => Enclosed(atom.Sign, moments[j])).ToImmutableArray();
        return new(Certainty.True, Certainty.True, enclosed, [.. dual], "the optimality conditions have a regular solution, and the certificate is below 1 away from its atoms");
    }

    /// <summary>Whether ⟨m, xᵢ⟩ has the sign of the side with a margin that no rounding of the search over cones reaches.</summary>
    private static bool IsClear(MeasureProblem problem, ImmutableArray<Interval> moment, int input, sbyte side)
    {
        var (product, lengths, squares) = (moment[0].Literal(0), moment[0].Literal(0), moment[0].Literal(0));
        for (var k = 0; k < moment.Length; k++)
        {
            var x = problem.Inputs[input][k];
            product += moment[k] * product.Literal(x * side);
            lengths += product.Literal(x * x);
            squares += moment[k] * moment[k];
        }

        return (product - Interval.Sqrt(lengths * squares) * product.Literal(Rational.FromExact(1e-10))).CertainSign == 1;
    }

    internal static EnclosedAtom Enclosed(int sign, ImmutableArray<Interval> moment)
    {
        var square = moment[0].Literal(0);
        foreach (var m in moment)
        {
            square += Interval.Power(m, 2);
        }

        var norm = Interval.Sqrt(square);
        return new(sign, norm * norm.Literal(sign), [.. moment.Select(m => m / norm)], moment);
    }

    /// <summary>For even and odd activations (|z|, z) an atom may change places with one opposite to it.</summary>
    private static SparseOptimum? Mirrored(MeasureProblem problem, SeparableLoss loss, MeasureSolution solution)
    {
        var isEven = problem.Feature.Right == -problem.Feature.Left;
        var isOdd = problem.Feature.Right == problem.Feature.Left && !problem.IsNonnegative;
        if (!isEven && !isOdd)
        {
            return null;
        }

        // The zero measure is its own mirror image; it must be worse than some measure for sure.
        var atZero = PrimalBound.AtZero(loss);
        return atZero is not { } zero || zero > solution.UpperBound
            ? new(Certainty.True, Certainty.False, [], [], "the activation is symmetric: with an optimal measure its mirror image is optimal, and the zero measure is not")
            : null;
    }

    private static SparseOptimum Zero(MeasureProblem problem, MeasureSolution solution, Certainty exists)
    {
        // Convexity alone: with the certificate at most c < 1 everywhere any measure is worse than the zero measure by penalty·(1 - c)·|ν| at least.
        if (problem.Loss is not SeparableLoss { IsSmooth: true } loss)
        {
            return Unknown(exists, "the zero measure is examined for smooth losses only");
        }

        var feature = new SampledFeature(problem);
        var start = Interval.FromRational(0, 128);
        var dual = Enumerable.Range(0, loss.Count).Select(i => loss is HalfSquaredLoss squared ? Interval.FromRational(squared.Targets[i] * squared.Scale, 128) : loss.Dual(i, start)!.Value).ToArray();
        return solution.Atoms.IsEmpty && CertificateElsewhere.IsBelow(problem, feature, [], dual, CancellationToken.None)
            ? new(Certainty.True, Certainty.True, [], [.. dual], "the certificate of the zero measure is below 1 everywhere")
            : Unknown(exists, "the certificate of the zero measure comes as near to 1 as the bounds can tell");
    }

    private static SparseOptimum Unknown(Certainty exists, string reason) => new(exists, Certainty.Unknown, [], [], reason);
}
