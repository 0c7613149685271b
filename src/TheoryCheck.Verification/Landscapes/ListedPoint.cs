using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Search;

namespace TheoryCheck.Verification.Landscapes;

/// <summary>
/// Whether a function on whole spaces has a local minimum at a point that is listed, or is stationary there. A direction in which it falls denies a minimum, by one-sided series; a gradient that is exactly 0, in a ball over which
/// the Hessian is positive definite, shows one, and so do both sides of a number.
/// </summary>
/// <remarks><i>Statement:</i> a function that is written down without an open case distinction over a box around the point is smooth there, so that its subdifferential is its gradient.</remarks>
internal sealed class ListedPoint
{
    private const int MostEntries = 12;
    private const int Precision = 128;

    // Where doubles are much closer to a point than the boxes around it are wide.
    private const int Largest = 1 << 20;

    private readonly Term function;
    private readonly Instance instance;
    private readonly Sequence<Term> points;
    private readonly Sequence<ExactPoints> values;
    private readonly PointObjective objective;

    private ListedPoint(Term function, Instance instance, Sequence<Term> points, Sequence<ExactPoints> values, PointObjective objective) =>
        (this.function, this.instance, this.points, this.values, this.objective) = (function, instance, points, values, objective);

    /// <summary>The verdict on <c>local_min(F, W)</c> or <c>stationary(F, W)</c> at known points; null where it is not decided.</summary>
    /// <param name="predicate">The statement.</param>
    /// <param name="instance">The values of its symbols.</param>
    /// <param name="evaluation">Evaluates points and sizes.</param>
    public static Judgement? Of(Call predicate, Instance instance, ClosedEvaluation evaluation)
    {
        if (predicate.Operation is not (LocalMin or Stationary) || predicate.Arguments is not [Reference { Symbol.Parameters: { IsEmpty: false } parameters } function, ..]
            || !parameters.All(static p => p.Where is null && p.Symbol.Restriction is null && p.RangesOver is Call { Operation: Symbolics.Sets.Reals or Symbolics.Sets.VectorSpace or Symbolics.Sets.MatrixSpace }))
        {
            return null;
        }

        var points = predicate.Arguments.Skip(1).Select(p => evaluation.TryClosed(p, instance)).OfType<Term>().ToSequence();
        var values = points.Select(ExactPoints.Of).OfType<ExactPoints>().Where(static v => v.Normalised.IsEmpty).ToSequence();
        var symbols = predicate.Arguments.Skip(1).Select(static p => new Symbol("w", SymbolRole.Bound, default) { Type = p.Type }).ToSequence();
        if (values.Count != parameters.Count || values.Sum(static v => v.Entries.Count) is 0 or > MostEntries || values.SelectMany(static v => v.Entries).Any(static e => e > Largest || e < -Largest) || PointObjective.Of(function, symbols, instance, evaluation) is not { } objective)
        {
            return null;
        }

        var at = new ListedPoint(function, instance, points, values, objective);
        return (predicate.Operation is LocalMin ? at.IsMinimum() : at.IsStationary()) is not var (truth, isExact, words) ? null
            : new Judgement(truth ? VerdictKind.Certified : VerdictKind.Refuted, words)
            {
                Points = 1,
                Qualifier = isExact ? "" : "numerical",
                Counterexample = truth ? null : new FailureEvidence(instance.Listing, predicate, "", "", "", "exact derivatives"),
            };
    }

    private (bool Truth, bool IsExact, string Words)? IsMinimum()
    {
        foreach (var direction in Directions())
        {
            if (Along(Relation.Less, direction) is { } isExact)
            {
                return (false, isExact, $"the function falls from the point along [{string.Join(", ", direction)}]");
            }
        }

        return objective.Size == 1 ? Along(Relation.GreaterOrEqual, [1], [-1]) is { } areExact ? (true, areExact, "the function falls on no side of the point") : null
            : Gradient()?.TrueForAll(static g => g.IsZero) == true && new Descent(objective).Proof(new CriticalPoint(Center, 0, 0)) is { } proof ? (true, false, $"the gradient is exactly 0 at the point, and {proof.Words}")
            : null;
    }

    private (bool Truth, bool IsExact, string Words)? IsStationary() =>
        IsSmooth() ? Gradient() is { } gradient ? (gradient.TrueForAll(static g => g.IsZero), true, $"the gradient is exactly [{string.Join(", ", gradient)}]") : null
        : objective.Size == 1 && (Along(Relation.GreaterOrEqual, [1], [-1]) ?? Along(Relation.LessOrEqual, [1], [-1])) is { } isExact ? (true, isExact, "the function falls on no side of the point, or rises on none")
        : null;

    private double[] Center => [.. values.SelectMany(static v => v.Entries).Select(static e => e.ToDouble())];

    // Axes both ways, and the diagonals between two of them.
    private IEnumerable<int[]> Directions()
    {
        var n = objective.Size;
        for (var i = 0; i < n; i++)
        {
            for (var j = i; j < n; j++)
            {
                foreach (var (one, other) in new[] { (1, 1), (1, -1), (-1, 1), (-1, -1) })
                {
                    var direction = new int[n];
                    (direction[j], direction[i]) = (other, one);
                    yield return direction;
                }
            }
        }
    }

    // Whether F(W + h v) compares with F(W) for all small h > 0 in each of some directions: exactly so, or as enclosures tell; null where it does not, or is not known to.
    private bool? Along(Relation relation, params int[][] directions)
    {
        var isExact = true;
        foreach (var direction in directions)
        {
            var h = new Symbol("h", SymbolRole.Bound, default);
            var (moved, at) = (new List<Term>(), 0);
            foreach (var value in values)
            {
                moved.Add(ClosedValue.Of([.. value.Dimensions], (ReadOnlySpan<Term>)[.. value.Entries.Select(e => Entry(e, direction[at++], h))]));
            }

            if (new NearEnd(h, Number.Zero, 1).Decide(new Comparison(Value(moved), relation, Value(points)), instance) is not { Truth: Certainty.True } decided)
            {
                return null;
            }

            isExact &= NearEnd.IsExact(decided);
        }

        return isExact;

        static Term Entry(Rational start, int slope, Symbol h) => slope == 0 ? new Number(start) : Build.Add(new Number(start), Build.Multiply(new Number(slope), Build.Ref(h)));

        Term Value(IEnumerable<Term> where) => new Apply(function, ((FunctionType)function.Type).Result, where.ToSequence());
    }

    private List<Rational>? Gradient()
    {
        try
        {
            Rational[] at = [.. values.SelectMany(static v => v.Entries)];
            return objective.Record<Rational>(at, Rational.One).In(Rational.One).Run(at)?.Gradient() is { } gradient ? [.. gradient] : null;
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e))
        {
            return null;
        }
    }

    private bool IsSmooth()
    {
        try
        {
            var reading = Interval.FromRational(Rational.One, Precision);
            var box = BallTest.Box(Center, 1.0 / (1 << 20), reading);
            return objective.Record<Interval>(box, reading).In(reading).Run(box) is { } run && Array.TrueForAll(run.Gradient(), static g => g.IsBounded);
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e))
        {
            return false;
        }
    }
}
