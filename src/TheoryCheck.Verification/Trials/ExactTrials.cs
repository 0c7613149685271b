using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
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
    // A certified optimum over a space of at most two dimensions takes about a hundredth of a second, and each further dimension three to four times as long.
    private const double Operations = 30_000_000;
    private const double GrowthPerDimension = 3.5;
    private const int CheapDimension = 2;

    // A search through boxes that comes to nothing takes half a second and more.
    private const double OperationsPerSearch = 16 * Operations;

    private readonly Term body;
    private readonly Term? given;
    private readonly Scope scope;
    private readonly Instance instance;
    private readonly ulong key;
    private readonly ImmutableArray<DrawRecipe> draws;
    private readonly SearchMemory memory;
    private readonly double dimension;
    private readonly bool isSearched;
    private readonly int mostThreads;

    /// <summary>Prepares an event.</summary>
    /// <exception cref="NotRepresentableException">A law cannot be drawn from.</exception>
    public ExactTrials(Term body, Term? given, IReadOnlyList<Symbol> drawn, Scope scope, ClaimContext context)
    {
        (this.body, this.given, this.scope, instance, memory) = (body, given, scope, scope.Instance, context.Memory);
        key = context.Key(scope.Place + "/trials");
        var evaluation = new ClosedEvaluation();
        isSearched = !OptimumSpaces.Concern(body) && IsSearched(Unfold.Definitions(body));
        dimension = OptimumSpaces.LargestDimension(body, instance, evaluation) ?? 0;
        draws = DrawRecipe.All(drawn, instance);
        mostThreads = TrialMemory.Threads(BytesPerThread, context.Options);
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
    public override bool IsCharged => isSearched;

    /// <inheritdoc/>
    public override double OperationsPerTrial => isSearched ? OperationsPerSearch : OperationsOf(dimension);

    /// <inheritdoc/>
    public override double BytesPerThread => DrawRecipe.BytesOfDrawn(draws);

    /// <inheritdoc/>
    public override int FirstBatch => 16;

    /// <inheritdoc/>
    public override int HopelessTrials => 48;

    /// <inheritdoc/>
    public override IEnumerable<string> Remarks => ["each trial's event was decided in exact rationals or enclosures at the data drawn"];

    /// <summary>Roughly how many operations a certified optimum over a space takes.</summary>
    /// <param name="dimension">The dimension of the space.</param>
    public static double OperationsOf(double dimension) => Operations * Math.Pow(GrowthPerDimension, Math.Max(0, dimension - CheapDimension));

    /// <summary>Whether an event is about sets, measures or optima over spaces at no step of a run, or about the limit of a run without chance of its own.</summary>
    public static bool Accepts(Term body) => FormulaEvaluation.HasLimit(Unfold.Definitions(body)) ? !HasStepDraws(body) : !FormulaTraits.IsSeries(body) && Reaches(body, []);

    /// <inheritdoc/>
    public override IReadOnlyList<TrialRecord> Run(long first, int count, int threads, CancellationToken cancellation, ulong disturbance = 0)
    {
        // Candidates for a witness that the event does not speak of are compared on the same trials.
        return scope.IsPilot
            ? memory.Pilot((scope.Place, Reached(), first, count), () => Each(first, count, Math.Min(threads, mostThreads), One, cancellation))
            : Each(first, count, Math.Min(threads, mostThreads), One, cancellation);
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

    /// <inheritdoc/>
    public override string? WhyOpen()
    {
        var evaluation = new ClosedEvaluation();
        if (At(0, evaluation) is not { } drawn)
        {
            return null;
        }

        try
        {
            evaluation.Decide(InequalityChecker.Evaluable(body, drawn), drawn);
            return null;
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e) || e is NoClosedFormException)
        {
            return e.Message;
        }
    }

    private TrialRecord One(long trial)
    {
        var evaluation = new ClosedEvaluation();
        var drawn = At(trial, evaluation);
        var condition = drawn is null ? Certainty.Unknown : given is null ? Certainty.True : evaluation.TryDecide(given, drawn);
        var truth = drawn is null || condition == Certainty.False ? Certainty.Unknown : evaluation.TryDecide(body, drawn);
        return TrialRecord.Of(condition, truth);
    }

    private Instance? At(long trial, ClosedEvaluation evaluation) => DrawRecipe.Drawn(draws, key, trial, instance, evaluation);

    private Sequence<(Symbol Symbol, Term Value)> Reached()
    {
        var seen = new HashSet<Symbol>();
        void Visit(Term? term)
        {
            foreach (var symbol in term?.FreeSymbols() ?? [])
            {
                if (seen.Add(symbol))
                {
                    Visit(symbol.Body);
                    Visit(symbol.Domain);
                    foreach (var index in symbol.Indices)
                    {
                        Visit(index.Domain);
                    }
                }
            }
        }

        Visit(body);
        Visit(given);
        return instance.Listing.Where(v => seen.Contains(v.Symbol)).ToSequence();
    }

    // Whether points of a continuum are quantified over; what is said of optima over spaces is settled by their solvers.
    private static bool IsSearched(Term term) => (term is Quantified quantified && FormulaEvaluation.IsBeyondLists(quantified)) || term.Children.Any(IsSearched);

    private static bool Reaches(Term term, HashSet<Symbol> seen) => term.Type is SetType or MeasureType
        || (term is Reference { Symbol: { Body: { } body } symbol } && seen.Add(symbol) && Reaches(body, seen))
        || term.Children.Items.Any(c => Reaches(c, seen));

    private static bool HasStepDraws(Term body) => body.ReachedSymbols().Any(static s => s.Evolution is { } block && (!block.StepDraws.IsEmpty || block.Rules.Any(static r => r.StartIsLaw || r.Noise is not null)));
}
