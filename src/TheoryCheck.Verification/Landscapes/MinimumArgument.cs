using System.Collections.Immutable;
using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Figures;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Landscapes;

/// <summary>
/// Statements about local minima of functions of tensors: <c>exists W: local_min(F, W) and A</c> is shown by a proven minimum at which
/// A certainly holds, <c>for all W: local_min(F, W) implies A</c> is refuted by one at which A certainly fails. Descents propose,
/// enclosures decide; a point is known up to a tiny box, and A is decided over all of it.
/// </summary>
internal sealed class MinimumArgument(ClaimContext context, ClosedEvaluation evaluation)
{
    private const int Starts = 24;
    private const int Precision = 128;
    private const double Still = 1e-6;

    /// <summary>Whether a body says what follows from a local minimum.</summary>
    public static bool Concerns(Term body) => body is Connective { Kind: ConnectiveKind.Implies, Children: [Call { Operation: LocalMin }, _] };

    /// <summary>Judges <c>exists W: local_min(F, W) and ..</c>, or answers null when the body is no such statement.</summary>
    public Judgement? Exists(IReadOnlyList<Binder> binders, Term body, Scope scope)
    {
        var symbols = binders.Select(b => b.Symbol).ToList();
        if (context.Foresee is not null || !IsUnrestricted(binders) || LocalMinimumOf(body, symbols) is not { } claim || PointObjective.Of(claim.Function, claim.Points, scope.Instance, evaluation) is not { } objective)
        {
            return null;
        }

        var rest = Parts(body).Where(p => !ReferenceEquals(p, claim.Call)).ToList();
        var found = new List<CriticalPoint>();
        var proofs = new List<(CriticalPoint Critical, LocalMinimum Proof)>();
        foreach (var end in Ends(objective, Stated(objective, scope.Instance), scope, Starts))
        {
            Insert(found, end);
            if (end.Slope < Still && new Descent(objective).Proof(end) is { } shown)
            {
                proofs.Add((end, shown));
            }

            foreach (var (critical, proof) in proofs.Where(p => rest.TrueForAll(part => Holds(part, objective, p.Proof, found, scope.Instance) == Certainty.True)))
            {
                return new Judgement(VerdictKind.Certified, $"there is one: {proof.Words}")
                {
                    Qualifier = "numerical",
                    Points = found.Count,
                    Figures = [new FigureEvidence(() => SliceFigure.Of(objective, critical, found[0]))],
                    Counterexample = Evidence(objective, proof, critical, body, found, scope),
                    Cases = scope.Instance.Label.Length > 0 ? [new CaseEvidence(scope.Instance.Label, VerdictKind.Certified, proof.Words)] : [],
                    Notes = [FormattableString.Invariant($"the minimum has the value {critical.Value:g9}; the least value found in {found.Count} descents is {found[0].Value:g3}")],
                };
            }
        }

        return new Judgement(VerdictKind.Inconclusive, FormattableString.Invariant(
            $"{found.Count} descents found no local minimum that could be proved to be as claimed; they ended at values from {found.Select(c => c.Value).DefaultIfEmpty(double.NaN).Min():g4} to {found.Select(c => c.Value).DefaultIfEmpty(double.NaN).Max():g4}"))
        {
            Points = found.Count,
        };
    }

    /// <summary>Looks for a local minimum that breaks <c>local_min(F, W) implies A</c> near a proposed configuration; null when the body is no such statement.</summary>
    public Judgement? Implication(IReadOnlyList<Binder> free, Term body, Scope scope)
    {
        if (context.Foresee is not null || body is not Connective { Kind: ConnectiveKind.Implies, Children: [var antecedent, var conclusion] }
            || LocalMinimumOf(antecedent, free.Where(b => b.Where is null).Select(b => b.Symbol)) is not { } claim
            || Parts(antecedent).Count > 1
            || !IsUnrestricted([.. free.Where(b => claim.Points.Contains(b.Symbol))])
            || PointObjective.Of(claim.Function, claim.Points, scope.Instance, evaluation) is not { } objective)
        {
            return null;
        }

        var found = new List<CriticalPoint>();
        foreach (var end in Ends(objective, Values(claim.Points, scope.Instance), scope, Starts / 4))
        {
            Insert(found, end);
        }

        var best = found.Select(c => c.Value).DefaultIfEmpty(double.NaN).Min();
        var unsettled = 0;
        foreach (var critical in found.Where(c => c.Slope < Still))
        {
            if (new Descent(objective).Proof(critical) is { } proof)
            {
                if (Holds(conclusion, objective, proof, found, scope.Instance) == Certainty.False)
                {
                    return Broken(objective, proof, critical, conclusion, found, scope);
                }
            }
            else if (critical.Value > best + (1e-6 * (1 + Math.Abs(best))))
            {
                unsettled++;
            }
        }

        var judged = new Judgement(VerdictKind.Unrefuted, $"no local minimum found in {found.Count} descents breaks it") { Points = found.Count, IsPartial = true };
        return unsettled == 0 ? judged : judged.Noting("some descents ended above the least value at points that could not be proved to be local minima");
    }

    private static Judgement Broken(PointObjective objective, LocalMinimum proof, CriticalPoint critical, Term conclusion, List<CriticalPoint> found, Scope scope) =>
        new(VerdictKind.Refuted, $"a local minimum at which the conclusion fails: {proof.Words}")
        {
            Qualifier = "numerical",
            Points = found.Count,
            Figures = [new FigureEvidence(() => SliceFigure.Of(objective, critical, found[0]))],
            Counterexample = Evidence(objective, proof, critical, conclusion, found, scope),
        };

    // Where the minimum lies, and the lowest point found.
    private static FailureEvidence Evidence(PointObjective objective, LocalMinimum proof, CriticalPoint critical, Term statement, List<CriticalPoint> found, Scope scope)
    {
        var instance = objective.Variables.Zip(objective.Terms(proof.Center)).Aggregate(scope.Instance, (at, pair) => at.With(pair.First.Symbol, pair.Second));
        string Shown(CriticalPoint point, string format) => point.Value.ToString(format, CultureInfo.InvariantCulture);
        return new FailureEvidence(
            instance.Values.OrderBy(v => v.Key.Span.Start).ThenBy(v => v.Key.Name, StringComparer.Ordinal).Select(v => (v.Key, v.Value)).ToSequence(),
            statement,
            Shown(critical, "R"),
            Shown(found[0], "R"),
            "",
            $"enclosures of {Precision} bits")
        {
            Minimum = new MinimumEvidence(objective.Variables.Map(v => v.Symbol), proof.Radius, objective.Terms(found[0].Point)),
            Named = [("the value at the local minimum", Shown(critical, "g9")), ("a lower value elsewhere", Shown(found[0], "g9"))],
        };
    }

    private IEnumerable<CriticalPoint> Ends(PointObjective objective, double[]? first, Scope scope, int starts)
    {
        var descent = new Descent(objective);
        for (var i = 0; i < starts; i++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var start = new double[objective.Size];
            if (i == 0 && first is not null)
            {
                first.CopyTo(start, 0);
            }
            else
            {
                new RandomStream(new DrawKey(context.Key($"{scope.Place}/descent"), (ulong)i, 0)).FillNormal(start);
            }

            if (descent.From(start) is { } end)
            {
                yield return end;
            }
        }
    }

    // Lowest first.
    private static void Insert(List<CriticalPoint> found, CriticalPoint end)
    {
        var at = found.FindIndex(c => c.Value > end.Value);
        found.Insert(at < 0 ? found.Count : at, end);
    }

    private double[]? Stated(PointObjective objective, Instance instance)
    {
        var values = new List<double>();
        foreach (var variable in objective.Variables)
        {
            if (context.Settings.Value("witness", variable.Symbol) is not { } stated || evaluation.TryDoubles(stated, instance) is not { } entries || entries.Length != variable.Size)
            {
                return null;
            }

            values.AddRange(entries);
        }

        return [.. values];
    }

    private double[]? Values(Sequence<Symbol> points, Instance instance)
    {
        var values = new List<double>();
        foreach (var point in points)
        {
            if (evaluation.TryDoubles(Build.Ref(point), instance) is not { } entries)
            {
                return null;
            }

            values.AddRange(entries);
        }

        return [.. values];
    }

    // Whether a statement about the minimum holds all over its box. A point asked for by "exists" is the lowest end of a descent.
    private Certainty Holds(Term statement, PointObjective objective, LocalMinimum proof, List<CriticalPoint> found, Instance instance)
    {
        var reading = Interval.FromRational(Rational.One, Precision);
        try
        {
            switch (Plain(statement))
            {
                case Connective { Kind: ConnectiveKind.Not, Children: [var denied] }:
                    return Holds(denied, objective, proof, found, instance).Not();
                case Connective { Kind: ConnectiveKind.And } and:
                    return and.Children.Select(c => Holds(c, objective, proof, found, instance)).Aggregate(CertaintyLogic.And);
                case Quantified { Kind: QuantifierKind.ForAll } all:
                    return Witnessed(all.Binders, new Connective(ConnectiveKind.Not, [all.Body]), objective, proof, found, instance, reading) ? Certainty.False : Certainty.Unknown;
                case Quantified { Kind: QuantifierKind.Exists } exists:
                    return Witnessed(exists.Binders, exists.Body, objective, proof, found, instance, reading) ? Certainty.True : Certainty.Unknown;
                case Comparison { Relations: [Relation.Greater], Children: [var left, Binding { Form.Name: "inf", Binders: var binders, Body: var body }] }:
                    return Witnessed(binders, new Comparison(left, Relation.Greater, body), objective, proof, found, instance, reading) ? Certainty.True : Certainty.Unknown;
                case var plain:
                    return Under(objective, proof, instance, reading).Decide(plain);
            }
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e))
        {
            return Certainty.Unknown;
        }
    }

    private bool Witnessed(Sequence<Binder> binders, Term body, PointObjective objective, LocalMinimum proof, List<CriticalPoint> found, Instance instance, Interval reading)
    {
        if (!IsUnrestricted(binders) || PointVariable.All(binders.Map(b => b.Symbol), instance, evaluation) is not { } chosen
            || !chosen.Select(v => v.Dimensions).SequenceEqual(objective.Variables.Select(v => v.Dimensions)))
        {
            return false;
        }

        var interpreter = Under(objective, proof, instance, reading);
        var lowest = BallTest.Box(found[0].Point, 0, reading).AsSpan();
        foreach (var variable in chosen)
        {
            interpreter = interpreter.With(variable.Symbol, variable.Value<Interval>(lowest[..variable.Size]));
            lowest = lowest[variable.Size..];
        }

        return interpreter.Decide(body) == Certainty.True;
    }

    private static Interpreter<Interval> Under(PointObjective objective, LocalMinimum proof, Instance instance, Interval reading) =>
        PointObjective.Under(reading, instance, objective.Variables, BallTest.Box(proof.Center, proof.Distance.ToDouble(), reading));

    private static Term Plain(Term statement) => statement switch
    {
        Call { Operation: Predicate predicate, Arguments: var arguments } when predicate.Expand(arguments) is { } expanded => expanded,
        Reference { Symbol.Body: { } body } => Plain(body),
        _ => statement,
    };

    private static bool IsUnrestricted(IReadOnlyList<Binder> binders) => binders.All(b => b.Where is null && b.Symbol.Restriction is null
        && b.RangesOver is Call { Operation: Symbolics.Sets.Reals or Symbolics.Sets.VectorSpace or Symbolics.Sets.MatrixSpace });

    private static IReadOnlyList<Term> Parts(Term body) => body is Connective { Kind: ConnectiveKind.And } and ? [.. and.Children.SelectMany(Parts)] : [body];

    private static (Call Call, Term Function, Sequence<Symbol> Points)? LocalMinimumOf(Term body, IEnumerable<Symbol> free)
    {
        var symbols = free.ToHashSet();
        foreach (var part in Parts(body))
        {
            if (part is Call { Operation: LocalMin, Arguments: var arguments } call && arguments.Skip(1).All(p => p is Reference { Symbol: var s } && symbols.Contains(s)))
            {
                return (call, arguments[0], arguments.Skip(1).Select(p => ((Reference)p).Symbol).ToSequence());
            }
        }

        return null;
    }
}
