using TheoryCheck.Core;
using TheoryCheck.Rigor;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Enclosures;

/// <summary>
/// Arithmetic on jets, by the rules for Taylor coefficients. A case distinction must come out the same in a neighbourhood of h = 0, or, where
/// an expansion from one side is asked for, for all small h > 0. Where only degrees are counted, there are none.
/// </summary>
internal sealed class Jets(Reals reals)
{
    private readonly List<(string Shape, Jet Left, Jet Right)> parts = [];
    private Motion motion;

    /// <summary>Computes something while numbers move; all with the same h, so nothing moves within what moves.</summary>
    public T While<T>(Motion meant, Func<T> compute)
    {
        Require(motion == Motion.None, "a derivative, expansion or identity within another is not read");
        motion = meant;
        parts.Clear();
        var value = compute();
        motion = Motion.None;
        return value;
    }

    /// <summary>Something new said of a vector or measure without a value: a coordinate, relu or integral of something, a product, or the variation.</summary>
    public Jet Say(string shape, Jet left, Jet right)
    {
        Require(motion == Motion.Unvalued, $"'{shape}' is read of a vector or measure without a value only");
        parts.Add((shape, left, right));
        return new([.. new Enclosure[parts.Count], 1]);
    }

    /// <summary>What a number consists of besides its constant, with the factors, which must be known exactly.</summary>
    public IEnumerable<(Rational Factor, (string Shape, Jet Left, Jet Right) Part)> Said(Jet jet) =>
        jet.Terms.Skip(1).Select((t, k) => (t.Exact, parts[k])).Where(t => !t.Exact.IsZero);

    /// <summary>Whether nothing but degrees is known of numbers that move.</summary>
    public bool CountsDegrees => motion == Motion.Rational;

    public Jet Add(Jet a, Jet b) => Each(a, b, Math.Max(a.Length, b.Length), k => reals.Add(a[k], b[k]));

    public Jet Subtract(Jet a, Jet b) => Add(a, -b);

    public Jet Multiply(Jet a, Jet b) => CountsDegrees && !(a.IsConstant && b.IsConstant) ? Jet.Quotient(a.Length + b.Length - 2, a.Poles + b.Poles)
        : motion == Motion.Unvalued && !a.IsConstant && !b.IsConstant ? Say("product", a, b)
        : Each(a, b, a.Length + b.Length - 1, k => a.IsConstant ? reals.Multiply(a[0], b[k])
        : b.IsConstant ? reals.Multiply(a[k], b[0])
        : Enumerable.Range(0, k + 1).Aggregate((Enclosure)0, (sum, j) => reals.Add(sum, reals.Multiply(a[j], b[k - j]))));

    public Jet Divide(Jet a, Jet b) => b.IsConstant ? Each(a, b, a.Length, k => reals.Divide(a[k], b[0])) : Multiply(a, Power(b, -1));

    public Jet Power(Jet a, int exponent) => exponent == 0 ? 1
        : CountsDegrees && exponent < 0 && !a.IsConstant ? Power(Jet.Quotient(a.Poles, a.Length - 1), -exponent)
        : motion >= Motion.Rational && exponent > 0 && !a.IsConstant ? Multiply(a, Power(a, exponent - 1))
        : Moved(a, x => reals.Power(x, exponent), t => Multiply(exponent, Power(t, exponent - 1)));

    public Jet Dot(IReadOnlyList<Jet> a, IReadOnlyList<Jet> b) => a.Zip(b, Multiply).Aggregate((Jet)0, Add);

    public Jet Sqrt(Jet a) => Moved(a, reals.Sqrt, t => Divide(1, Multiply(2, Sqrt(t))));

    public Jet Exp(Jet a) => Moved(a, reals.Exp, Exp);

    public Jet Log(Jet a) => Moved(a, reals.Log, t => Divide(1, t));

    public Jet Sin(Jet a) => Moved(a, reals.Sin, Cos);

    public Jet Cos(Jet a) => Moved(a, reals.Cos, t => -Sin(t));

    public Jet Atan(Jet a) => Moved(a, reals.Atan, t => Divide(1, Add(1, Power(t, 2))));

    /// <summary>The angle of (x, y), whose derivative is (x y' - y x')/(x² + y²).</summary>
    public Jet Atan2(Jet y, Jet x)
    {
        var angle = reals.Atan2(y[0], x[0]);
        Jet Slope() => Divide(Subtract(Multiply(x.Shorter, Rates(y)), Multiply(y.Shorter, Rates(x))), Add(Power(x.Shorter, 2), Power(y.Shorter, 2)));
        return y.IsConstant && x.IsConstant ? angle
            : x[0].Low.Sign > 0 || y[0].Low.Sign > 0 || y[0].High.Sign < 0 ? Integral(angle, Slope(), Length(x, y))
            : throw new NotShownException("an angle is not known to be differentiable");
    }

    public Jet Abs(Jet a) => a.IsConstant ? Reals.Abs(a[0]) : Max(a, -a);

    /// <summary>The greater one. Where all known coefficients agree, so do those of the maximum.</summary>
    public Jet Max(Jet a, Jet b)
    {
        var difference = Subtract(a, b);
        return difference.IsConstant ? Reals.Max(a[0], b[0])
            : difference.Terms.All(t => t == 0) && motion < Motion.Rational ? a
            : motion == Motion.Unvalued ? Add(b, Say("relu", difference, 0))
            : Sign(difference) is { } sign ? (sign > 0 ? a : b)
            : throw new NotShownException("it is not decided on which side of a kink a point lies");
    }

    /// <summary>The sign, where it is certain around h = 0; else null.</summary>
    public int? Sign(Jet a)
    {
        var known = a.Terms.Take(motion >= Motion.Rational && !a.IsConstant ? 0 : motion == Motion.OneSided ? a.Length : 1);
        return known.Where(t => t != 0).Select(t => t.Low.Sign > 0 ? 1 : t.High.Sign < 0 ? -1 : (int?)null).FirstOrDefault(a.IsConstant ? 0 : null);
    }

    public Certainty Compare(Relation relation, Jet a, Jet b) => a.IsConstant && b.IsConstant ? Enclosure.Compare(relation, a[0], b[0])
        : Sign(Subtract(a, b)) is { } sign ? Enclosure.Compare(relation, sign, 0) : CountsDegrees ? throw new NotShownException("by cases") : Certainty.Unknown;

    private static int Length(Jet a, Jet b) => a.IsConstant ? b.Length : b.IsConstant ? a.Length : Math.Min(a.Length, b.Length);

    // All coefficients of a polynomial, or those that are known; where degrees are counted, those of a sum.
    private Jet Each(Jet a, Jet b, int all, Func<int, Enclosure> term) => a.IsConstant && b.IsConstant ? term(0)
        : CountsDegrees ? Jet.Quotient(Math.Max(a.Length + b.Poles, b.Length + a.Poles) - 1, a.Poles + b.Poles)
        : new Jet([.. Enumerable.Range(0, motion >= Motion.Rational ? all : Length(a, b)).Select(term)]);

    private Jet Rates(Jet a) => a.IsConstant ? 0 : new Jet([.. Enumerable.Range(1, a.Length - 1).Select(k => reals.Multiply(k, a[k]))]);

    private Jet Integral(Enclosure start, Jet rates, int length) => motion >= Motion.Rational ? throw new NotShownException("this is no rational function")
        : new([start, .. Enumerable.Range(1, length - 1).Select(k => reals.Divide(rates[k - 1], k))]);

    // f(a) = f(a(0)) + ∫ f'(a) a'.
    private Jet Moved(Jet a, Func<Enclosure, Enclosure> value, Func<Jet, Jet> slope) => a.IsConstant ? value(a[0])
        : Integral(value(a[0]), Multiply(slope(a.Shorter), Rates(a)), a.Length);
}
