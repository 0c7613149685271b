using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Integrals;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Expectations;

/// <summary>E f(m + s·u) for a standard normal u, enclosed: <see cref="PanelQuadrature{T}"/> of f·φ over [-R, R], and beyond R the bound |f| ≤ c·|u|^p.</summary>
/// <remarks>Tails: ∫_R^∞ u^p φ ≤ R^(p-1)φ(R)/(1 - max(p-1, 0)/R²).</remarks>
/// <typeparam name="T">An enclosing reading.</typeparam>
internal sealed class GaussianQuadrature<T>
    where T : IReal<T>
{
    private readonly Interpreter<T> interpreter;
    private readonly Symbol draw;
    private readonly Term body;
    private readonly T mean;
    private readonly T deviation;
    private readonly int reach;

    private GaussianQuadrature(Interpreter<T> interpreter, Symbol draw, Term body, T mean, T deviation)
    {
        (this.interpreter, this.draw, this.body, this.mean, this.deviation) = (interpreter, draw, body, mean, deviation);
        reach = PanelQuadrature<T>.IsWide(mean) ? 14 : 9;
    }

    /// <summary>The mean of a scalar over one normal draw; none where the reading does not enclose.</summary>
    /// <exception cref="NotRepresentableException">The integrand has no such bound, or cannot be evaluated.</exception>
    /// <exception cref="UndefinedException">The integrand is undefined somewhere.</exception>
    public static bool TryMean(Interpreter<T> interpreter, Symbol draw, Term body, T mean, T deviation, out T value)
    {
        var encloses = PanelQuadrature<T>.Encloses(mean);
        value = encloses ? new GaussianQuadrature<T>(interpreter, draw, body, mean, deviation).Integrate() : mean;
        return encloses;
    }

    private T Integrate()
    {
        var terms = PanelQuadrature<T>.OrderFor(mean) + 1;
        var expansions = interpreter.Over(value => PowerSeries<T>.Constant(value, terms));
        var quadrature = new PanelQuadrature<T>(
            mean,
            over => interpreter.With(draw, new Value<T>.Real(mean + (deviation * over))).EvaluateScalar(body) * Density(over),
            u => expansions.With(draw, new Value<PowerSeries<T>>.Real(PowerSeries<T>.Constant(mean, terms) + (PowerSeries<T>.Constant(deviation, terms) * u))).EvaluateScalar(body) * Density(u));
        return Tail(Rational.One) + Tail(-Rational.One)
            + quadrature.Integrate(Enumerable.Range(-reach, 2 * reach).Select(static at => ((Rational)at, (Rational)(at + 1))));
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
}
