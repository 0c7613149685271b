using TheoryCheck.Core;

namespace TheoryCheck.Rigor.Tails;

/// <summary>A function sᵃ·(log s)ᵇ·exp(Σ cᵢ s^pᵢ (log s)^rᵢ) of a number s above 1, with an exponent whose parts outgrow log s. Any two have an order of growth.</summary>
public sealed record TailMonomial
{
    private const int Precision = 128;

    private TailMonomial(Rational power, Rational logPower, Sequence<TailPart> exponent) => (Power, LogPower, Exponent) = (power, logPower, exponent);

    /// <summary>The function 1.</summary>
    public static TailMonomial One { get; } = new(Rational.Zero, Rational.Zero, []);

    /// <summary>The number s itself.</summary>
    public static TailMonomial Variable { get; } = new(Rational.One, Rational.Zero, []);

    /// <summary>log s.</summary>
    public static TailMonomial Logarithm { get; } = new(Rational.Zero, Rational.One, []);

    /// <summary>The exponent a of s.</summary>
    public Rational Power { get; }

    /// <summary>The exponent b of log s.</summary>
    public Rational LogPower { get; }

    /// <summary>The parts of the exponent of e, the fastest growing first.</summary>
    public Sequence<TailPart> Exponent { get; }

    /// <summary>1 where it tends to infinity with s, -1 where to 0, 0 for the function 1.</summary>
    public int Trend => !Exponent.IsEmpty ? Exponent[0].Coefficient.Sign : !Power.IsZero ? Power.Sign : LogPower.Sign;

    /// <summary>Product.</summary>
    public static TailMonomial operator *(TailMonomial left, TailMonomial right) =>
        new(left.Power + right.Power, left.LogPower + right.LogPower, TailPart.Collected(left.Exponent.Concat(right.Exponent)).ToSequence());

    /// <summary>Quotient.</summary>
    public static TailMonomial operator /(TailMonomial left, TailMonomial right) => left * right.Raised(-Rational.One);

    /// <summary>The function to a power.</summary>
    public TailMonomial Raised(Rational exponent) => exponent.IsZero ? One
        : new(Power * exponent, LogPower * exponent, Exponent.Map(p => p with { Coefficient = p.Coefficient * exponent }));

    /// <summary>exp(c·m) for this function m; null where m is no sᵃ(log s)ᵇ that grows at least like log s.</summary>
    public TailMonomial? Exponential(Rational coefficient) => this == Logarithm ? new(coefficient, Rational.Zero, [])
        : !Exponent.IsEmpty || Outgrows(Logarithm) <= 0 ? null
        : new(Rational.Zero, Rational.Zero, [new TailPart(coefficient, Power, LogPower)]);

    /// <summary>1 where it outgrows another one, -1 where it is outgrown, 0 where they are the same.</summary>
    public int Outgrows(TailMonomial other) => (this / other).Trend;

    /// <summary>
    /// Whether the function certainly does not rise from a number on: s times the derivative of its logarithm, a + b/log s + Σ cᵢ(pᵢ s^pᵢ (log s)^rᵢ + rᵢ s^pᵢ (log s)^(rᵢ - 1)), has a
    /// negative leading part, and what is positive in it falls beside that one and is the smaller at the start.
    /// </summary>
    /// <param name="start">A number above 1.</param>
    public bool FallsFrom(Rational start)
    {
        TailPart[] rate =
        [
            .. TailPart.Collected(
            [
                new(Power, Rational.Zero, Rational.Zero),
                new(LogPower, Rational.Zero, -Rational.One),
                .. Exponent.SelectMany(static p => new TailPart[] { new(p.Coefficient * p.Power, p.Power, p.LogPower), new(p.Coefficient * p.LogPower, p.Power, p.LogPower - Rational.One) }),
            ]),
        ];
        if (rate.Length == 0 || rate[0].Coefficient.Sign > 0)
        {
            return rate.Length == 0;
        }

        var (lead, log) = (rate[0], Interval.Log(Interval.FromRational(start, Precision)));
        var most = Interval.FromRational(Rational.Zero, Precision);
        foreach (var part in rate.Where(static p => p.Coefficient.Sign > 0))
        {
            var (slower, logs) = (lead.Power - part.Power, part.LogPower - lead.LogPower);
            if (logs.Sign > 0 && Interval.Compare(Relation.GreaterOrEqual, log * log.Literal(slower), log.Literal(logs)) != Certainty.True)
            {
                return false;
            }

            most += log.Literal(part.Coefficient) * new TailMonomial(-slower, logs, []).At(start);
        }

        return Interval.Compare(Relation.LessOrEqual, most, log.Literal(-lead.Coefficient)) == Certainty.True;
    }

    /// <summary>The value at a number above 1.</summary>
    public Interval At(Rational number)
    {
        var log = Interval.Log(Interval.FromRational(number, Precision));
        var logLog = LogPower.IsZero && Exponent.All(static p => p.LogPower.IsZero) ? log.Literal(Rational.Zero) : Interval.Log(log);
        var sum = (log.Literal(Power) * log) + (log.Literal(LogPower) * logLog);
        foreach (var part in Exponent)
        {
            sum += log.Literal(part.Coefficient) * Interval.Exp((log.Literal(part.Power) * log) + (log.Literal(part.LogPower) * logLog));
        }

        return Interval.Exp(sum);
    }
}
