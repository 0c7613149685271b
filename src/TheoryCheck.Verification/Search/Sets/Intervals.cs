using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Search.Sets;

/// <summary>Intervals of the line with rational ends, and the positive numbers.</summary>
internal sealed class Intervals : SearchedSet
{
    /// <inheritdoc/>
    public override SearchedPoints? At(Term domain, Instance instance, Func<Term, Instance, Rational?> evaluate)
    {
        switch (domain)
        {
            case Call { Operation: SetConstructor { Name: "positive" } }:
                return new Points(Rational.Zero, null, lowerOpen: true, upperOpen: true);
            case RealInterval interval:
                var (lower, isBelow) = End(interval.Lower, -1, instance, evaluate);
                var (upper, isAbove) = End(interval.Upper, 1, instance, evaluate);
                return isBelow && isAbove && (lower is null || upper is null || lower < upper)
                    ? new Points(lower, upper, interval.LowerOpen, interval.UpperOpen)
                    : null;
            default:
                return null;
        }
    }

    // An end that is infinite, or a known number; an irrational end cannot be respected exactly.
    private static (Rational? Value, bool IsKnown) End(Term end, int side, Instance instance, Func<Term, Instance, Rational?> evaluate) =>
        Constant.InfiniteSign(end) == side
            ? (null, true)
            : evaluate(end, instance) is { } value ? (value, true) : (null, false);

    private sealed class Points(Rational? lower, Rational? upper, bool lowerOpen, bool upperOpen) : SearchedPoints
    {
        public override bool IsConvex => true;

        public override void Project(Span<double> point)
        {
            foreach (ref var value in point)
            {
                value = lower is { } low ? Math.Max(value, low.ToDouble()) : value;
                value = upper is { } high ? Math.Min(value, high.ToDouble()) : value;
            }
        }

        public override bool IsOfNumbers => true;

        public override IReadOnlyList<SetChart> Charts(int length) =>
            [SetChart.Box(length, lower is { } low ? DoubleInterval.FromRational(low).LowerDouble : double.NegativeInfinity, upper is { } high ? DoubleInterval.FromRational(high).UpperDouble : double.PositiveInfinity)];

        public override Certainty Inside(ReadOnlySpan<DoubleInterval> point)
        {
            var inside = Certainty.True;
            foreach (var value in point)
            {
                inside = inside
                    .And(lower is { } low ? DoubleInterval.Compare(lowerOpen ? Relation.Greater : Relation.GreaterOrEqual, value, DoubleInterval.FromRational(low)) : Certainty.True)
                    .And(upper is { } high ? DoubleInterval.Compare(upperOpen ? Relation.Less : Relation.LessOrEqual, value, DoubleInterval.FromRational(high)) : Certainty.True);
            }

            return inside;
        }

        public override bool Contains(ReadOnlySpan<Rational> entries, bool isUnit)
        {
            foreach (var value in entries)
            {
                if ((lower is { } low && (value < low || (lowerOpen && value == low))) || (upper is { } high && (value > high || (upperOpen && value == high))))
                {
                    return false;
                }
            }

            return !isUnit;
        }

        public override Rational[] Round(ReadOnlySpan<double> point, long denominator)
        {
            var exact = new Rational[point.Length];
            for (var i = 0; i < exact.Length; i++)
            {
                exact[i] = Inside(Nearest(point[i], denominator), denominator);
            }

            return exact;
        }

        // An open end is left by one unit of the grid, or by half of the interval where that is less.
        private Rational Inside(Rational value, long denominator)
        {
            var unit = new Rational(1, denominator);
            var step = lower is { } a && upper is { } b && (b - a) / 2 < unit ? (b - a) / 2 : unit;
            if (lower is { } low && (value < low || (lowerOpen && value == low)))
            {
                return lowerOpen ? low + step : low;
            }

            return upper is { } high && (value > high || (upperOpen && value == high)) ? upperOpen ? high - step : high : value;
        }
    }
}
