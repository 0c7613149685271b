using TheoryCheck.Core;
using TheoryCheck.Symbolics.Typesetting;

namespace TheoryCheck.Verification.Results;

/// <summary>An instance in which a claim fails, re-checked.</summary>
/// <param name="Values">The value of each symbol the claim is closed over.</param>
/// <param name="Arithmetic">The arithmetic that re-checked it: <c>exact rationals</c>, <c>intervals, 128 bits</c>.</param>
public sealed record Counterexample(Sequence<SymbolValue> Values, string Arithmetic)
{
    /// <summary>The failed comparison; null when the failed formula is none.</summary>
    public FailedComparison? Failure { get; init; }

    /// <summary>What is special about it, in the claim language: <c>x[1] = -x[0]</c>.</summary>
    public Sequence<string> Structure { get; init; } = [];

    /// <summary>The word that makes <c>theorycheck replay</c> judge this instance again; empty when it cannot be written down.</summary>
    public string Replay { get; init; } = "";

    /// <summary>Points to draw, in two or three dimensions; null when there is nothing to see.</summary>
    public Drawing? Drawing { get; init; }
}

/// <summary>A symbol and its value.</summary>
/// <param name="Symbol">The symbol or element, such as <c>x[0]</c>.</param>
/// <param name="Value">Its exact value as text: <c>3/5</c>, <c>[3/5, 4/5]</c>.</param>
public sealed record SymbolValue(Typeset Symbol, string Value);

/// <summary>A comparison that is false.</summary>
/// <param name="Left">The left side.</param>
/// <param name="LeftValue">Its value: exact, or an enclosure.</param>
/// <param name="Relation">The claimed relation, as written in the language.</param>
/// <param name="Right">The right side.</param>
/// <param name="RightValue">Its value: exact, or an enclosure.</param>
/// <param name="Margin">By how much it fails: exact, or an enclosure that excludes 0.</param>
public sealed record FailedComparison(Typeset Left, string LeftValue, string Relation, Typeset Right, string RightValue, string Margin);

/// <summary>Points in the plane or in space.</summary>
/// <param name="IsOnSphere">Whether they lie on the unit circle or sphere, which is then drawn.</param>
/// <param name="Points">The points; all with two, or all with three coordinates.</param>
public sealed record Drawing(bool IsOnSphere, Sequence<DrawnPoint> Points);

/// <summary>One point.</summary>
/// <param name="Group">The family it belongs to, such as <c>x</c>; one colour each.</param>
/// <param name="Label">Its name, such as <c>x[0]</c>.</param>
/// <param name="Coordinates">Two or three coordinates.</param>
public sealed record DrawnPoint(string Group, string Label, Sequence<double> Coordinates);
