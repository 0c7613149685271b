using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
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

    /// <summary>Sentences for the report.</summary>
    public abstract IEnumerable<string> Remarks { get; }

    /// <summary>Prepares an event: as array programs in doubles where they can express it, otherwise for exact evaluation at each trial's data.</summary>
    /// <inheritdoc cref="TrialProgram.Compile" path="/param"/>
    /// <inheritdoc cref="TrialProgram.Compile" path="/exception"/>
    public static TrialRuns Of(Term body, Term? given, IReadOnlyList<Symbol> drawn, HorizonBias bias, Scope scope, ClaimContext context)
    {
        try
        {
            return TrialProgram.Compile(body, given, drawn, bias, scope, context);
        }
        catch (NotRepresentableException) when (ExactTrials.Accepts(body) && (given is null || ExactTrials.Accepts(given)))
        {
            return new ExactTrials(body, given, drawn, scope, context);
        }
    }

    /// <summary>Runs consecutive trials and returns their records in order.</summary>
    public abstract IReadOnlyList<TrialRecord> Run(long first, int count, int threads, CancellationToken cancellation);

    /// <summary>The two sides along the run over the first trials; none without a path.</summary>
    public abstract IEnumerable<CurveEvidence> Curves(string label);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
