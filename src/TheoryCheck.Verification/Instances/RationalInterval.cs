using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Instances;

/// <summary>An interval with rational ends within an interval of reals: the same where its ends are rational, hardly smaller where they are not. Null stands for an infinite end.</summary>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end.</param>
/// <param name="LowerOpen">Whether the lower end is left out.</param>
/// <param name="UpperOpen">Whether the upper end is left out.</param>
internal readonly record struct RationalInterval(Rational? Lower, Rational? Upper, bool LowerOpen, bool UpperOpen)
{
    // How much of an interval is given up for a simple end, in parts of the end.
    private static readonly Rational Slack = Rational.Power(2, -20);

    /// <summary>The interval within another one.</summary>
    /// <returns>Null where an end is not known, or nothing is known to lie between them.</returns>
    public static RationalInterval? Within(RealInterval interval, Instance instance, ClosedEvaluation evaluation)
    {
        if (End(interval.Lower, isUpper: false) is not var (lower, isLowerOwn) || End(interval.Upper, isUpper: true) is not var (upper, isUpperOwn) || lower > upper)
        {
            return null;
        }

        return new(lower, upper, interval.LowerOpen && isLowerOwn, interval.UpperOpen && isUpperOwn);

        (Rational? Value, bool IsOwn)? End(Term end, bool isUpper)
        {
            if (Constant.InfiniteSign(end) == (isUpper ? 1 : -1))
            {
                return (null, true);
            }

            if (evaluation.TryRational(end, instance) is { } exact)
            {
                return (exact, true);
            }

            if (evaluation.TryEnclose(end, instance) is not var (low, high))
            {
                return null;
            }

            var room = Slack * (Rational.One + (low.Sign < 0 ? -low : low));
            return (isUpper ? Rational.SimplestBetween(low - room, low) : Rational.SimplestBetween(high, high + room), false);
        }
    }
}
