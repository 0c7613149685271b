using TheoryCheck.Checker.Statements;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Enclosures;

/// <summary>
/// Arithmetic on jets, by the rules for Taylor coefficients. A case distinction must come out the same in a neighbourhood of h = 0, or, where
/// an expansion from one side is asked for, for all small h > 0, or for all h > 0. Where only degrees are counted, there are none.
/// </summary>
internal sealed class Jets(Reals reals)
{
    /// <summary>What was said so far of what has no value, in its order.</summary>
    public List<(string Shape, Jet Left, Jet Right)> Parts { get; private set; } = [];

    /// <summary>Computes while numbers move, all with the same h: within what moves already only what sees nothing of it.</summary>
    public T While<T>(Motion meant, Scope scope, Func<Scope, T> compute)
    {
        var (outer, seen) = ((Motion, Parts), Motion == Motion.None ? scope : scope.Still);
        (Motion, Parts) = (meant, []);
        var value = compute(seen);
        (Motion, Parts) = outer;
        return value;
    }

    /// <summary>How what moves now is meant.</summary>
    public Motion Motion { get; private set; }

    private bool IsPolynomial => Motion is Motion.Everywhere or Motion.Whole;

    /// <summary>Something new said of a vector or measure without a value: a coordinate, relu or integral of something, a product, or a condition.</summary>
    public Jet Say(string shape, Jet left, Jet right)
    {
        Require(Motion == Motion.Unvalued, $"'{shape}' is read of a vector or measure without a value only");
        Parts.Add((shape, left, right));
        return new([.. new Enclosure[Parts.Count], 1]);
    }

    public Jet Add(Jet a, Jet b) => Each(a, b, Math.Max(a.Length, b.Length), k => reals.Add(a[k], b[k]));

    public Jet Subtract(Jet a, Jet b) => Add(a, -b);

    public Jet Multiply(Jet a, Jet b) => Motion == Motion.Shaped && !(a.IsConstant && b.IsConstant) ? Product(a, b)
        : Motion == Motion.Rational && !(a.IsConstant && b.IsConstant) ? Jet.Quotient(a.Length + b.Length - 2, a.Poles + b.Poles)
        : Motion == Motion.Unvalued && !a.IsConstant && !b.IsConstant ? Say("product", a, b)
        : Each(a, b, a.Length + b.Length - 1, k => Enumerable.Range(Math.Max(0, k - b.Length + 1), Math.Min(k + 1, Math.Min(a.Length, b.Length)))
            .TakeWhile(j => j < a.Length && j <= k).Select(j => reals.Multiply(a[j], b[k - j])).Aggregate(reals.Add));

    public Jet Divide(Jet a, Jet b) => b.IsConstant && Motion != Motion.Shaped ? Each(a, b, a.Length, k => reals.Divide(a[k], b[0]))
        : Multiply(a, Power(b, -1));

    public Jet Power(Jet a, int exponent) => exponent == 0 ? 1
        : Motion == Motion.Rational && exponent < 0 && !a.IsConstant ? Power(Jet.Quotient(a.Poles, a.Length - 1), -exponent)
        : exponent > 0 && exponent % 2 == 0 && a.Shape.HasFlag(Shape.Affine) && Known(a, Shape.Regular | Shape.Convex) is { } even ? even
        : Motion >= Motion.Everywhere && exponent is > 0 and < 1000 && !a.IsConstant ? Multiply(a, Power(a, exponent - 1))
        : exponent < 0 && !a.IsConstant && Motion == Motion.Everywhere && a[0].Low.Sign > 0 && Sign(a) > 0 ? new Enclosure(0, reals.Power(a[0], exponent).High)
        : Moved(a, x => reals.Power(x, exponent), t => Multiply(exponent, Power(t, exponent - 1)));

    public Jet Dot(IReadOnlyList<Jet> a, IReadOnlyList<Jet> b) => a.Zip(b, Multiply).Aggregate((Jet)0, Add);

    public Jet Sqrt(Jet a) => Moved(a, reals.Sqrt, t => Divide(1, Multiply(2, Sqrt(t))));

    public Jet Exp(Jet a) => Moved(a, x => Reals.Rising(reals.Exp, reals.Rounding.Round(x)), Exp, Shape.Regular | Shape.Convex);

    public Jet Log(Jet a) => Moved(a, x => Reals.Rising(reals.Log, reals.Rounding.Round(x)), t => Divide(1, t));

    public Jet Sin(Jet a) => Moved(a, x => reals.Wave(x, 1), Cos, Shape.Regular);

    public Jet Cos(Jet a) => Moved(a, x => reals.Wave(x, 0), t => -Sin(t), Shape.Regular);

    public Jet Atan(Jet a) => Moved(a, x => Reals.Rising(reals.Atan, reals.Rounding.Round(x)), t => Divide(1, Add(1, Power(t, 2))), Shape.Regular);

    /// <summary>The angle of (x, y) in [0, π], where y is known not to be negative.</summary>
    public Jet Angle(Jet y, Jet x) => x[0].Low.Sign > 0 ? Atan(Divide(y, x)) : y[0].Low.Sign > 0 ? Subtract(Divide(reals.Pi, 2), Atan(Divide(x, y)))
        : x[0].High.Sign < 0 ? Add(reals.Pi, Atan(Divide(y, x)))
        : x.IsConstant && y.IsConstant ? new Enclosure(0, reals.Pi.High) : throw new NotShownException("an angle is not known to be differentiable");

    public Jet Abs(Jet a) => a.IsConstant ? Reals.Abs(a[0]) : Max(a, -a);

    /// <summary>The greater one. Where all known coefficients agree, so do those of the maximum.</summary>
    public Jet Max(Jet a, Jet b)
    {
        var difference = Subtract(a, b);
        return difference.IsConstant ? Reals.Max(a[0], b[0]) : difference.Terms.All(t => t == 0) && Motion < Motion.Rational ? a
            : Motion == Motion.Unvalued ? Add(b, Say("relu", difference, 0))
            : Motion == Motion.Shaped ? Jet.Known(a.Shape & b.Shape & (Shape.Continuous | Shape.Convex)) : Sign(difference) is { } sign ? (sign > 0 ? a : b)
            : throw new NotShownException("it is not decided on which side of a kink a point lies");
    }

    /// <summary>1 where something is not negative, else 0.</summary>
    public Jet Step(Jet a) => Motion == Motion.Unvalued && !a.IsConstant ? Say("step", a, 0) : Sign(a) is { } sign ? (sign >= 0 ? 1 : 0)
        : new Enclosure(0, a.Constant.High.Sign >= 0 ? 1 : 0);

    /// <summary>The sign, where it is certain around h = 0; else null.</summary>
    public int? Sign(Jet a)
    {
        var known = a.Terms.Take(Motion >= Motion.Rational && !a.IsConstant ? 0 : Motion is >= Motion.OneSided ? a.Length : 1).Where(t => t != 0)
            .Select(t => t.Low.Sign > 0 ? 1 : t.High.Sign < 0 ? -1 : (int?)null).ToList();
        return IsPolynomial && known.Distinct().Count() > 1 ? null : known.Count > 0 ? known[0] : a.IsConstant || IsPolynomial ? 0 : null;
    }

    public Certainty Compare(Relation relation, Jet a, Jet b) => a.IsConstant && b.IsConstant ? Enclosure.Compare(relation, a[0], b[0])
        : Sign(Subtract(a, b)) is { } sign ? Enclosure.Compare(relation, sign, 0)
        : Motion >= Motion.Rational ? throw new NotShownException("by cases") : Certainty.Unknown;

    private static int Length(Jet a, Jet b) => a.IsConstant ? b.Length : b.IsConstant ? a.Length : Math.Min(a.Length, b.Length);

    // All coefficients of a polynomial, or those that are known; where degrees are counted, those of a sum.
    private Jet Each(Jet a, Jet b, int all, Func<int, Enclosure> term) => a.IsConstant && b.IsConstant ? term(0)
        : Motion == Motion.Shaped ? Jet.Known(a.Shape & b.Shape)
        : Motion == Motion.Rational ? Jet.Quotient(Math.Max(a.Length + b.Poles, b.Length + a.Poles) - 1, a.Poles + b.Poles)
        : IsPolynomial && all > 256 ? throw new NotShownException("a polynomial is too long")
        : new Jet([.. Enumerable.Range(0, Motion >= Motion.Everywhere ? all : Length(a, b)).Select(term)]);

    public Jet Rates(Jet a) => a.IsConstant ? 0 : new Jet([.. Enumerable.Range(1, a.Length - 1).Select(k => reals.Multiply(k, a[k]))]);

    private Jet Integral(Enclosure start, Jet rates, int length) => Motion >= Motion.Everywhere ? throw new NotShownException("this is no rational function")
        : new([start, .. Enumerable.Range(1, length - 1).Select(k => reals.Divide(rates[k - 1], k))]);

    // f(a) = f(a(0)) + ∫ f'(a) a'.
    private Jet Moved(Jet a, Func<Enclosure, Enclosure> value, Func<Jet, Jet> slope, Shape own = Shape.None) => a.IsConstant ? value(a[0])
        : own != Shape.None && Known(a, own) is { } known ? known : Integral(value(a[0]), Multiply(slope(a.Shorter), Rates(a)), a.Length);

    /// <summary>A function of something, where its shape is all that is asked; else null.</summary>
    public Jet? Known(Jet a, Shape own) => Motion != Motion.Shaped || a.IsConstant ? null : a.Shape.HasFlag(Shape.Still) ? a
        : Jet.Known((a.Shape & own & Shape.Regular) | (a.Shape.HasFlag(Shape.Affine) ? own & Shape.Affine : Shape.None));

    // Times a number of known sign, or of any; what is affine stays so.
    private static Jet Product(Jet a, Jet b) => b.IsConstant ? Product(b, a) : a.IsConstant && a[0].Low.Sign >= 0 ? b : a.IsConstant && a[0].High.Sign <= 0 ? -b
        : Jet.Known(a.Shape & b.Shape & ((a.Shape | b.Shape).HasFlag(Shape.Still) && (a.Shape & b.Shape).HasFlag(Shape.Affine) ? Shape.All : Shape.Regular));
}
