using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Line;

/// <summary>
/// The supremum of a function of one number over an interval or the line, perhaps under a condition. The domain is split where a comparison changes its answer; in each cell the function is a
/// quotient of polynomials, whose supremum is at an end, from inside, or where the slope is 0. Where a cell ends at an irrational number the function is enclosed about it.
/// </summary>
/// <param name="exact">The values of the other symbols.</param>
/// <param name="binder">The number with its condition.</param>
/// <param name="body">The function.</param>
/// <param name="sign">1 for the supremum of the function, -1 for that of its negation.</param>
internal sealed class LineProblem(Interpreter<Rational> exact, Binder binder, Term body, int sign)
{
    private const int MostCells = 400;
    private const int Precision = 256;

    private readonly List<LineCandidate> candidates = [];
    private readonly List<LineCandidate> flat = [];
    private int infinite;

    /// <summary>What the supremum may be; null where the function is of another kind.</summary>
    /// <exception cref="UndefinedException">The function has no value at a point.</exception>
    public LineSupremum? Solve(LineDomain domain)
    {
        var (low, high) = (domain.Low, domain.High);
        var isPoint = low is not null && low == high;
        if (domain.IsEmpty)
        {
            return LineSupremum.Without(-1);
        }

        foreach (var end in new[] { domain.IsLowOpen ? null : low, domain.IsHighOpen || isPoint ? null : high })
        {
            if (end is { } point)
            {
                AtPoint(point);
            }
        }

        var open = new Stack<LineCell>(isPoint ? [] : [new LineCell(low, high)]);
        for (var cells = 0; open.TryPop(out var cell); cells++)
        {
            if (cells == MostCells)
            {
                return null;
            }

            try
            {
                Within(cell);
            }
            catch (NotRepresentableException) when (cell.Splits.Count > 0)
            {
                Split(cell, open);
            }
            catch (NotRepresentableException)
            {
                return null;
            }
        }

        return infinite > 0 ? LineSupremum.Without(1) : candidates.Count == 0 ? LineSupremum.Without(-1) : LineSupremum.Of(candidates, flat);
    }

    private void AtPoint(Rational point)
    {
        var at = exact.With(binder.Symbol, new Value<Rational>.Exact(point));
        var belongs = binder.Where is null ? Certainty.True : at.Decide(binder.Where);
        if (belongs != Certainty.False)
        {
            var value = sign * at.EvaluateScalar(body);
            candidates.Add(LineCandidate.At(value, point, belongs == Certainty.True));
        }
    }

    private void Within(LineCell cell)
    {
        var inside = exact.Over(q => LineFunction.Known(cell, q)).With(binder.Symbol, new Value<LineFunction>.Real(LineFunction.Variable(cell)));
        if (binder.Where is { } where)
        {
            switch (inside.Decide(where))
            {
                case Certainty.False:
                    return;
                case Certainty.Unknown:
                    throw new NotRepresentableException("a condition that is not decided");
            }
        }

        var function = inside.EvaluateScalar(body);
        function = sign < 0 ? -function : function;
        foreach (var (end, isUpper) in new[] { (cell.Low, false), (cell.High, true) })
        {
            var (value, beyond) = function.Limit(end, isUpper);
            infinite = Math.Max(infinite, beyond);
            if (beyond == 0)
            {
                candidates.Add(LineCandidate.Limit(value));
            }
        }

        if (function.Critical() is not { } critical)
        {
            flat.Add(candidates[^1]);
            return;
        }

        foreach (var root in critical)
        {
            var (least, most) = root.IsRational && function.At(root, Rational.One) is var known ? (known, known)
                : function.At(root, Interval.FromRational(Rational.One, Precision)) is var value ? (value.Lower, value.Upper) : default;
            candidates.Add(new(least, most, true, root, true));
        }
    }

    private void Split(LineCell cell, Stack<LineCell> open)
    {
        var low = cell.Low;
        foreach (var root in cell.Splits)
        {
            // Beside an irrational root the cells leave a little room.
            open.Push(new(low, root.Low));
            low = root.High;
            if (root.IsRational)
            {
                AtPoint(root.Low);
            }
            else
            {
                About(root);
            }
        }

        open.Push(new(low, cell.High));
    }

    private void About(RealRoot root)
    {
        var near = Interval.FromBounds(root.Low, root.High, Precision);
        var at = exact.Over(q => Interval.FromRational(q, Precision)).With(binder.Symbol, new Value<Interval>.Real(near));
        if (binder.Where is { } where && at.Decide(where) == Certainty.False)
        {
            return;
        }

        var value = at.EvaluateScalar(body);
        if (!value.IsBounded || value.IsUndecided)
        {
            throw new NotRepresentableException("a function without bounds about a place");
        }

        value = sign < 0 ? -value : value;
        candidates.Add(new(value.Lower, value.Upper, binder.Where is null, null, false));
    }
}
