using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.LinearPrograms.Exact;

/// <summary>
/// A bound on the optimal value from any multipliers, in interval arithmetic: for minimising, with r = cost - Aᵀy,
/// inf y·[row bounds] + inf r·[column bounds] ≤ cost·x for every feasible x.
/// </summary>
[Cites("neumaier2004", "section 3")]
public static class SafeDualBound
{
    /// <summary>
    /// A number that the optimum cannot pass: below it when minimising, above it when maximising. Null when an infinite bound makes it
    /// useless; a multiplier with the wrong sign for an infinite row bound counts as 0.
    /// </summary>
    /// <param name="program">The program.</param>
    /// <param name="multipliers">Any finite numbers, one for each row, in the sense of the program.</param>
    /// <exception cref="ArgumentException">There are not as many multipliers as rows, or one is not finite.</exception>
    public static Rational? Of(LinearProgram program, ReadOnlySpan<double> multipliers)
    {
        if (multipliers.Length != program.Rows.Length)
        {
            throw new ArgumentException($"{multipliers.Length} multipliers for {program.Rows.Length} rows", nameof(multipliers));
        }

        var sign = program.Sense == ObjectiveSense.Minimise ? 1 : -1;
        var y = new double[multipliers.Length];
        var bound = Interval.FromExact(sign * program.Offset);
        for (var i = 0; i < y.Length; i++)
        {
            if (!double.IsFinite(multipliers[i]))
            {
                throw new ArgumentException($"multiplier {i} is {multipliers[i]:R}, but must be finite", nameof(multipliers));
            }

            y[i] = sign * multipliers[i];
            var used = y[i] > 0 ? program.Rows[i].Lower : program.Rows[i].Upper;
            if (y[i] == 0 || double.IsInfinity(used))
            {
                y[i] = 0;
                continue;
            }

            bound += Interval.FromExact(y[i]) * Interval.FromExact(used);
        }

        foreach (var column in program.Columns)
        {
            var reduced = Interval.FromExact(sign * column.Cost);
            foreach (var (row, value) in column.Entries)
            {
                reduced -= Interval.FromExact(value) * Interval.FromExact(y[row]);
            }

            if (reduced.CertainSign == 0)
            {
                continue;
            }

            var mayBePositive = reduced.CertainSign is not -1;
            var mayBeNegative = reduced.CertainSign is not 1;
            if ((mayBePositive && double.IsInfinity(column.Lower)) || (mayBeNegative && double.IsInfinity(column.Upper)))
            {
                return null;
            }

            var least = mayBePositive && mayBeNegative
                ? Interval.Min(reduced * Interval.FromExact(column.Lower), reduced * Interval.FromExact(column.Upper))
                : reduced * Interval.FromExact(mayBePositive ? column.Lower : column.Upper);
            bound += least;
        }

        return bound is { IsUndecided: false, IsBounded: true } ? sign > 0 ? bound.Lower : -bound.Lower : null;
    }
}
