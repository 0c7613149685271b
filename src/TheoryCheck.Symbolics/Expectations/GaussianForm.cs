using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Functions;

namespace TheoryCheck.Symbolics.Expectations;

/// <summary>What a feature of a standard Gaussian vector z is.</summary>
internal enum GaussianFeatureKind
{
    /// <summary>u·z.</summary>
    Linear,

    /// <summary>max(u·z, 0).</summary>
    Relu,

    /// <summary>1 where u·z &gt; 0, else 0.</summary>
    Step,
}

/// <summary>A feature of a standard Gaussian vector.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Direction">u.</param>
internal sealed record GaussianFeature<T>(GaussianFeatureKind Kind, T[] Direction);

/// <summary>
/// A random number c + Σ sᵢ uᵢ·z + Σ cₖ φₖ(z)ψₖ(z) of a standard Gaussian vector z, with at most two linear, ReLU or step features
/// in a product: what polynomials of degree two in the outputs of a layer are. Its mean has a closed form in any reading.
/// </summary>
/// <remarks>
/// A case distinction on a linear form is a step; it is right almost surely, so means do not depend on the value at the kink.
/// Means by Cho and Saul 2009: with a = |u|², b = |v|², c = u·v, θ the angle, E[relu relu] = (√(ab - c²) + (π - θ)c)/(2π).
/// </remarks>
/// <typeparam name="T">The reading of the coefficients.</typeparam>
[Cites("cho2009kernel", "Section 2.1, arc-cosine kernels of order 0 and 1")]
internal readonly struct GaussianForm<T> : IReal<GaussianForm<T>>
    where T : IReal<T>
{
    private readonly T factor;
    private readonly ImmutableArray<(T Scale, T[] Direction)> linear;
    private readonly ImmutableArray<(T Scale, GaussianFeature<T> First, GaussianFeature<T>? Second)> features;

    private GaussianForm(T constant, T factor, ImmutableArray<(T Scale, T[] Direction)> linear, ImmutableArray<(T Scale, GaussianFeature<T> First, GaussianFeature<T>? Second)> features)
    {
        Constant = constant;
        this.factor = factor;
        this.linear = linear;
        this.features = features;
    }

    /// <summary>A number that is not random.</summary>
    public GaussianForm(T constant)
        : this(constant, constant.Literal(Rational.One), [], [])
    {
    }

    private T Constant { get; }

    private bool IsConstant => linear.IsEmpty && features.IsEmpty;

    /// <summary>mean + scale·z_at in n dimensions.</summary>
    public static GaussianForm<T> Coordinate(T mean, T scale, int at, int n)
    {
        var direction = new T[n];
        Array.Fill(direction, mean.Literal(Rational.Zero));
        direction[at] = mean.Literal(Rational.One);
        return new GaussianForm<T>(mean, direction[at], [(scale, direction)], []);
    }

    /// <summary>Sum.</summary>
    public static GaussianForm<T> operator +(GaussianForm<T> left, GaussianForm<T> right)
    {
        var constant = left.Constant + right.Constant;
        var features = left.features.AddRange(right.features);
        if (right.linear.IsEmpty || left.linear.IsEmpty)
        {
            var only = right.linear.IsEmpty ? left : right;
            return new(constant, only.factor, only.linear, features);
        }

        if (left.linear == right.linear)
        {
            return new(constant, left.factor + right.factor, left.linear, features);
        }

        var joined = ImmutableArray.CreateBuilder<(T, T[])>(left.linear.Length + right.linear.Length);
        joined.AddRange(left.linear.Select(l => (left.factor * l.Scale, l.Direction)));
        joined.AddRange(right.linear.Select(l => (right.factor * l.Scale, l.Direction)));
        return new(constant, constant.Literal(Rational.One), joined.ToImmutable(), features);
    }

    /// <summary>Difference.</summary>
    public static GaussianForm<T> operator -(GaussianForm<T> left, GaussianForm<T> right) => left + -right;

    /// <summary>Product.</summary>
    /// <exception cref="NotRepresentableException">More than two random factors.</exception>
    public static GaussianForm<T> operator *(GaussianForm<T> left, GaussianForm<T> right)
    {
        if (left.IsConstant)
        {
            return right.Times(left.Constant);
        }

        if (right.IsConstant)
        {
            return left.Times(right.Constant);
        }

        var (ones, others) = (left.Single(), right.Single());
        var products = ImmutableArray.CreateBuilder<(T, GaussianFeature<T>, GaussianFeature<T>?)>();
        foreach (var (a, first) in ones)
        {
            foreach (var (b, second) in others)
            {
                products.Add((a * b, first, second));
            }
        }

        var mixed = new GaussianForm<T>(left.Constant * right.Constant, left.factor, [], products.ToImmutable());
        return mixed + left.Centred().Times(right.Constant) + right.Centred().Times(left.Constant);
    }

    /// <summary>Quotient by a number that is not random.</summary>
    public static GaussianForm<T> operator /(GaussianForm<T> left, GaussianForm<T> right)
    {
        var divisor = right.Known("a quotient by");
        return new(left.Constant / divisor, left.factor / divisor, left.linear, [.. left.features.Select(f => (f.Scale / divisor, f.First, f.Second))]);
    }

    /// <summary>Negation.</summary>
    public static GaussianForm<T> operator -(GaussianForm<T> value) => new(
        -value.Constant,
        -value.factor,
        value.linear,
        [.. value.features.Select(f => (-f.Scale, f.First, f.Second))]);

    /// <inheritdoc/>
    public static GaussianForm<T> Sqrt(GaussianForm<T> value) => new(T.Sqrt(value.Known("a root of")));

    /// <inheritdoc/>
    public static GaussianForm<T> Exp(GaussianForm<T> value) => new(T.Exp(value.Known("an exponential of")));

    /// <inheritdoc/>
    public static GaussianForm<T> Log(GaussianForm<T> value) => new(T.Log(value.Known("a logarithm of")));

    /// <inheritdoc/>
    public static GaussianForm<T> Sin(GaussianForm<T> value) => new(T.Sin(value.Known("a sine of")));

    /// <inheritdoc/>
    public static GaussianForm<T> Cos(GaussianForm<T> value) => new(T.Cos(value.Known("a cosine of")));

    /// <inheritdoc/>
    public static GaussianForm<T> Atan2(GaussianForm<T> y, GaussianForm<T> x) => new(T.Atan2(y.Known("an angle of"), x.Known("an angle of")));

    /// <inheritdoc/>
    public static GaussianForm<T> Floor(GaussianForm<T> value) => new(T.Floor(value.Known("the integer part of")));

    /// <inheritdoc/>
    public static GaussianForm<T> Power(GaussianForm<T> value, int exponent) =>
        value.IsConstant ? new(T.Power(value.Constant, exponent))
        : exponent switch
        {
            0 => value.Literal(Rational.One),
            1 => value,
            2 => value * value,
            _ => throw Beyond("a power above the second of"),
        };

    /// <inheritdoc/>
    public static GaussianForm<T> Select(Relation relation, GaussianForm<T> left, GaussianForm<T> right, GaussianForm<T> then, GaussianForm<T> otherwise)
    {
        var difference = left - right;
        if (difference.IsConstant && then.IsConstant && otherwise.IsConstant)
        {
            return new(T.Select(relation, difference.Constant, difference.Constant.Literal(Rational.Zero), then.Constant, otherwise.Constant));
        }

        if (difference.IsConstant)
        {
            return T.Compare(relation, difference.Constant, difference.Constant.Literal(Rational.Zero)) switch
            {
                Certainty.True => then,
                Certainty.False => otherwise,
                _ => throw new NotRepresentableException("a case distinction inside an expectation is not decided"),
            };
        }

        if (!difference.features.IsEmpty || !T.TryExact(difference.Constant, out var offset) || !offset.IsZero)
        {
            throw Beyond("a case distinction that is not by the sign of a linear form of");
        }

        if (relation is Relation.Equal or Relation.NotEqual)
        {
            throw Beyond("an equality about");
        }

        // Off the hyperplane u·z = 0, which has probability 0 unless u = 0.
        var positive = relation is Relation.Greater or Relation.GreaterOrEqual;
        var (above, below) = positive ? (then, otherwise) : (otherwise, then);
        (above, below) = Sign(difference.factor) > 0 ? (above, below) : (below, above);
        var direction = Flat(difference.linear);
        RequireNonzero(direction);
        var jump = above - below;
        var added = ImmutableArray.CreateBuilder<(T, GaussianFeature<T>, GaussianFeature<T>?)>();
        var step = new GaussianFeature<T>(GaussianFeatureKind.Step, direction);
        if (!T.TryExact(jump.Constant, out var constant) || !constant.IsZero)
        {
            added.Add((jump.Constant, step, null));
        }

        if (jump.linear == difference.linear)
        {
            added.Add((jump.factor, new GaussianFeature<T>(GaussianFeatureKind.Relu, direction), null));
        }
        else if (!jump.linear.IsEmpty)
        {
            added.Add((jump.factor, new GaussianFeature<T>(GaussianFeatureKind.Linear, Flat(jump.linear)), step));
        }

        foreach (var (scale, first, second) in jump.features)
        {
            added.Add(second is null ? (scale, first, step) : throw Beyond("more than two factors of"));
        }

        return below + new GaussianForm<T>(below.Constant.Literal(Rational.Zero), below.factor, [], added.ToImmutable());
    }

    /// <inheritdoc/>
    public static Certainty Compare(Relation relation, GaussianForm<T> left, GaussianForm<T> right) =>
        left.IsConstant && right.IsConstant ? T.Compare(relation, left.Constant, right.Constant) : Certainty.Unknown;

    /// <inheritdoc/>
    public static bool TryExact(GaussianForm<T> value, out Rational exact)
    {
        exact = Rational.Zero;
        return value.IsConstant && T.TryExact(value.Constant, out exact);
    }

    /// <inheritdoc/>
    public GaussianForm<T> Literal(Rational value) => new(Constant.Literal(value));

    /// <inheritdoc/>
    public GaussianForm<T> LiteralPi() => new(Constant.LiteralPi());

    /// <summary>The mean.</summary>
    public T Mean()
    {
        var mean = Constant;
        foreach (var (scale, first, second) in features)
        {
            mean += scale * (second is null ? GaussianMoments.Mean(first) : GaussianMoments.Mean(first, second));
        }

        return mean;
    }

    /// <summary>The mean and the standard deviation where this is a linear form in z, whose law is then normal; else null.</summary>
    public (T Mean, T Deviation)? Normal()
    {
        if (!features.IsEmpty || linear.IsEmpty)
        {
            return null;
        }

        var square = Constant.Literal(Rational.Zero);
        foreach (var component in Flat(linear))
        {
            square += component * component;
        }

        return (Constant, T.Sqrt(factor * factor * square));
    }

    private static int Sign(T scale)
    {
        var zero = scale.Literal(Rational.Zero);
        return T.Compare(Relation.Greater, scale, zero) == Certainty.True ? 1
            : T.Compare(Relation.Less, scale, zero) == Certainty.True ? -1
            : throw new NotRepresentableException("the sign of a factor inside an expectation is not decided");
    }

    private static void RequireNonzero(T[] direction)
    {
        var zero = direction[0].Literal(Rational.Zero);
        if (!direction.Any(c => T.Compare(Relation.NotEqual, c, zero) == Certainty.True))
        {
            throw new NotRepresentableException("a half-space inside an expectation may have no direction");
        }
    }

    private static NotRepresentableException Beyond(string what) => new($"no closed form for {what} a Gaussian draw");

    private T Known(string what) => IsConstant ? Constant : throw Beyond(what);

    private GaussianForm<T> Centred() => new(Constant.Literal(Rational.Zero), factor, linear, features);

    private GaussianForm<T> Times(T by) => new(Constant * by, factor * by, linear, [.. features.Select(f => (f.Scale * by, f.First, f.Second))]);

    private static T[] Flat(ImmutableArray<(T Scale, T[] Direction)> linear)
    {
        var sum = new T[linear[0].Direction.Length];
        Array.Fill(sum, linear[0].Scale.Literal(Rational.Zero));
        foreach (var (scale, direction) in linear)
        {
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += scale * direction[i];
            }
        }

        return sum;
    }

    private IEnumerable<(T Scale, GaussianFeature<T> Feature)> Single()
    {
        if (features.Any(f => f.Second is not null))
        {
            throw Beyond("more than two factors of");
        }

        var singles = features.Select(f => (f.Scale, f.First));
        return linear.IsEmpty ? singles : singles.Prepend((factor, new GaussianFeature<T>(GaussianFeatureKind.Linear, Flat(linear))));
    }
}
