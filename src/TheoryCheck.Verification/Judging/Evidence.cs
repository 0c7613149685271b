using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging;

/// <summary>What one case showed.</summary>
/// <param name="Label">The values that name it, or empty.</param>
/// <param name="Kind">Its own verdict.</param>
/// <param name="Reason">Why, in a sentence.</param>
internal sealed record CaseEvidence(string Label, VerdictKind Kind, string Reason)
{
    /// <summary>A word that narrows the verdict, or empty.</summary>
    public string Qualifier { get; init; } = "";

    /// <summary>Trials counted.</summary>
    public long Trials { get; init; }

    /// <summary>Trials in which the event certainly failed.</summary>
    public long Failures { get; init; }

    /// <summary>Trials that stayed undecided.</summary>
    public long Unknowns { get; init; }

    /// <summary>Trials left out because the condition behind <c>given</c> did not hold.</summary>
    public long Rejected { get; init; }

    /// <summary>The claimed bound on the failure probability, or null.</summary>
    public Rational? Delta { get; init; }

    /// <summary>An interval for the failure probability that may be read at any time, or its bounds where no trial was needed; or null.</summary>
    public (double Lower, double Upper)? FailureInterval { get; init; }

    /// <summary>What was seen of a mean, or null.</summary>
    public MeanEvidence? Mean { get; init; }

    /// <summary>log₁₀ of the larger e-value, or null.</summary>
    public double? EvidenceLog10 { get; init; }

    /// <summary>The error probability spent, or null.</summary>
    public Rational? Alpha { get; init; }

    /// <summary>The tightest pair seen, median over trials: the side that is bounded and the bound; null when there is none.</summary>
    public (double Left, double Right)? Typical { get; init; }

    /// <summary>The slack (bound minus value, relative to the bound) of up to a few thousand trials.</summary>
    public Sequence<double> Slacks { get; init; } = [];

    /// <summary>The last step decided in every trial, or null without steps.</summary>
    public long? DecidedUntil { get; init; }

    /// <summary>Where the trials were run; null without trials.</summary>
    public Scope? Where { get; init; }

    /// <summary>The trial with the least slack, or null.</summary>
    public long? WorstTrial { get; init; }

    /// <summary>The test behind it, or null.</summary>
    public TestEvidence? Test { get; init; }
}

/// <summary>What a test of a frequency tested.</summary>
/// <param name="Kind">The kind of its certificate.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Instance">Where.</param>
/// <param name="Alpha">The level of the side that decided.</param>
internal sealed record TestEvidence(string Kind, WithProbability Statement, Instances.Instance Instance, Rational Alpha);

/// <summary>A mean against its bound.</summary>
/// <param name="Value">The mean of the values seen.</param>
/// <param name="Lower">The lower end of an interval for the mean that may be read at any time.</param>
/// <param name="Upper">Its upper end.</param>
/// <param name="Relation">The relation that is claimed.</param>
/// <param name="Bound">The claimed bound.</param>
internal sealed record MeanEvidence(double Value, double Lower, double Upper, Relation Relation, double Bound);

/// <summary>An empirical quantity against its bound.</summary>
/// <param name="Label">The case.</param>
/// <param name="Axis">What runs along x.</param>
/// <param name="Positions">The x values.</param>
/// <param name="Low">The lower edge of the band over trials.</param>
/// <param name="Median">The median over trials.</param>
/// <param name="High">The upper edge of the band.</param>
/// <param name="Bound">The bound (its median over trials).</param>
internal sealed record CurveEvidence(
    string Label, string Axis, Sequence<double> Positions, Sequence<double> Low, Sequence<double> Median, Sequence<double> High, Sequence<double> Bound)
{
    /// <summary>What the band covers.</summary>
    public string Band { get; init; } = "";
}

/// <summary>Where a claim fails.</summary>
/// <param name="Values">The instance.</param>
/// <param name="Formula">The comparison that fails there.</param>
/// <param name="Left">Its left side.</param>
/// <param name="Right">Its right side.</param>
/// <param name="Margin">By how much it fails.</param>
/// <param name="Arithmetic">The arithmetic that settled it.</param>
internal sealed record FailureEvidence(Sequence<(Symbol Symbol, Term Value)> Values, Term Formula, string Left, string Right, string Margin, string Arithmetic)
{
    /// <summary>Values known by name alone.</summary>
    public Sequence<(string Name, string Value)> Named { get; init; } = [];

    /// <summary>The local minimum it fails at, of which only a box is known; or null.</summary>
    public MinimumEvidence? Minimum { get; init; }
}

/// <summary>Where a local minimum lies, and where its function is less.</summary>
/// <param name="Points">The symbols whose values are the middle of the box.</param>
/// <param name="Radius">Half the width of the box.</param>
/// <param name="Lower">A point where the function is less: a value for each of its parameters, in their order.</param>
internal sealed record MinimumEvidence(Sequence<Symbol> Points, Rational Radius, Sequence<Term> Lower);

/// <summary>One step of a derivation.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Before">The term before.</param>
/// <param name="After">The term after.</param>
/// <param name="Justification">The side condition, or why the rule is sound.</param>
internal sealed record StepEvidence(string Rule, Term Before, Term After, string Justification);
