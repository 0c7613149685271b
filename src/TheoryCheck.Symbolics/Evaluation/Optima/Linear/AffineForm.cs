using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Optima.Linear;

/// <summary>
/// c + Σⱼ aⱼ uⱼ in unknown numbers u. The greater of two forms is a further unknown that is at least both: whoever reads the forms checks that it is only wanted small
/// (<see cref="LinearStatement"/>). So are products, roots and functions of one number where these are wanted (<see cref="Lift"/>). Other functions of u are refused, so a formula that
/// evaluates is affine in its unknowns for all u; where cases are distinguished (<see cref="LinearStatement.Truth"/>), affine in each.
/// </summary>
/// <remarks><i>Accuracy:</i> that of <see cref="Enclosed"/>.</remarks>
public sealed class AffineForm : IReal<AffineForm>, INear
{
    private readonly UnknownNumbers unknowns;

    private AffineForm(UnknownNumbers unknowns, Enclosed constant, IReadOnlyList<(int Unknown, Enclosed Factor)> terms) =>
        (this.unknowns, Constant, Terms) = (unknowns, constant, terms);

    /// <summary>c.</summary>
    public Enclosed Constant { get; }

    /// <summary>The factors that are not certainly 0, by rising unknown.</summary>
    public IReadOnlyList<(int Unknown, Enclosed Factor)> Terms { get; }

    /// <summary>Whether all coefficients are rational.</summary>
    public bool IsExact => Constant.IsExact && Terms.All(static t => t.Factor.IsExact);

    /// <inheritdoc/>
    public double Near => Terms.Count == 0 ? Constant.Near : double.NaN;

    /// <inheritdoc cref="IReal{TSelf}.op_Addition"/>
    public static AffineForm operator +(AffineForm left, AffineForm right)
    {
        if (left.Terms.Count == 0 || right.Terms.Count == 0)
        {
            return new(left.unknowns, left.Constant + right.Constant, left.Terms.Count == 0 ? right.Terms : left.Terms);
        }

        var terms = new List<(int, Enclosed)>(left.Terms.Count + right.Terms.Count);
        for (var (i, j) = (0, 0); i < left.Terms.Count || j < right.Terms.Count;)
        {
            var (a, b) = (i < left.Terms.Count ? left.Terms[i].Unknown : int.MaxValue, j < right.Terms.Count ? right.Terms[j].Unknown : int.MaxValue);
            var factor = a < b ? left.Terms[i].Factor : a > b ? right.Terms[j].Factor : left.Terms[i].Factor + right.Terms[j].Factor;
            if (!IsZero(factor))
            {
                terms.Add((Math.Min(a, b), factor));
            }

            (i, j) = (a <= b ? i + 1 : i, b <= a ? j + 1 : j);
        }

        return new(left.unknowns, left.Constant + right.Constant, terms);
    }

    /// <inheritdoc cref="IReal{TSelf}.op_Subtraction"/>
    public static AffineForm operator -(AffineForm left, AffineForm right) => left + -right;

    /// <inheritdoc cref="IReal{TSelf}.op_UnaryNegation"/>
    public static AffineForm operator -(AffineForm value) => value.Mapped(static x => -x);

    /// <inheritdoc cref="IReal{TSelf}.op_Multiply"/>
    /// <exception cref="NotRepresentableException">Both factors have unknowns, and products are not wanted.</exception>
    public static AffineForm operator *(AffineForm left, AffineForm right)
    {
        if (left.Terms.Count > 0 && right.Terms.Count > 0)
        {
            return left.unknowns.Product(left, right);
        }

        var (number, form) = left.Terms.Count == 0 ? (left.Constant, right) : (right.Constant, left);
        return form.Mapped(x => number * x);
    }

    /// <inheritdoc cref="IReal{TSelf}.op_Division"/>
    public static AffineForm operator /(AffineForm left, AffineForm right)
    {
        if (right.Terms.Count > 0)
        {
            return left.unknowns.Quotient(left, right);
        }

        var number = right.Constant;
        return left.Mapped(x => x / number);
    }

    /// <inheritdoc/>
    public static AffineForm Sqrt(AffineForm value) => value.Terms.Count > 0 ? value.unknowns.Root(value) : value.With(Enclosed.Sqrt(value.Constant));

    /// <inheritdoc/>
    public static AffineForm Exp(AffineForm value) => value.Terms.Count > 0 ? value.unknowns.Curve(value, "an exponential", static t => Build.Call<Exp>(t)) : value.With(Enclosed.Exp(value.Constant));

    /// <inheritdoc/>
    public static AffineForm Log(AffineForm value) => value.Terms.Count > 0 ? value.unknowns.Logarithm(value) : value.With(Enclosed.Log(value.Constant));

    /// <inheritdoc/>
    public static AffineForm Sin(AffineForm value) => value.With(Enclosed.Sin(value.Number("a sine")));

    /// <inheritdoc/>
    public static AffineForm Cos(AffineForm value) => value.With(Enclosed.Cos(value.Number("a cosine")));

    /// <inheritdoc/>
    public static AffineForm Atan2(AffineForm y, AffineForm x) => y.With(Enclosed.Atan2(y.Number("an angle"), x.Number("an angle")));

    /// <inheritdoc/>
    public static AffineForm Floor(AffineForm value) => value.With(Enclosed.Floor(value.Number("an integer part")));

    /// <inheritdoc/>
    public static AffineForm Power(AffineForm value, int exponent) =>
        exponent == 0 ? value.Literal(Rational.One)
        : exponent == 1 ? value
        : value.Terms.Count == 0 ? value.With(Enclosed.Power(value.Constant, exponent))
        : exponent == 2 ? value * value
        : value.unknowns.Curve(value, "a power", t => Build.Power(t, Build.Num(exponent)));

    /// <inheritdoc/>
    public static AffineForm Abs(AffineForm value) => Max(value, -value);

    /// <inheritdoc/>
    public static AffineForm Max(AffineForm left, AffineForm right)
    {
        var difference = left - right;
        if (difference.InThisCase(Relation.GreaterOrEqual) is { } isGreater)
        {
            return isGreater ? left : right;
        }

        if (difference.Terms.Count == 0)
        {
            return left.Terms.Count == 0 ? left.With(Enclosed.Max(left.Constant, right.Constant))
                : Enclosed.Compare(Relation.GreaterOrEqual, difference.Constant, default) switch
                {
                    Certainty.True => left,
                    Certainty.False => right,
                    _ => throw new NotRepresentableException("the greater of two affine forms that are not known apart"),
                };
        }

        var isNonnegative = IsNonnegative(left) || IsNonnegative(right) || Same(left, -right);
        var greater = left.unknowns.Greater(isNonnegative);
        left.unknowns.Require(new(left - greater, false));
        left.unknowns.Require(new(right - greater, false));
        return greater;
    }

    /// <inheritdoc/>
    public static AffineForm Min(AffineForm left, AffineForm right) => -Max(-left, -right);

    /// <inheritdoc/>
    /// <remarks>Two forms that meet where the condition changes are otherwise + k·max(d, 0), where the condition is d ≥ 0 and then - otherwise = k·d.</remarks>
    public static AffineForm Select(Relation relation, AffineForm left, AffineForm right, AffineForm then, AffineForm otherwise)
    {
        if ((left - right).InThisCase(relation) is { } holds)
        {
            return holds ? then : otherwise;
        }

        var rising = relation is Relation.GreaterOrEqual or Relation.Greater ? left - right : right - left;
        if (rising.Terms.Count > 0 && relation is not (Relation.Equal or Relation.NotEqual))
        {
            var isRising = relation is Relation.GreaterOrEqual or Relation.Greater;
            if (Same(then, left) && Same(otherwise, right))
            {
                return isRising ? Max(left, right) : Min(left, right);
            }

            var (step, first) = (then - otherwise, rising.Terms[0]);
            var slope = step.Terms.Where(t => t.Unknown == first.Unknown).Select(t => t.Factor / first.Factor).FirstOrDefault();
            var rest = step - rising.Mapped(x => slope * x);
            return Same(rest, rest.Literal(Rational.Zero))
                ? otherwise + Max(rising, rising.Literal(Rational.Zero)).Mapped(x => slope * x)
                : throw new NotRepresentableException("a case distinction between affine functions that jumps");
        }

        return Compare(relation, left, right) switch
        {
            Certainty.True => then,
            Certainty.False => otherwise,
            _ => Either(then, otherwise),
        };
    }

    /// <inheritdoc/>
    /// <exception cref="NotRepresentableException">The difference has unknowns.</exception>
    public static Certainty Compare(Relation relation, AffineForm left, AffineForm right)
    {
        var difference = left - right;
        return difference.InThisCase(relation) is { } holds ? CertaintyLogic.Of(holds) : Enclosed.Compare(relation, difference.Number("a comparison"), default);
    }

    /// <inheritdoc/>
    public static AffineForm Either(AffineForm left, AffineForm right) => left.With(Enclosed.Either(left.Number("a case distinction"), right.Number("a case distinction")));

    /// <inheritdoc/>
    public static bool TryExact(AffineForm value, out Rational exact)
    {
        exact = Rational.Zero;
        return value.Terms.Count == 0 && Enclosed.TryExact(value.Constant, out exact);
    }

    /// <inheritdoc/>
    public AffineForm Literal(Rational value) => With(Enclosed.Of(value));

    /// <inheritdoc/>
    public AffineForm LiteralPi() => With(Constant.LiteralPi());

    /// <summary>The unknowns that it is made of.</summary>
    internal UnknownNumbers Unknowns => unknowns;

    /// <summary>A multiple.</summary>
    internal AffineForm Scaled(Rational factor) => Mapped(x => Enclosed.Of(factor) * x);

    /// <summary>The form with another constant.</summary>
    public AffineForm WithConstant(Rational constant) => new(unknowns, Enclosed.Of(constant), Terms);

    /// <summary>A smooth function of one number at this form: by its operations where forms have them, else as a curve.</summary>
    /// <exception cref="NotRepresentableException">Curves are not wanted, or it is not known to be convex or concave.</exception>
    internal AffineForm At(ScalarFunction function)
    {
        var before = unknowns.Mark();
        try
        {
            return WithExponentials(function) ?? function.Evaluate<AffineForm>([this]);
        }
        catch (NotRepresentableException)
        {
            unknowns.Return(before);
            return unknowns.Curve(this, $"'{function.Name}'", t => Build.Call(function, t));
        }
    }

    // Two functions that are written with absolute values in other readings, so that nothing overflows there.
    private AffineForm? WithExponentials(ScalarFunction function) => function switch
    {
        Softplus => Log(Literal(Rational.One) + Exp(this)),
        Sigmoid => Literal(Rational.One) / (Literal(Rational.One) + Exp(-this)),
        _ => null,
    };

    internal static AffineForm Known(UnknownNumbers unknowns, Enclosed constant) => new(unknowns, constant, []);

    /// <summary>Σ cⱼ uⱼ, by rising unknown.</summary>
    internal static AffineForm Combination(UnknownNumbers unknowns, IEnumerable<(int Unknown, Rational Factor)> terms) =>
        new(unknowns, Enclosed.Of(Rational.Zero), [.. terms.Where(static t => !t.Factor.IsZero).Select(static t => (t.Unknown, Enclosed.Of(t.Factor)))]);

    internal static AffineForm Single(UnknownNumbers unknowns, int unknown) => new(unknowns, default, [(unknown, Enclosed.Of(Rational.One))]);

    // Where cases are distinguished: whether a form with unknowns has the relation to 0, which is then a condition of the case.
    private bool? InThisCase(Relation relation) => Terms.Count > 0 ? unknowns.Choose?.Invoke(relation, this) : null;

    private static bool IsNonnegative(AffineForm form) => form.Terms.Count == 0 && Enclosed.Compare(Relation.GreaterOrEqual, form.Constant, default) == Certainty.True;

    private static bool Same(AffineForm left, AffineForm right) => left - right is { Terms.Count: 0, Constant: var rest } && IsZero(rest);

    private static bool IsZero(Enclosed value) => Enclosed.TryExact(value, out var exact) && exact.IsZero;

    private Enclosed Number(string what) => Terms.Count == 0 ? Constant : throw new NotRepresentableException($"{what} of numbers in which only affine functions are known");

    private AffineForm With(Enclosed constant) => new(unknowns, constant, []);

    private AffineForm Mapped(Func<Enclosed, Enclosed> map) => new(unknowns, map(Constant), [.. Terms.Select(t => (t.Unknown, Factor: map(t.Factor))).Where(static t => !IsZero(t.Factor))]);
}
