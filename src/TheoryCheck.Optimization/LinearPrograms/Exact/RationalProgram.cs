using System.Collections.Immutable;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.LinearPrograms.Exact;

/// <summary>
/// A linear program with rational data: optimise offset + Σⱼ costⱼ xⱼ subject to lowerᵢ ≤ Σⱼ Aᵢⱼ xⱼ ≤ upperᵢ and lowerⱼ ≤ xⱼ ≤ upperⱼ, where a bound may be missing.
/// Optima of it are proved; <see cref="LinearProgram"/> is what oracles read.
/// </summary>
/// <param name="Sense">The direction of the objective.</param>
/// <param name="Rows">The bounds of the constraints.</param>
/// <param name="Columns">The variables.</param>
/// <param name="Offset">The constant of the objective.</param>
public sealed record RationalProgram(ObjectiveSense Sense, ImmutableArray<RationalBounds> Rows, ImmutableArray<RationalColumn> Columns, Rational Offset)
{
    /// <summary>The program that a program in doubles means.</summary>
    public static RationalProgram Of(LinearProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return new(
            program.Sense,
            [.. program.Rows.Select(r => RationalBounds.Of(r.Lower, r.Upper))],
            [.. program.Columns.Select(c => new RationalColumn(
                Rational.FromExact(c.Cost), RationalBounds.Of(c.Lower, c.Upper), [.. c.Entries.Where(e => e.Value != 0).Select(e => (e.Row, Rational.FromExact(e.Value)))]))],
            Rational.FromExact(program.Offset));
    }

    /// <summary>The program of doubles nearest to it, for oracles. Null when a number is beyond the doubles.</summary>
    public LinearProgram? Rounded()
    {
        try
        {
            return new(
                "rounded",
                Sense,
                [.. Rows.Select((r, i) => new LinearRow($"r{i}", r.Least, r.Greatest))],
                [.. Columns.Select((c, j) => new LinearColumn($"x{j}", c.Cost.ToDouble(), c.Bounds.Least, c.Bounds.Greatest, [.. c.Entries.Select(e => new LinearEntry(e.Row, e.Value.ToDouble()))]))],
                Offset.ToDouble());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

/// <summary>A variable: its cost, its bounds and its coefficients.</summary>
/// <param name="Cost">The coefficient in the objective.</param>
/// <param name="Bounds">What it is between.</param>
/// <param name="Entries">The coefficients that are not 0, each row at most once.</param>
public sealed record RationalColumn(Rational Cost, RationalBounds Bounds, ImmutableArray<(int Row, Rational Value)> Entries);

/// <summary>What a number is between.</summary>
/// <param name="Lower">The least value; null for none.</param>
/// <param name="Upper">The greatest value; null for none.</param>
public readonly record struct RationalBounds(Rational? Lower, Rational? Upper)
{
    /// <summary>No bounds.</summary>
    public static RationalBounds Free => default;

    /// <summary>At least 0.</summary>
    public static RationalBounds Nonnegative => new(Rational.Zero, null);

    /// <summary>Whether only one number is between them.</summary>
    public bool IsFixed => Lower is { } low && Upper is { } high && low == high;

    /// <summary>The double nearest to the lower bound, or -∞.</summary>
    internal double Least => Lower?.ToDouble() ?? double.NegativeInfinity;

    /// <summary>The double nearest to the upper bound, or +∞.</summary>
    internal double Greatest => Upper?.ToDouble() ?? double.PositiveInfinity;

    /// <summary>Bounds in doubles; infinite ones are missing.</summary>
    public static RationalBounds Of(double lower, double upper) =>
        new(double.IsInfinity(lower) ? null : Rational.FromExact(lower), double.IsInfinity(upper) ? null : Rational.FromExact(upper));

    /// <summary>Whether a number is between them.</summary>
    public bool Contain(Rational value) => !(value < Lower) && !(value > Upper);
}
