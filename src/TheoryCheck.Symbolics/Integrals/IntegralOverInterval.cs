using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Integrals;

/// <summary>
/// The integral of a scalar over a bounded interval [a, b]: exactly where the integrand is a <see cref="TrigonometricPolynomial{T}"/> in t, or for -1 ≤ a ≤ b ≤ 1 in θ = arccos t;
/// in an enclosing reading else by <see cref="PanelQuadrature{T}"/> over t = a + (b - a)s. Not in doubles: nothing would say how many digits cancel.
/// </summary>
/// <typeparam name="T">The reading.</typeparam>
internal sealed class IntegralOverInterval<T>(Interpreter<T> interpreter, Symbol variable, Term body)
    where T : IReal<T>
{
    // Panels within panels would take minutes.
    private bool IsOverSeveral => Unfold.Definitions(body, interpreter.Environment.Functions) is var whole && HasIntegral(whole);

    /// <summary>Its value between two ends; the ends may be in or out, which changes nothing.</summary>
    /// <exception cref="NotRepresentableException">The integrand is no such function and the reading does not enclose.</exception>
    /// <exception cref="UndefinedException">The integrand is undefined on a whole part of the interval.</exception>
    public T Between(T from, T to)
    {
        if (from is DoubleReal)
        {
            throw Interpreter<T>.NoChecker("'integral' in doubles");
        }

        try
        {
            return Plain(from, to);
        }
        catch (NotRepresentableException)
        {
            // Then with t = cos θ.
        }

        try
        {
            return Arc(from, to);
        }
        catch (NotRepresentableException) when (PanelQuadrature<T>.Encloses(from) && !IsOverSeveral)
        {
            return Enclosed(from, to);
        }
    }

    private static bool HasIntegral(Term term) => term is Binding { Form: Integral } || term.Children.Any(HasIntegral);

    private T Plain(T from, T to) => Read(TrigonometricPolynomial<T>.Variable(from, isOnArc: false), isOnArc: false).Integral(from, to);

    // ∫f(t)dt over [cos β, cos α] is ∫f(cos θ)sin θ dθ over [α, β].
    private T Arc(T from, T to)
    {
        if (T.Compare(Relation.LessOrEqual, from.Literal(-1), from) != Certainty.True || T.Compare(Relation.LessOrEqual, to, to.Literal(1)) != Certainty.True)
        {
            throw Interpreter<T>.NoChecker("this integral: its integrand is no polynomial in t, sin(k*t) and cos(k*t), and not one in arccos(t) and sqrt(1 - t^2) within [-1, 1]; such integrals are exact, others are enclosed in one variable");
        }

        var angle = TrigonometricPolynomial<T>.Variable(from, isOnArc: true);
        var integrand = Read(TrigonometricPolynomial<T>.Cos(angle), isOnArc: true) * TrigonometricPolynomial<T>.Sin(angle);
        return integrand.Integral(T.Acos(to), T.Acos(from));
    }

    private TrigonometricPolynomial<T> Read(TrigonometricPolynomial<T> value, bool isOnArc) =>
        interpreter.Over(number => TrigonometricPolynomial<T>.Constant(number, isOnArc)).With(variable, new Value<TrigonometricPolynomial<T>>.Real(value)).EvaluateScalar(body);

    private T Enclosed(T from, T to)
    {
        var (terms, length) = (PanelQuadrature<T>.OrderFor(from) + 1, to - from);
        var expansions = interpreter.Over(value => PowerSeries<T>.Constant(value, terms));
        var quadrature = new PanelQuadrature<T>(
            from,
            over => interpreter.With(variable, new Value<T>.Real(from + (length * over))).EvaluateScalar(body),
            s => expansions.With(variable, new Value<PowerSeries<T>>.Real(PowerSeries<T>.Constant(from, terms) + (PowerSeries<T>.Constant(length, terms) * s))).EvaluateScalar(body));
        return length * quadrature.Integrate([(Rational.Zero, new(1, 2)), (new(1, 2), Rational.One)]);
    }
}
