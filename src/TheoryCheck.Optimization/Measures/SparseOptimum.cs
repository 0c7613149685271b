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
/// minimisers (or η is one certificate that serves all), so every minimiser lives on these atoms. Where the loss is made of lines, the dual variables of the outputs at corners lie strictly between the slopes, so that
/// all minimisers have these outputs, and the others are strictly off their corners. Where a bound on |ν| holds with a multiplier, strictly positive, all minimisers have that variation. Two minimisers would differ by
/// weights that change none of the equations, and the Jacobian is regular.
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

    // Below this a bound on the variation is no proposal for an equation.
    internal const double Nearly = 1e-6;

    /// <summary>The same atoms exactly, where they are rational; else null.</summary>
    public Sequence<Atom>? Exact { get; init; }

    /// <summary>
    /// For interpolation: whether the certificate of least norm whose derivative vanishes at the atoms is below 1 elsewhere. If it certainly exceeds 1 somewhere, no small
    /// penalty leaves as few atoms as the interpolation has. Where there are several minimisers: whether there are for all small penalties.
    /// </summary>
    public Certainty HasStableAtoms { get; init; } = Certainty.Unknown;

    /// <summary>What all minimisers share where they are not unique for the sake of a symmetry, and the loss is made of lines; else null.</summary>
    public MinimiserHull? Hull { get; init; }

    /// <summary>The total variation of all minimisers where it is known exactly; else null.</summary>
    public Rational? Variation { get; init; }

    /// <summary>The value of the certificate on the supports of the minimisers, where all solutions of the dual problem have one certificate, that of <see cref="Dual"/>; else null.</summary>
    /// <remarks>
    /// With an optimal measure every dual solution satisfies the optimality conditions. On fixed sides these are linear in the dual variables, in the products of a share and the dual variable of its kink, and in the level; where the
    /// Jacobian of all conditions is regular they have one solution. The kinks that hold one atom are then independent, so that none of them may bend upward there.
    /// </remarks>
    public Interval? Level { get; init; }

    /// <summary>The linear function that outputs contain at no cost, where the proof was for such outputs; else empty.</summary>
    internal ImmutableArray<Interval> Linear { get; init; } = [];

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

        if (problem.Loss is MaximalMargin margin)
        {
            return Margin(problem, margin, solution, cancellation);
        }

        // Continuous features on a compact sphere: bounded sets of measures are weakly compact, and the objective is lower semicontinuous.
        var loss = (SeparableLoss)problem.Loss;
        if (solution.HasRoom || (problem.Penalty.IsZero && problem.NormBound is null))
        {
            return Free(problem, loss, solution);
        }

        var exists = solution.UpperBound is null || (problem.NormBound is null && problem.Penalty.Sign <= 0) ? Certainty.Unknown : Certainty.True;
        if (exists != Certainty.True)
        {
            return Unknown(exists, "uniqueness is examined for problems with a penalty or a bound on the total variation only");
        }

        if (LevelAtZero.HasSeveral(problem, loss, solution))
        {
            return new(Certainty.True, Certainty.False, [], [], "the zero measure is optimal, and so are small multiples of an atom where its certificate is 1");
        }

        var feature = new SampledFeature(problem);
        var dual = solution.Residual.Items.Select(q => q.ToDouble()).ToArray();
        if (Mirrored(problem, loss, solution) is { } mirrored)
        {
            return loss.IsSmooth ? mirrored : mirrored with { Hull = MirroredMinimisers.Hull(problem, feature, loss, solution, dual, cancellation) };
        }

        if (solution.Atoms.IsEmpty)
        {
            return Zero(problem, solution, exists);
        }

        var total = solution.Atoms.Items.Sum(atom => Math.Abs(atom.Weight));
        var atoms = solution.Atoms.Items.Where(atom => Math.Abs(atom.Weight) > 1e-9 * total)
            .Select(atom => MovingAtom.At(feature, atom.Direction.AsSpan(), atom.Sign, Math.Abs(atom.Weight))).ToList();
        if (loss is Interpolation interpolation && problem.NormBound is null && TeacherCertificate.Of(problem, feature, interpolation, atoms) is { } least)
        {
            return ByTeacher(problem, feature, interpolation, atoms, least, exists, cancellation);
        }

        var other = ByKrawczyk(problem, feature, loss, atoms, [], dual, exists, null, cancellation);
        return other.IsUnique == Certainty.Unknown && OppositeAtoms.Examine(problem, loss, solution, dual, cancellation) is { } several ? several : other with { HasStableAtoms = other.IsUnique };
    }

    // Where |ν| costs nothing and leaves room: signed measures on infinitely many points of which all outputs are 0 may be added. Their outputs are a space of finite dimension, on which convex losses that do not decay have a least value.
    private static SparseOptimum Free(MeasureProblem problem, SeparableLoss loss, MeasureSolution solution)
    {
        var exists = solution.HasRoom || (!problem.IsNonnegative && loss is { IsFinite: true, DecaysAtInfinity: false }) ? Certainty.True : Certainty.Unknown;
        return new(exists, exists == Certainty.True && !problem.IsNonnegative && problem.Dimension > 1 ? Certainty.False : Certainty.Unknown, [], [], "the total variation costs nothing, and measures with the same outputs are as good");
    }

    // The measures of greatest margin m > 0 are those of least variation with margins at least 1, times m.
    private static SparseOptimum Margin(MeasureProblem problem, MaximalMargin margin, MeasureSolution solution, CancellationToken cancellation)
    {
        var exists = problem.NormBound is null ? Certainty.Unknown : Certainty.True;
        var least = PrimalBound.Outputs(problem, solution.Atoms).Select((f, i) => margin.Labels[i] * f).Min();
        if (exists != Certainty.True || least.Sign <= 0)
        {
            return Unknown(exists, "no measure with a positive margin is known");
        }

        var atoms = MeasureRun.Scaled(solution.Atoms, 1 / least);
        var equivalent = new MeasureProblem(problem.Inputs, problem.Feature, margin.Equivalent, 1, problem.IsNonnegative);
        var shape = Examine(equivalent, solution with { Atoms = atoms, UpperBound = PrimalBound.Variation(atoms).Upper }, cancellation);
        return shape.IsUnique == Certainty.True
            ? shape with { Atoms = WithVariation(shape.Atoms, problem.NormBound!.Value), Exact = null, Variation = problem.NormBound }
            : shape with { Hull = shape.Hull?.WithVariation(problem.NormBound!.Value), Variation = problem.NormBound };
    }

    /// <summary>The multiple of a measure that has a total variation.</summary>
    internal static ImmutableArray<EnclosedAtom> WithVariation(ImmutableArray<EnclosedAtom> atoms, Rational variation) =>
        Multiplied(atoms, Interval.FromRational(variation, 128) / atoms.Aggregate(Interval.FromRational(0, 128), (sum, atom) => sum + Interval.Abs(atom.Weight)));

    /// <summary>The atoms with weights multiplied.</summary>
    internal static ImmutableArray<EnclosedAtom> Multiplied(ImmutableArray<EnclosedAtom> atoms, Interval factor) =>
        [.. atoms.Select(atom => atom with { Weight = atom.Weight * factor, Moment = [.. atom.Moment.Select(m => m * factor)] })];

    private static SparseOptimum ByTeacher(
        MeasureProblem problem, SampledFeature feature, Interpolation loss, List<MovingAtom> atoms, TeacherCertificate least, Certainty exists, CancellationToken cancellation)
    {
        var level = Interval.FromRational(problem.Penalty, 128);
        var judged = Judged(problem, feature, atoms, [], least.Moments, least.Dual, level, exists, cancellation);
        if (judged.IsUnique == Certainty.True)
        {
            // As many equations as there are independent outputs leave one certificate.
            return judged with { Exact = least.Atoms, HasStableAtoms = Certainty.True, Level = atoms.Count * problem.Dimension == FeatureSpan.Of(problem).Independent.Count ? level : null };
        }

        // Another certificate may be below 1 where the one of least norm is not.
        if (StrictCertificate.Propose(problem, feature, atoms) is { } near && TeacherCertificate.Of(problem, feature, loss, atoms, near) is { } strict
            && Judged(problem, feature, atoms, [], strict.Moments, strict.Dual, level, exists, cancellation) is { IsUnique: Certainty.True } unique)
        {
            return unique with { Exact = strict.Atoms, HasStableAtoms = CertificateElsewhere.Exceeds(problem, feature, least.Dual) ? Certainty.False : Certainty.Unknown };
        }

        return judged;
    }

    /// <summary>The proof for given atoms, of which the mirrors have the same outputs and are left out.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="feature">The same in doubles.</param>
    /// <param name="loss">Its loss.</param>
    /// <param name="atoms">The atoms.</param>
    /// <param name="mirrors">The opposite points, where they have the same outputs.</param>
    /// <param name="dual">Dual variables in doubles.</param>
    /// <param name="exists">Whether there is a minimiser.</param>
    /// <param name="linear">A linear function of the inputs, near the one that the outputs contain at no cost; null where they do not.</param>
    /// <param name="cancellation">Ends with Unknown.</param>
    internal static SparseOptimum ByKrawczyk(
        MeasureProblem problem, SampledFeature feature, SeparableLoss loss, List<MovingAtom> atoms, List<MovingAtom> mirrors, double[] dual, Certainty exists, double[]? linear, CancellationToken cancellation)
    {
        var bound = problem.NormBound is { } most && atoms.Sum(atom => atom.Magnitude) > most.ToDouble() * (1 - Nearly) ? most : (Rational?)null;
        if (bound is null && problem.Penalty.Sign <= 0)
        {
            return Unknown(exists, "the bound on the total variation does not hold with equality, and there is no penalty");
        }

        var corners = HeldCorners.Of(loss, dual, () => FeatureSpan.Of(linear is null ? problem : new MeasureProblem(problem.Inputs, HomogeneousFeature.Relu, loss, problem.Penalty, problem.IsNonnegative)).Independent);
        var system = new ActiveSystem(problem, feature, loss, atoms, corners.Held, corners.Known, bound, linear is not null);
        if (system.Size > MaximalUnknowns)
        {
            return Unknown(exists, $"the optimality conditions have {system.Size} unknowns, more than {MaximalUnknowns}");
        }

        var point = system.Start(dual, bound is null ? problem.Penalty.ToDouble() : Height(feature, atoms, dual), linear ?? []);
        if (Krawczyk.Radii(system, point) is not { } radii)
        {
            return Unknown(exists, "the optimality conditions of the atoms found are singular or too badly conditioned for Krawczyk's test");
        }

        var enclosed = system.Dual(point, radii);
        var level = system.Level(point, radii);
        if (bound is not null && (level - level.Literal(problem.Penalty)).CertainSign != 1)
        {
            return Unknown(exists, "whether the bound on the total variation has a positive multiplier is not decided");
        }

        if (!corners.AreStrict(loss, enclosed, system.Outputs(point, radii)))
        {
            return Unknown(exists, "an output is at a corner of the loss, or near one, and whether its dual variable is strictly between the slopes is not decided");
        }

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
        var judged = Judged(problem, feature, atoms, mirrors, moments, enclosed, level, exists, cancellation) with { Linear = [.. system.Linear(point, radii)] };
        if (judged.IsUnique != Certainty.True || bound is not null || problem.NormBound is not { } slack)
        {
            return judged.IsUnique == Certainty.True ? judged with { Variation = bound, Level = level } : judged;
        }

        // The only minimiser without the bound is the only one with it where it satisfies it.
        var variation = judged.Atoms.Aggregate(level.Literal(0), (sum, atom) => sum + Interval.Abs(atom.Weight));
        return variation.Upper < slack ? judged with { Level = level }
            : variation.Upper == slack ? judged
            : Unknown(exists, "whether the bound on the total variation holds with equality is not decided");
    }

    private static double Height(SampledFeature feature, List<MovingAtom> atoms, double[] dual) =>
        atoms.Max(atom => atom.Sign * feature.Potential(dual).At([.. atom.Moment.Select(m => m / atom.Magnitude)]));

    /// <summary>Checks the sides over the box and |η| &lt; 1 elsewhere.</summary>
    private static SparseOptimum Judged(
        MeasureProblem problem, SampledFeature feature, List<MovingAtom> atoms, List<MovingAtom> mirrors, ImmutableArray<ImmutableArray<Interval>> moments, Interval[] dual, Interval level, Certainty exists, CancellationToken cancellation)
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

        if (!CertificateElsewhere.IsBelow(problem, feature, [.. atoms, .. mirrors], dual, level, cancellation))
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
        var atZero = loss.AtZero();
        return atZero is not { } zero || zero > solution.UpperBound
            ? new(Certainty.True, Certainty.False, [], [], "the activation is symmetric: with an optimal measure its mirror image is optimal, and the zero measure is not")
            : null;
    }

    private static SparseOptimum Zero(MeasureProblem problem, MeasureSolution solution, Certainty exists)
    {
        // Convexity alone: with the certificate at most c < 1 everywhere any measure is worse than the zero measure by penalty·(1 - c)·|ν| at least.
        var loss = (SeparableLoss)problem.Loss;
        if (problem.Penalty.Sign <= 0 || !loss.IsFinite)
        {
            return Unknown(exists, "the zero measure is examined under a penalty, without conditions on outputs");
        }

        var feature = new SampledFeature(problem);
        var start = Interval.FromRational(0, 128);
        var dual = Enumerable.Range(0, loss.Count).Select(i => loss.Corner(i) is var (at, below, above) ? start.Literal((at.Sign > 0 ? below : above)!.Value) : loss.Dual(i, start)!.Value).ToArray();
        return solution.Atoms.IsEmpty && CertificateElsewhere.IsBelow(problem, feature, [], dual, start.Literal(problem.Penalty), CancellationToken.None)
            ? new(Certainty.True, Certainty.True, [], [.. dual], "the certificate of the zero measure is below 1 everywhere")
            {
                Level = Enumerable.Range(0, loss.Count).Any(i => loss.Corner(i) is { Output.IsZero: true }) ? null : start.Literal(problem.Penalty),
            }
            : Unknown(exists, "the certificate of the zero measure comes as near to 1 as the bounds can tell");
    }

    private static SparseOptimum Unknown(Certainty exists, string reason) => new(exists, Certainty.Unknown, [], [], reason);
}
