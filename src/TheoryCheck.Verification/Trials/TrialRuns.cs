using TheoryCheck.Numerics.Plans;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Figures;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Trials;

/// <summary>An event ready to be tried any number of times. A trial is a function of its number alone.</summary>
internal abstract class TrialRuns : IDisposable
{
    /// <summary>Whether the event speaks of all steps, of which only those up to the horizon are run.</summary>
    public abstract bool HasPath { get; }

    /// <summary>Whether what is run is a biased simulation.</summary>
    public abstract bool HasBias { get; }

    /// <summary>Whether time is continuous in the event.</summary>
    public abstract bool HasFlow { get; }

    /// <summary>Roughly how many floating-point operations a trial takes.</summary>
    public abstract double OperationsPerTrial { get; }

    /// <summary>Roughly how many bytes a thread holds.</summary>
    public abstract double BytesPerThread { get; }

    /// <summary>Whether pilot runs count against what a claim may spend on them.</summary>
    public abstract bool IsCharged { get; }

    /// <summary>How many trials are run before the first look at what they decided; it changes no decision.</summary>
    public virtual int FirstBatch => 64;

    /// <summary>After how many trials of which none was decided more of them are a waste.</summary>
    public virtual int HopelessTrials => 128;

    /// <summary>Sentences for the report.</summary>
    public abstract IEnumerable<string> Remarks { get; }

    /// <summary>Prepares an event: as array programs in doubles where they can express it, otherwise for exact evaluation at each trial's data, or for programs of its own at them.</summary>
    /// <inheritdoc cref="TrialCompilation.Event" path="/param"/>
    /// <inheritdoc cref="TrialCompilation.Event" path="/exception"/>
    public static TrialRuns Of(Term body, Term? given, IReadOnlyList<Symbol> drawn, HorizonBias bias, Scope scope, ClaimContext context)
    {
        try
        {
            return TrialCompilation.Event(body, given, drawn, bias, scope, context);
        }
        catch (NotRepresentableException) when (ExactTrials.Accepts(body) && (given is null || ExactTrials.Accepts(given)))
        {
            return new ExactTrials(body, given, drawn, scope, context);
        }
        catch (NotRepresentableException) when (drawn.Count > 0 && OptimumSpaces.Concern(body))
        {
            return new OptimumTrials(body, given, drawn, bias, scope, context);
        }
    }

    /// <summary>Whether a trial follows a trajectory, along which rounding may grow.</summary>
    public abstract bool HasTrajectory { get; }

    /// <summary>Runs consecutive trials and returns their records in order.</summary>
    /// <param name="first">The first trial.</param>
    /// <param name="count">How many.</param>
    /// <param name="threads">On how many threads at most; changes no record.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <param name="disturbance">
    /// Where it is not 0 and trials follow trajectories, every state is disturbed at every step by relative random amounts a little
    /// above rounding, chosen by this number: what changes under it is made by rounding and not by the claim.
    /// </param>
    public abstract IReadOnlyList<TrialRecord> Run(long first, int count, int threads, CancellationToken cancellation, ulong disturbance = 0);

    /// <summary>The two sides along the run over the first trials; none without a path.</summary>
    public abstract IEnumerable<CurveEvidence> Curves(string label);

    /// <summary>Why the first trial is not decided, in words; null where nothing more is known of it.</summary>
    public virtual string? WhyOpen() => null;

    /// <summary>Pictures of the first trial.</summary>
    public virtual IEnumerable<FigureEvidence> Figures(string label) => [];

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    /// <summary>Runs consecutive trials that share nothing, few in a batch.</summary>
    protected static List<TrialRecord> Each(long first, int count, int threads, Func<long, TrialRecord> one, CancellationToken cancellation)
    {
        var records = new List<TrialRecord>(count);
        ParallelTrials.Run(first, count, Math.Max(1, Math.Min(count, 8)), threads, static () => new Nothing(), (trial, _) => one(trial), (_, record) =>
        {
            records.Add(record);
            return true;
        }, cancellation);
        return records;
    }

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
