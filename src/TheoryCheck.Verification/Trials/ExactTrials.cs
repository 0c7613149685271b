using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

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

        (this.body, this.given, instance) = (body, given, scope.Instance);
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

    private TrialRecord One(long trial)
    {
        var evaluation = new ClosedEvaluation();
        var at = instance;
        foreach (var recipe in draws)
        {
            var values = new double[recipe.Size];
            recipe.Fill(new DrawKey(key, (ulong)trial, recipe.Stream), values, at, evaluation);
            if (!values.All(double.IsFinite))
            {
                return new TrialRecord(Certainty.Unknown, Certainty.Unknown, double.NaN, double.NaN, -1, -1, double.NaN, double.NaN);
            }

            at = at.With(recipe.Symbol, ClosedValue.Of(recipe.Dimensions.AsSpan(), (ReadOnlySpan<double>)values));
        }

        var condition = given is null ? Certainty.True : Decide(given, at, evaluation);
        return new TrialRecord(condition, condition == Certainty.False ? Certainty.Unknown : Decide(body, at, evaluation), double.NaN, double.NaN, -1, -1, double.NaN, double.NaN);
    }

    private static Certainty Decide(Term formula, Instance at, ClosedEvaluation evaluation)
    {
        try
        {
            return evaluation.Decide(formula, at).Truth;
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e))
        {
            return Certainty.Unknown;
        }
    }

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
