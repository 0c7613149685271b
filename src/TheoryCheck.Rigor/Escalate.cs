using System.Collections.Immutable;
using TheoryCheck.Core;

namespace TheoryCheck.Rigor;

/// <summary>Asks a question in ever finer enclosures until it is answered.</summary>
public static class Escalate
{
    /// <summary>The precisions tried, in bits; the first is that of <see cref="DoubleInterval"/>.</summary>
    public static ImmutableArray<int> Precisions { get; } = [DoubleInterval.Precision, 128, 512, 2048];

    /// <summary>The first decided answer, or Unknown when none of the precisions decides.</summary>
    /// <param name="question">The question, asked at a precision in bits.</param>
    public static Certainty Decide(Func<int, Certainty> question) => Decide(question, Precisions);

    /// <summary>The first decided answer over the given precisions, or Unknown.</summary>
    /// <param name="question">The question, asked at a precision in bits.</param>
    /// <param name="precisions">The precisions in bits, in the order in which they are tried.</param>
    public static Certainty Decide(Func<int, Certainty> question, IEnumerable<int> precisions) =>
        precisions.Select(question).FirstOrDefault(answer => answer != Certainty.Unknown);
}
