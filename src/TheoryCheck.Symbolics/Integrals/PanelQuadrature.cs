using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Integrals;

/// <summary>
/// ∫g over intervals, enclosed: Taylor expansions on panels with the remainder's derivative enclosed over the panel, and the range of g on panels where g has no expansion.
/// </summary>
/// <remarks>
/// With c the centre and h the half width of a panel X, and m even: ∫g = Σ_{k &lt; m even} g_k(c)·2h^(k+1)/(k+1) + r, r ∈ g_m(X)·2h^(m+1)/(m+1), where g_k is the k-th
/// Taylor coefficient. Panels are halved until they are narrow enough or too many; then the enclosure is wide, never wrong.
/// </remarks>
/// <param name="one">Any number in the reading; its precision decides how narrow panels become.</param>
/// <param name="range">g over an enclosure of arguments.</param>
/// <param name="expansion">g of a power series.</param>
/// <typeparam name="T">An enclosing reading.</typeparam>
[Cites("tucker2011validated", "Section 6.2, enclosing integrals by Taylor series with remainder")]
internal sealed class PanelQuadrature<T>(T one, Func<T, T> range, Func<PowerSeries<T>, PowerSeries<T>> expansion)
    where T : IReal<T>
{
    private const int MostPanels = 1200;
    private const int MostBits = 128;
    private const double Share = 1.0 / 64;

    // Bits of the reading that rounding may take before more panels are asked for.
    private const int SpentBits = 13;

    private readonly double tolerance = one is Interval { Precision: var bits } ? Math.Max(1e-27, Math.ScaleB(1, SpentBits - bits)) : 1e-12;
    private readonly int order = OrderFor(one);

    /// <summary>Whether a reading encloses, so that an integral can be.</summary>
    public static bool Encloses(T one) => one is DoubleInterval or Interval;

    /// <summary>The order of the expansions at a precision.</summary>
    public static int OrderFor(T one) => IsWide(one) ? 24 : 12;

    /// <summary>Whether the reading has more than the precision of a double.</summary>
    public static bool IsWide(T one) => one is Interval { Precision: > DoubleInterval.Precision };

    /// <summary>The integral over panels that lie side by side.</summary>
    /// <param name="panels">The panels, in order.</param>
    /// <exception cref="NotRepresentableException">The precision asked for is beyond what the expansions reach.</exception>
    public T Integrate(IEnumerable<(Rational From, Rational To)> panels)
    {
        if (one is Interval { Precision: > MostBits })
        {
            throw new NotRepresentableException("an integral by quadrature is enclosed to some 27 digits and no closer");
        }

        var total = one.Literal(Rational.Zero);
        var waiting = new Stack<(Rational From, Rational To)>(panels.Reverse());
        for (var done = 0; waiting.TryPop(out var panel); done++)
        {
            var isLast = done + waiting.Count >= MostPanels || (panel.To - panel.From).ToDouble() < tolerance;
            var value = Panel(panel.From, panel.To, isLast);
            var middle = (panel.From + panel.To) / 2;
            if (isLast || Width(value) <= Allowed(Magnitude(value)))
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

    private double Allowed(double magnitude) => tolerance * (Share + magnitude);

    private T Panel(Rational from, Rational to, bool isLast)
    {
        var over = T.Either(one.Literal(from), one.Literal(to));
        try
        {
            return Expanded(from, to, over, isLast);
        }
        catch (NotRepresentableException)
        {
            // A kink, or something without an expansion: the range of the values.
            return range(over) * one.Literal(to - from);
        }
    }

    private T Expanded(Rational from, Rational to, T over, bool isLast)
    {
        var (half, middle) = ((to - from) / 2, (from + to) / 2);
        var everywhere = Expansion(over);
        var sum = everywhere.CoefficientOf(order) * one.Literal(2 * Rational.Power(half, order + 1) / (order + 1));
        var within = everywhere.CoefficientOf(0) * one.Literal(to - from);
        if (!isLast && Width(sum) > Allowed(Greatest(within)))
        {
            // Too wide whatever the expansion at the centre is.
            return within;
        }

        var centre = Expansion(one.Literal(middle));
        for (var k = 0; k < order; k += 2)
        {
            sum += centre.CoefficientOf(k) * one.Literal(2 * Rational.Power(half, k + 1) / (k + 1));
        }

        return sum;
    }

    private PowerSeries<T> Expansion(T at)
    {
        var value = expansion(PowerSeries<T>.Constant(at, order + 1) + PowerSeries<T>.Variable(at, order + 1));
        return value.Start >= 0 && value.Limit > order ? value : throw new NotRepresentableException("the integrand has no Taylor expansion here");
    }

    private static double Width(T value) => value switch
    {
        DoubleInterval d => d.Width,
        Interval { IsBounded: true } i => i.Width,
        _ => double.PositiveInfinity,
    };

    private static double Greatest(T value) => value switch
    {
        DoubleInterval { IsBounded: true } d => Math.Max(Math.Abs(d.LowerDouble), Math.Abs(d.UpperDouble)),
        Interval { IsBounded: true } i => Math.Max(Math.Abs(i.LowerDouble), Math.Abs(i.UpperDouble)),
        _ => double.PositiveInfinity,
    };

    private static double Magnitude(T value) => value switch
    {
        DoubleInterval { IsBounded: true } d => Math.Min(Math.Abs(d.LowerDouble), Math.Abs(d.UpperDouble)),
        Interval { IsBounded: true } i => Math.Min(Math.Abs(i.LowerDouble), Math.Abs(i.UpperDouble)),
        _ => 0,
    };
}
