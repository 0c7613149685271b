using System.Collections.Immutable;
using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Discretised;

/// <summary>
/// minimise cost·Σₚ |wₚ| + Σᵢ ℓᵢ(fᵢ)/unit with fᵢ = Σₚ wₚ φ(⟨θₚ, xᵢ⟩), and Σₚ |wₚ| ≤ B where there is a bound, as a linear program in the making: every ℓᵢ is the largest of some of its tangents, and
/// directions θₚ are added as they are found.
/// </summary>
/// <remarks>One row for each output and one for the bound, one column for each piece of a loss, and then two for each direction (one for nonnegative measures).</remarks>
internal sealed class DirectionProgram
{
    private const double Rounding = 1e-14;
    private readonly ImmutableArray<LinearRow> rows;
    private readonly List<LinearColumn> columns = [];
    private readonly double cost;
    private readonly double most;
    private readonly double offset;
    private readonly int signs;
    private readonly bool isBounded;

    /// <summary>The program without directions.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="near">The dual variables near which the tangents are to be good; for a loss with finitely many slopes they do not matter.</param>
    /// <param name="unit">What 1 in the objective stands for, positive.</param>
    /// <param name="cost">The price of a unit of |w|.</param>
    /// <param name="normBound">The bound B; null for none.</param>
    /// <param name="isNonnegative">Whether w ≥ 0.</param>
    /// <param name="most">What no |wₚ| of an optimal point exceeds, or +∞.</param>
    /// <param name="reach">What no |fᵢ| of an optimal point exceeds, or +∞.</param>
    internal DirectionProgram(SeparableLoss loss, Sequence<Rational> near, double unit, double cost, double? normBound, bool isNonnegative, double most, Func<int, double> reach)
    {
        (this.cost, this.most, signs, isBounded) = (cost, most, isNonnegative ? 1 : 2, normBound is not null);
        var made = ImmutableArray.CreateBuilder<LinearRow>();
        for (var i = 0; i < loss.Count; i++)
        {
            var (low, high) = loss.OutputRange(i);
            if (low is not null || high is not null)
            {
                made.Add(new(Name("output", i), low?.ToDouble() ?? double.NegativeInfinity, high?.ToDouble() ?? double.PositiveInfinity));
                continue;
            }

            var pieces = TangentPieces.Of(loss, i, near[i]);
            var start = pieces.Kinks.Count > 0 ? pieces.Kinks[0] : 0;
            var far = 2 * (reach(i) + Math.Abs(start)) + 1;
            offset += (pieces.Lines[0].Intercept + pieces.Lines[0].Slope * start) / unit;
            made.Add(new(Name("output", i), start, start));
            for (var k = 0; k < pieces.Lines.Count; k++)
            {
                var lower = k == 0 ? -far : 0;
                var upper = k == 0 ? (pieces.Kinks.Count > 0 ? 0 : far) : k < pieces.Kinks.Count ? pieces.Kinks[k] - pieces.Kinks[k - 1] : far;
                columns.Add(new($"{Name("piece", i)}_{k.ToString(CultureInfo.InvariantCulture)}", pieces.Lines[k].Slope / unit, lower, upper, [new(i, -1)]));
            }
        }

        if (normBound is { } bound)
        {
            made.Add(new("norm", double.NegativeInfinity, bound));
        }

        (rows, FirstDirection) = (made.ToImmutable(), columns.Count);
    }

    /// <summary>The column of the first direction; the two columns of one stand together, the positive weight first.</summary>
    internal int FirstDirection { get; }

    /// <summary>The number of directions.</summary>
    internal int DirectionCount { get; private set; }

    /// <summary>Adds a direction by its outputs φ(⟨θ, xᵢ⟩). What rounding leaves of an output at a kink is no coefficient: GLOP ends abnormally at 1e-17 beside 1.</summary>
    internal void Add(IReadOnlyList<double> outputs)
    {
        var least = Rounding * outputs.Max(Math.Abs);
        for (var s = 0; s < signs; s++)
        {
            var entries = ImmutableArray.CreateBuilder<LinearEntry>();
            for (var i = 0; i < outputs.Count; i++)
            {
                if (Math.Abs(outputs[i]) > least)
                {
                    entries.Add(new(i, s == 0 ? outputs[i] : -outputs[i]));
                }
            }

            if (isBounded)
            {
                entries.Add(new(outputs.Count, 1));
            }

            columns.Add(new(Name(s == 0 ? "plus" : "minus", DirectionCount), cost, 0, most, entries.ToImmutable()));
        }

        DirectionCount++;
    }

    /// <summary>The program with the directions at hand.</summary>
    internal LinearProgram Program() => new("measures", ObjectiveSense.Minimise, rows, [.. columns], offset);

    /// <summary>The weight of a direction at a point of the program.</summary>
    internal double Weight(ImmutableArray<double> point, int direction)
    {
        var at = FirstDirection + (signs * direction);
        return signs == 2 ? point[at] - point[at + 1] : Math.Max(0, point[at]);
    }

    private static string Name(string word, int index) => word + index.ToString(CultureInfo.InvariantCulture);
}
