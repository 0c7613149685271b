using System.Runtime.InteropServices;

namespace TheoryCheck.Statistics;

/// <summary>What one trial showed of the event a claim is about.</summary>
public enum Outcome
{
    /// <summary>Not decided: a horizon was reached, an enclosure straddled, a trial crashed or overflowed. Never dropped.</summary>
    Unknown,

    /// <summary>The event certainly happened.</summary>
    Success,

    /// <summary>The event certainly did not happen.</summary>
    Failure,
}

/// <summary>The outcomes of trials 1..t, counted. All the sequential tests for frequencies depend on the trials through it alone.</summary>
/// <param name="Successes">Trials in which the event certainly happened.</param>
/// <param name="Failures">Trials in which it certainly did not.</param>
/// <param name="Unknowns">Undecided trials.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Tally(long Successes, long Failures, long Unknowns)
{
    /// <summary>The number of trials t.</summary>
    public long Trials => Successes + Failures + Unknowns;

    /// <summary>This tally and one more trial; a value outside the enumeration counts as unknown.</summary>
    public Tally With(Outcome outcome) => outcome switch
    {
        Outcome.Success => this with { Successes = Successes + 1 },
        Outcome.Failure => this with { Failures = Failures + 1 },
        _ => this with { Unknowns = Unknowns + 1 },
    };

    /// <summary>How often an outcome was seen, with the unknown trials counted as that outcome or not.</summary>
    internal long Count(Outcome outcome, bool withUnknowns) =>
        (outcome == Outcome.Success ? Successes : Failures) + (withUnknowns ? Unknowns : 0);
}
