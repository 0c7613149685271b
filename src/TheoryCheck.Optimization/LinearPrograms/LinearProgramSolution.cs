using System.Collections.Immutable;

namespace TheoryCheck.Optimization.LinearPrograms;

/// <summary>What an oracle says about a linear program. It is a candidate: nothing rests on it before an exact check.</summary>
public sealed record LinearProgramSolution
{
    /// <summary>The oracle's opinion.</summary>
    public required LinearProgramStatus Status { get; init; }

    /// <summary>The oracle and its version.</summary>
    public required OracleIdentity Oracle { get; init; }

    /// <summary>The objective at <see cref="Primal"/>, with the offset; NaN without a point.</summary>
    public double Objective { get; init; } = double.NaN;

    /// <summary>One value for each column; empty without a point.</summary>
    public ImmutableArray<double> Primal { get; init; } = [];

    /// <summary>
    /// One multiplier yᵢ for each row, as the derivative of the optimal value with respect to the row's active bound; empty without them.
    /// When minimising, yᵢ ≥ 0 at a lower bound and yᵢ ≤ 0 at an upper bound.
    /// </summary>
    public ImmutableArray<double> Dual { get; init; } = [];

    /// <summary>costⱼ - Σᵢ yᵢ Aᵢⱼ for each column; empty without multipliers.</summary>
    public ImmutableArray<double> ReducedCosts { get; init; } = [];

    /// <summary>The basis at which the oracle stopped, when it has one.</summary>
    public LinearProgramBasis? Basis { get; init; }

    /// <summary>
    /// For <see cref="LinearProgramStatus.Infeasible"/> row multipliers y whose combination of the constraints cannot be met
    /// (sup over the bounds of y·(A x) - Σⱼ (yᵀA)ⱼ xⱼ is negative); for <see cref="LinearProgramStatus.Unbounded"/> a direction of the columns along
    /// which the objective improves without end. Empty when the oracle gives none.
    /// </summary>
    public ImmutableArray<double> Ray { get; init; } = [];

    /// <summary>Pivots, or whatever the oracle counts.</summary>
    public long Iterations { get; init; }

    /// <summary>What went wrong on the way, for reports.</summary>
    public OracleReport Report { get; init; } = OracleReport.Uneventful;
}

/// <summary>An oracle's opinion about a program.</summary>
public enum LinearProgramStatus
{
    /// <summary>A point that the oracle believes optimal.</summary>
    Optimal,

    /// <summary>No point satisfies the constraints, the oracle believes.</summary>
    Infeasible,

    /// <summary>The objective has no bound, the oracle believes.</summary>
    Unbounded,

    /// <summary>A limit of time or pivots was met first.</summary>
    LimitReached,

    /// <summary>No answer: the oracle failed, gave up, or answered nonsense.</summary>
    Failed,
}

/// <summary>The place of a variable in a basis.</summary>
public enum BasisStatus
{
    /// <summary>Nonbasic at its lower bound.</summary>
    AtLower,

    /// <summary>Nonbasic at its upper bound.</summary>
    AtUpper,

    /// <summary>Nonbasic at 0, without bounds.</summary>
    Free,

    /// <summary>Basic.</summary>
    Basic,
}

/// <summary>A basis: as many basic columns and rows (their slacks) as the program has rows.</summary>
/// <param name="Columns">The status of each column.</param>
/// <param name="Rows">The status of each row; a basic row is not tight by choice.</param>
public sealed record LinearProgramBasis(ImmutableArray<BasisStatus> Columns, ImmutableArray<BasisStatus> Rows);

/// <summary>Who answered.</summary>
/// <param name="Name">The oracle's name.</param>
/// <param name="Version">Its version.</param>
public sealed record OracleIdentity(string Name, string Version)
{
    /// <summary><c>name version</c>.</summary>
    public override string ToString() => $"{Name} {Version}";
}

/// <summary>What happened while an oracle was asked; it never changes what is concluded from the answer.</summary>
/// <param name="Events">One sentence for each restart, refusal or replacement, in order.</param>
public sealed record OracleReport(ImmutableArray<string> Events)
{
    /// <summary>Nothing to tell.</summary>
    public static OracleReport Uneventful { get; } = new([]);

    /// <summary>This report followed by one more sentence.</summary>
    public OracleReport With(string sentence) => new(Events.Add(sentence));
}
