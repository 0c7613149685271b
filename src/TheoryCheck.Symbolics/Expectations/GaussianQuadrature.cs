using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Expectations;

/// <summary>
/// E f(m + s·u) for a standard normal u, enclosed: Taylor expansions on panels of [-R, R] with the remainder's derivative enclosed
/// over the panel, the range of f on panels where f has a kink, and beyond R the bound |f| ≤ c·|u|^p.
/// </summary>
/// <remarks>
/// With g = f·φ, c the centre and h the half width of a panel X, and m even: ∫ g = Σ_{k &lt; m even} g_k(c)·2h^(k+1)/(k+1) + r,
/// r ∈ g_m(X)·2h^(m+1)/(m+1), where g_k is the k-th Taylor coefficient. Tails: ∫_R^∞ u^p φ ≤ R^(p-1)φ(R)/(1 - max(p-1, 0)/R²).
/// Panels are halved until they are narrow enough or too many; then the enclosure is wide, never wrong.
/// </remarks>
/// <typeparam name="T">An enclosing reading.</typeparam>
[Cites("tucker2011validated", "Section 6.2, enclosing integrals by Taylor series with remainder")]
internal sealed class GaussianQuadrature<T>
    where T : IReal<T>
{
    private const int MostPanels = 1200;
    private const int MostBits = 128;
    private const double Share = 1.0 / 64;

    private readonly Interpreter<T> interpreter;
    private readonly Interpreter<PowerSeries<T>> expansions;
    private readonly Symbol draw;
    private readonly Term body;
    private readonly T mean;
    private readonly T deviation;
    private readonly int order;
    private readonly int reach;
    private readonly double tolerance;

    private GaussianQuadrature(Interpreter<T> interpreter, Symbol draw, Term body, T mean, T deviation, int bits)
    {
        (this.interpreter, this.draw, this.body, this.mean, this.deviation) = (interpreter, draw, body, mean, deviation);
        (order, reach, tolerance) = bits <= DoubleInterval.Precision ? (12, 9, 1e-12) : (24, 14, 1e-27);
        expansions = interpreter.Over(value => PowerSeries<T>.Constant(value, order + 1));
    }

    /// <summary>The mean of a scalar over one normal draw; none where the reading does not enclose.</summary>
    /// <exception cref="NotRepresentableException">The integrand has no such bound, or cannot be evaluated.</exception>
    /// <exception cref="UndefinedException">The integrand is undefined somewhere.</exception>
    public static bool TryMean(Interpreter<T> interpreter, Symbol draw, Term body, T mean, T deviation, out T value)
    {
        var bits = mean switch { DoubleInterval => DoubleInterval.Precision, Interval wide => wide.Precision, _ => 0 };
        value = bits > MostBits ? throw new NotRepresentableException("a mean by quadrature is enclosed to some 27 digits and no closer")
            : bits == 0 ? mean : new GaussianQuadrature<T>(interpreter, draw, body, mean, deviation, bits).Integrate();
        return bits > 0;
    }

    private T Integrate()
    {
        var total = Tail(Rational.One) + Tail(-Rational.One);
        var waiting = new Stack<(Rational From, Rational To)>();
        for (var at = reach - 1; at >= -reach; at--)
        {
            waiting.Push((at, at + 1));
        }

        for (var panels = 0; waiting.TryPop(out var panel); panels++)
        {
            var value = Panel(panel.From, panel.To);
            var length = (panel.To - panel.From).ToDouble();
            var middle = (panel.From + panel.To) / 2;
            if (panels + waiting.Count >= MostPanels || Width(value) <= tolerance * (Share + Magnitude(value)) || length < tolerance)
            {
                total += value;
            }
            else
            {
                waiting.Push((middle, panel.To));
                waiting.Push((panel.From, middle));
            }
        }

        return total;
    }

    private T Panel(Rational from, Rational to)
    {
        var over = T.Either(Number(from), Number(to));
        try
        {
            return Expanded(from, to, over);
        }
        catch (NotRepresentableException)
        {
            // A kink, or something without an expansion: the range of the values.
            var value = interpreter.With(draw, new Value<T>.Real(mean + (deviation * over))).EvaluateScalar(body);
            return value * Density(over) * Number(to - from);
        }
    }

    private T Expanded(Rational from, Rational to, T over)
    {
        var (half, middle) = ((to - from) / 2, (from + to) / 2);
        var everywhere = Expansion(over);
        var centre = Expansion(Number(middle));
        var sum = everywhere.CoefficientOf(order) * Number(2 * Rational.Power(half, order + 1) / (order + 1));
        for (var k = 0; k < order; k += 2)
        {
            sum += centre.CoefficientOf(k) * Number(2 * Rational.Power(half, k + 1) / (k + 1));
        }

        return sum;
    }

    private PowerSeries<T> Expansion(T at)
    {
        var u = PowerSeries<T>.Constant(at, order + 1) + PowerSeries<T>.Variable(at, order + 1);
        var z = PowerSeries<T>.Constant(mean, order + 1) + (PowerSeries<T>.Constant(deviation, order + 1) * u);
        var value = expansions.With(draw, new Value<PowerSeries<T>>.Real(z)).EvaluateScalar(body) * Density(u);
        return value.Start >= 0 && value.Limit > order ? value : throw new NotRepresentableException("the integrand has no Taylor expansion here");
    }

    private T Tail(Rational side)
    {
        var scale = interpreter.Over(value => PowerScale<T>.Constant(value, reach));
        var u = PowerScale<T>.Variable(mean, reach);
        var z = PowerScale<T>.Constant(mean, reach) + (PowerScale<T>.Constant(deviation, reach) * u * u.Literal(side));
        var value = scale.With(draw, new Value<PowerScale<T>>.Real(z)).EvaluateScalar(body);
        var above = value.Power - Rational.One;
        if (!value.Log.IsZero || !above.IsInteger || above * 2 > (Rational)(reach * reach))
        {
            throw new NotRepresentableException("the tail of the integrand is not bounded by a power");
        }

        var slack = above.Sign > 0 ? Rational.One - (above / (reach * reach)) : Rational.One;
        var bound = T.Power(Number(reach), (int)above.Numerator) * Density(Number(reach)) / Number(slack);
        return T.Either(Number(0), value.Factor * bound);
    }

    private static TReading Density<TReading>(TReading u)
        where TReading : IReal<TReading> =>
        TReading.Exp(-TReading.Power(u, 2) / u.Literal(2)) / TReading.Sqrt(u.Literal(2) * u.LiteralPi());

    private T Number(Rational value) => mean.Literal(value);

    private static double Width(T value) => value switch
    {
        DoubleInterval d => d.Width,
        Interval { IsBounded: true } i => i.Width,
        _ => double.PositiveInfinity,
    };

    private static double Magnitude(T value) => value switch
    {
        DoubleInterval { IsBounded: true } d => Math.Min(Math.Abs(d.LowerDouble), Math.Abs(d.UpperDouble)),
        Interval { IsBounded: true } i => Math.Min(Math.Abs(i.LowerDouble), Math.Abs(i.UpperDouble)),
        _ => 0,
    };
}
