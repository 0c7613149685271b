using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Figures;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Verification.Trials;

/// <summary>
/// Events about values that no array program has, such as optima over measures: each trial's data are drawn as doubles, taken at their
/// exact values, and the event is decided there in exact rationals or enclosures. What stays open is an undecided trial.
/// </summary>
internal sealed class ExactTrials : TrialRuns
{
    // A certified optimum takes some hundredths of a second.
    private const double Operations = 100_000_000;

    private readonly Term body;
    private readonly Term? given;
    private readonly Scope scope;
    private readonly Instance instance;
    private readonly ulong key;
    private readonly ImmutableArray<DrawRecipe> draws;

    /// <summary>Prepares an event.</summary>
    /// <exception cref="NotRepresentableException">A law cannot be drawn from, or the run only chooses a witness: too many of these trials for that.</exception>
    public ExactTrials(Term body, Term? given, IReadOnlyList<Symbol> drawn, Scope scope, ClaimContext context)
    {
        if (scope.IsPilot)
        {
            throw new NotRepresentableException("trying out witnesses by trials that each solve an optimisation problem; a witness can be stated in the check block");
        }

        (this.body, this.given, this.scope, instance) = (body, given, scope, scope.Instance);
        key = context.Key(scope.Place + "/trials");
        var evaluation = new ClosedEvaluation();
        draws =
        [
            .. drawn.Select(d => d.Domain is { } law && DrawRecipe.Prepare(d, law, instance, evaluation) is { } recipe
                ? recipe
                : throw new NotRepresentableException($"drawing '{d.Name}' from its law")),
        ];
    }

    /// <inheritdoc/>
    public override bool HasPath => false;

    /// <inheritdoc/>
    public override bool HasBias => false;

    /// <inheritdoc/>
    public override bool HasTrajectory => false;

    /// <inheritdoc/>
    public override bool HasFlow => false;

    /// <inheritdoc/>
    public override double OperationsPerTrial => Operations;

    /// <inheritdoc/>
    public override double BytesPerThread => 8.0 * draws.Sum(d => d.Size);

    /// <inheritdoc/>
    public override IEnumerable<string> Remarks => ["each trial's event was decided in exact rationals or enclosures at the data drawn"];

    /// <summary>Whether an event is about sets, measures or optima over spaces, at no step of a run.</summary>
    public static bool Accepts(Term body) => !FormulaTraits.IsSeries(body) && Reaches(body, []);

    /// <inheritdoc/>
    public override IReadOnlyList<TrialRecord> Run(long first, int count, int threads, CancellationToken cancellation, ulong disturbance = 0)
    {
        var records = new List<TrialRecord>(count);
        ParallelTrials.Run(first, count, Math.Max(1, Math.Min(count, 8)), threads, () => new Local(), (trial, _) => One(trial), (_, record) =>
        {
            records.Add(record);
            return true;
        }, cancellation);
        return records;
    }

    /// <inheritdoc/>
    public override IEnumerable<CurveEvidence> Curves(string label) => [];

    /// <inheritdoc/>
    public override IEnumerable<FigureEvidence> Figures(string label)
    {
        var evaluation = new ClosedEvaluation();
        Obligation? First() => At(0, evaluation) is { } drawn ? new Obligation(body, [], scope with { Instance = drawn }, Rational.One) : null;
        IEnumerable<Figure> Draw() => First() is { } first ? FigureAssembly.At(first, evaluation).Draw().Select(f => f with { Title = $"{f.Title}, first trial" }) : [];
        return [new FigureEvidence(Draw) { Place = First }];
    }

    private TrialRecord One(long trial)
    {
        var evaluation = new ClosedEvaluation();
        var drawn = At(trial, evaluation);
        var condition = drawn is null ? Certainty.Unknown : given is null ? Certainty.True : evaluation.TryDecide(given, drawn);
        var truth = drawn is null || condition == Certainty.False ? Certainty.Unknown : evaluation.TryDecide(body, drawn);
        return new TrialRecord(condition, truth, double.NaN, double.NaN, -1, -1, double.NaN, double.NaN);
    }

    private Instance? At(long trial, ClosedEvaluation evaluation) => DrawRecipe.Drawn(draws, key, trial, instance, evaluation);

    private static bool Reaches(Term term, HashSet<Symbol> seen) => term.Type is SetType or MeasureType
        || (term is Reference { Symbol: { Body: { } body } symbol } && seen.Add(symbol) && Reaches(body, seen))
        || term.Children.Items.Any(c => Reaches(c, seen));

    private sealed class Local : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
