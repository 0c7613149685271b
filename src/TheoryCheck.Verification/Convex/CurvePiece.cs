using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Line;

namespace TheoryCheck.Verification.Convex;

/// <summary>A multiple of a smooth function of one number at an affine form, convex on the whole line.</summary>
internal sealed class CurvePiece : ConvexPiece
{
    private static readonly Rational[] Widths = [Rational.Power(2, -60), Rational.Power(2, -30), Rational.Power(2, -10), 1, 1024];

    private readonly Rational factor;
    private readonly Lift.Curve curve;
    private readonly Rational constant;
    private readonly Dictionary<int, Rational> slopes;
    private readonly Term first;
    private readonly Term second;

    public CurvePiece(Rational factor, Lift.Curve curve)
    {
        (this.factor, this.curve) = (factor, curve);
        constant = ConvexProgram.Exact(curve.At.Constant);
        slopes = curve.At.Terms.ToDictionary(static t => t.Unknown, static t => ConvexProgram.Exact(t.Factor));
        var variable = new Variable(Build.Ref(curve.Argument), []);
        first = Differentiation.Partial(curve.Value, variable).Value;
        second = Differentiation.Partial(first, variable).Value;
    }

    /// <inheritdoc/>
    public override Interval At(IReadOnlyList<Rational> point)
    {
        var place = Place(point);
        return !curve.IsOfPositive || place.Sign > 0 ? Of(curve.Value, place)
            : place.IsZero && curve.IsConvex ? Interval.FromRational(Rational.Zero, Precision)
            : throw new UndefinedException("a logarithm at a number that is not above 0");
    }

    /// <inheritdoc/>
    public override Rational? Exactly(IReadOnlyList<Rational> point)
    {
        try
        {
            var place = Place(point);
            return factor * new Interpreter<Rational>(place, Environment<Rational>.Empty).With(curve.Argument, new Value<Rational>.Real(place)).EvaluateScalar(curve.Value);
        }
        catch (NotRepresentableException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<int, Interval>? SlopesAt(IReadOnlyList<Rational> point)
    {
        var slope = Of(first, Place(point));
        return slopes.ToDictionary(static t => t.Key, t => slope * Interval.FromRational(t.Value, Precision));
    }

    /// <inheritdoc/>
    public override void AddBendAround(IReadOnlyList<Rational> point, Rational radius, Action<int, int, DoubleInterval> add)
    {
        var reach = slopes.Values.Aggregate(Rational.Zero, (sum, s) => sum + (s.Sign < 0 ? -s : s)) * radius;
        var middle = Place(point);
        if (curve.IsOfPositive && middle <= reach)
        {
            // Some of these points are not above 0; it is convex all the same.
            return;
        }

        var bend = DoubleInterval.From(Of(second, Interval.FromBounds(middle - reach, middle + reach, Precision)));
        foreach (var (i, a) in slopes)
        {
            foreach (var (j, b) in slopes)
            {
                add(i, j, bend * DoubleInterval.FromRational(a * b));
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// With a rational s near ψ'(t₀) and ψ' below s at t₀ - h and above it at t₀ + h, ψ(t) - s·t is least between these, and there at least ψ(t₀) - s·t₀ - |ψ'(t₀) - s|·h.
    /// </remarks>
    public override (Rational Constant, IReadOnlyDictionary<int, Rational> Slopes)? Below(IReadOnlyList<Rational> point) => Below(Fractions.Rounded(Place(point), Bits));

    /// <inheritdoc/>
    public override IEnumerable<(Rational Constant, IReadOnlyDictionary<int, Rational> Slopes)> About(IReadOnlyList<Rational> point, Rational width)
    {
        var place = Fractions.Rounded(Place(point), Bits);
        var reach = curve.IsOfPositive ? width * place : width;
        return new[] { Below(place - reach), Below(place + reach) }.OfType<(Rational, IReadOnlyDictionary<int, Rational>)>();
    }

    private (Rational Constant, IReadOnlyDictionary<int, Rational> Slopes)? Below(Rational place)
    {
        if (curve.IsOfPositive && place.Sign <= 0)
        {
            return null;
        }

        var (value, slope) = (Of(curve.Value, place), Of(first, place));
        if (!value.IsBounded || !slope.IsBounded)
        {
            return null;
        }

        var s = Fractions.Rounded(slope.Midpoint, Bits);
        var level = Interval.FromRational(s, Precision);
        foreach (var h in Widths.Where(h => !curve.IsOfPositive || h < place).DefaultIfEmpty(place / 2))
        {
            if (Interval.Compare(Relation.Less, Of(first, place - h), level) == Certainty.True && Interval.Compare(Relation.Greater, Of(first, place + h), level) == Certainty.True)
            {
                var error = Interval.Abs(slope - level).Upper * h;
                return (value.Lower - (s * place) - error + (s * constant), slopes.ToDictionary(static t => t.Key, t => s * t.Value));
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override void Bend(IReadOnlyList<Rational> point, Dictionary<(int, int), double> bends)
    {
        var bend = Midpoint.Of(Of(second, Fractions.Rounded(Place(point), Bits)));
        foreach (var (i, a) in slopes)
        {
            foreach (var (j, b) in slopes)
            {
                bends[(i, j)] = bends.GetValueOrDefault((i, j)) + (bend * a.ToDouble() * b.ToDouble());
            }
        }
    }

    private Rational Place(IReadOnlyList<Rational> point) => slopes.Aggregate(constant, (sum, t) => sum + (t.Value * point[t.Key]));

    private Interval Of(Term term, Rational place) => Of(term, Interval.FromRational(place, Precision));

    private Interval Of(Term term, Interval place) => Interval.FromRational(factor, Precision)
        * new Interpreter<Interval>(place, Environment<Interval>.Empty).With(curve.Argument, new Value<Interval>.Real(place)).EvaluateScalar(term);
}
