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

    /// <summary>What the supremum may be.</summary>
    public IReadOnlyList<LineCandidate> Candidates => candidates;

    /// <summary>1 where the function has no upper bound, -1 where no point satisfies the conditions, else 0.</summary>
    public int Infinite { get; private set; }

    /// <summary>Those that the function is throughout a cell.</summary>
    public IReadOnlyList<LineCandidate> Flat { get; private set; } = [];

    /// <summary>Collects the candidates; false where the function is of another kind.</summary>
    /// <exception cref="UndefinedException">The function has no value at a point.</exception>
    public bool TrySolve(Value<Rational>.IntervalSet domain)
    {
        var (low, high) = (End(domain.Lower), End(domain.Upper));
        var isPoint = low is not null && low == high;
        if (low > high || (isPoint && (domain.LowerOpen || domain.UpperOpen)))
        {
            Infinite = -1;
            return true;
        }

        foreach (var end in new[] { domain.LowerOpen ? null : low, domain.UpperOpen || isPoint ? null : high })
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
                return false;
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
                return false;
            }
        }

        Infinite = candidates.Count == 0 && Infinite == 0 ? -1 : Infinite;
        return true;
    }

    private static Rational? End(Value<Rational> end) => end switch
    {
        Value<Rational>.Infinite => null,
        Value<Rational>.Exact exact => exact.Number,
        Value<Rational>.Real real => real.Number,
        _ => throw new NotRepresentableException("an interval whose ends are no numbers"),
    };

    private void AtPoint(Rational point)
    {
        var at = exact.With(binder.Symbol, new Value<Rational>.Exact(point));
        var belongs = binder.Where is null ? Certainty.True : at.Decide(binder.Where);
        if (belongs != Certainty.False)
        {
            var value = sign * at.EvaluateScalar(body);
            candidates.Add(new(value, value, belongs == Certainty.True, new(point, point), null));
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
            var (value, infinite) = function.Limit(end, isUpper);
            Infinite = infinite > 0 ? 1 : Infinite;
            if (infinite == 0)
            {
                candidates.Add(new(value, value, true, null, null));
            }
        }

        if (function.Critical() is not { } critical)
        {
            Flat = [.. Flat, candidates[^1]];
            return;
        }

        foreach (var root in critical)
        {
            var (least, most) = root.IsRational && function.At(root, Rational.One) is var known ? (known, known)
                : function.At(root, Interval.FromRational(Rational.One, Precision)) is var value ? (value.Lower, value.Upper) : default;
            candidates.Add(new(least, most, true, root, function));
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
        candidates.Add(new(value.Lower, value.Upper, binder.Where is null, null, null));
    }
}
