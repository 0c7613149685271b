using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;

namespace TheoryCheck.Verification.Linear;

/// <summary>
/// Linear programs with data that are only enclosed, as two with rational data: one whose points are all points of the program whatever the data are, and one of whose
/// points all points of the program are some, each with the objective's worse or better end. Their optima bound the program's optimum from both sides.
/// </summary>
/// <remarks>Unknowns that may be negative, and have a factor that is only enclosed, are split into the difference of two that may not.</remarks>
[Cites("chinneck2000", "section 2")]
internal sealed class EnclosedProgram
{
    private readonly bool isRelaxed;
    private readonly (Enclosed? Lower, Enclosed? Upper)[] bounds;
    private readonly List<LinearCondition> rows = [];
    private readonly bool[] isSplit;

    private EnclosedProgram(IEnumerable<LinearCondition> conditions, int size, AffineForm objective, bool isRelaxed)
    {
        this.isRelaxed = isRelaxed;
        (bounds, isSplit) = (new (Enclosed?, Enclosed?)[size], new bool[size]);
        foreach (var condition in conditions)
        {
            if (!TryBound(condition))
            {
                rows.Add(condition);
            }
        }

        foreach (var (unknown, factor) in rows.SelectMany(static r => r.Form.Terms).Concat(objective.Terms))
        {
            isSplit[unknown] |= !factor.IsExact && !(bounds[unknown].Lower?.Lower >= Rational.Zero);
        }
    }

    /// <summary>What is proved of the least value of an objective from below, and from above; one result twice where all data are exact.</summary>
    /// <param name="statement">The conditions.</param>
    /// <param name="objective">The objective, of unknowns of the conditions.</param>
    public static (RationalOptimum? Below, RationalOptimum? Above) Solve(LinearStatement statement, AffineForm objective)
    {
        EnclosedProgram Of(bool isRelaxed) => new(statement.Conditions, statement.Size, objective, isRelaxed);
        var below = Solved(Of(isRelaxed: true), objective);
        return (below, objective.IsExact && statement.Conditions.All(static c => c.Form.IsExact) ? below : Solved(Of(isRelaxed: false), objective));
    }

    /// <summary>The program of exact data, its columns the unknowns; null where the data are not.</summary>
    /// <param name="conditions">The conditions, the bounds of strict ones included.</param>
    /// <param name="size">How many unknowns there are.</param>
    /// <param name="objective">What is minimised.</param>
    public static RationalProgram? Exact(IReadOnlyList<LinearCondition> conditions, int size, AffineForm objective) =>
        objective.IsExact && conditions.All(static c => c.Form.IsExact) ? new EnclosedProgram(conditions, size, objective, isRelaxed: true).Program(objective) : null;

    private static RationalOptimum? Solved(EnclosedProgram program, AffineForm objective) => program.Program(objective) is { } rational ? RationalOptimum.Of(rational) : null;

    // A condition on one unknown with an exact factor bounds it.
    private bool TryBound(LinearCondition condition)
    {
        if (condition.Form.Terms is not [var (unknown, factor)] || !Enclosed.TryExact(factor, out var exact))
        {
            return false;
        }

        var end = -condition.Form.Constant / factor;
        if (condition.IsEquation || exact.Sign > 0)
        {
            bounds[unknown].Upper = bounds[unknown].Upper is { } known ? Enclosed.Min(known, end) : end;
        }

        if (condition.IsEquation || exact.Sign < 0)
        {
            bounds[unknown].Lower = bounds[unknown].Lower is { } known ? Enclosed.Max(known, end) : end;
        }

        return true;
    }

    private RationalProgram? Program(AffineForm objective)
    {
        // A bound of which the end that counts is not known may only be left out where more points do no harm.
        if (!isRelaxed && bounds.Any(static b => b is { Lower: { Upper: null } } or { Upper: { Lower: null } }))
        {
            return null;
        }

        var made = new List<(List<(int Column, Rational Factor)> Terms, RationalBounds Bounds)>();
        foreach (var row in rows)
        {
            if (Least(row.Form, isRelaxed) is not var (least, leastAt) || (row.IsEquation && !row.Form.IsExact && !isRelaxed))
            {
                return null;
            }

            made.Add((least, new(row.IsEquation && row.Form.IsExact ? -leastAt : null, -leastAt)));
            if (row.IsEquation && !row.Form.IsExact)
            {
                if (Least(-row.Form, true) is not var (most, mostAt))
                {
                    return null;
                }

                made.Add((most, new(null, -mostAt)));
            }
        }

        var columns = bounds.Index().SelectMany(b => isSplit[b.Index] ? Enumerable.Repeat(RationalBounds.Nonnegative, 2) : [Bounds(b.Item)]).ToArray();
        foreach (var (unknown, ends) in bounds.Index().Where(b => isSplit[b.Index] && (b.Item.Lower ?? b.Item.Upper) is not null))
        {
            made.Add(([(Column(unknown), Rational.One), (Column(unknown) + 1, -Rational.One)], Bounds(ends)));
        }

        if (Least(objective, isRelaxed) is not var (costs, offset))
        {
            return null;
        }

        var cost = costs.ToDictionary(static t => t.Column, static t => t.Factor);
        var entries = columns.Select(static _ => ImmutableArray.CreateBuilder<(int, Rational)>()).ToArray();
        foreach (var (i, row) in made.Index())
        {
            foreach (var (column, factor) in row.Terms)
            {
                entries[column].Add((i, factor));
            }
        }

        return new(
            ObjectiveSense.Minimise,
            [.. made.Select(static r => r.Bounds)],
            [.. columns.Select((b, j) => new RationalColumn(cost.GetValueOrDefault(j), b, entries[j].ToImmutable()))],
            offset);
    }

    // A form with the end of each factor that makes it least (or greatest) for unknowns of at least 0; null where an end is not known.
    private (List<(int Column, Rational Factor)> Terms, Rational Constant)? Least(AffineForm form, bool isLeast)
    {
        var terms = new List<(int, Rational)>();
        foreach (var (unknown, factor) in form.Terms)
        {
            if (factor is not { Lower: { } low, Upper: { } high })
            {
                return null;
            }

            var (plus, minus) = isLeast ? (low, high) : (high, low);
            terms.Add((Column(unknown), plus));
            if (isSplit[unknown])
            {
                terms.Add((Column(unknown) + 1, -minus));
            }
        }

        return (isLeast ? form.Constant.Lower : form.Constant.Upper) is { } constant ? ([.. terms.Where(static t => !t.Item2.IsZero)], constant) : null;
    }

    private RationalBounds Bounds((Enclosed? Lower, Enclosed? Upper) of) =>
        isRelaxed ? new(of.Lower?.Lower, of.Upper?.Upper) : new(of.Lower?.Upper, of.Upper?.Lower);

    private int Column(int unknown) => unknown + isSplit.AsSpan(0, unknown).Count(true);
}
