using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Laws;

/// <summary>The standard normal law on ℝᵈ, or the normal law with given mean and covariance (for scalars the variance): mean + L·z with L·Lᵀ the covariance.</summary>
public sealed class Normal : Law, IFamilyLaw
{
    /// <inheritdoc/>
    public override string Name => "normal";

    /// <inheritdoc/>
    public override string Usage => "normal(mean, covariance)";

    /// <inheritdoc/>
    public override string Summary => "normal(d) is the standard normal law on R^d; normal(mean, covariance) takes the covariance (for a scalar the variance), not its root.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., d in 1..\nw[r<n] ~ normal(d)\nz ~ normal(0, 4)\nclaim variance: expect(z: z^2) == 4";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("𝒩", "\\mathcal{N}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        ArgumentRule.Count(Name, arguments, 1, 2)
        ?? (arguments.Count == 1 ? ArgumentRule.Integer(Name, arguments, 0) ?? Law(TermType.Vector(arguments[0]))
            : arguments[0].Type.IsScalar ? ArgumentRule.Scalar(Name, arguments, 1) ?? Law(TermType.Real)
            : ArgumentRule.Vector(Name, arguments, 0) ?? CheckCovariance(arguments) ?? Law(VectorLike(arguments[0])));

    /// <inheritdoc/>
    public Sequence<Comparison> Requirements(Sequence<Term> arguments) =>
        arguments is [_, { Type.IsScalar: true } variance] ? [new(variance, Relation.GreaterOrEqual, Number.Zero)] : [];

    /// <inheritdoc/>
    public override Term? Mean(Sequence<Term> arguments) =>
        arguments.Count == 2 ? arguments[0] : MomentTerms.ConstantVector(arguments[0], Number.Zero);

    /// <inheritdoc/>
    public override Term? SecondMoment(Sequence<Term> arguments, Term? a, Term? b) => (arguments.Count, a, b) switch
    {
        (1, not null, not null) => MomentTerms.Delta(a, b),
        (2, null, null) => Build.Add(arguments[1], Build.Power(arguments[0], Build.Num(2))),
        (2, not null, not null) => Build.Add(Build.At(arguments[1], a, b), Build.Multiply(Build.At(arguments[0], a), Build.At(arguments[0], b))),
        _ => null,
    };

    /// <inheritdoc/>
    public void Sample(ReadOnlySpan<TensorValue<double>> arguments, ref DrawSource source, Span<double> point)
    {
        source.Normal(point);
        if (arguments.Length == 2 && arguments[0].Dimensions.IsEmpty)
        {
            var deviation = Math.Sqrt(arguments[1].First);
            point[0] = Math.FusedMultiplyAdd(deviation, point[0], arguments[0].First);
        }
        else if (arguments.Length == 2)
        {
            var factor = new double[point.Length * point.Length];
            Factor(arguments[1], factor);
            Shift(arguments[0].Elements.Span, factor, point);
        }
    }

    bool IFamilyLaw.TrySampleFamily(ReadOnlySpan<TensorValue<double>> arguments, in DrawKey key, long firstPoint, int pointSize, Span<double> points)
    {
        IndexedDraws.FillNormal(key, firstPoint * pointSize, points);
        if (arguments.Length == 2 && arguments[0].Dimensions.IsEmpty)
        {
            var (mean, deviation) = (arguments[0].First, Math.Sqrt(arguments[1].First));
            foreach (ref var x in points)
            {
                x = Math.FusedMultiplyAdd(deviation, x, mean);
            }
        }
        else if (arguments.Length == 2)
        {
            var factor = new double[pointSize * pointSize];
            Factor(arguments[1], factor);
            for (var at = 0; at < points.Length; at += pointSize)
            {
                Shift(arguments[0].Elements.Span, factor, points.Slice(at, pointSize));
            }
        }

        return true;
    }

    private static MeasureType Law(TermType point) => new(point, MeasureKind.Probability);

    private static TensorType VectorLike(Term mean) => new(NumberKind.Real, ((TensorType)mean.Type).Axes);

    private Typing? CheckCovariance(Sequence<Term> arguments)
    {
        if (arguments[1].Type.IsScalar)
        {
            return Typing.Wrong("the covariance of a vector is a matrix; write v*identity(d) for independent components of variance v", 1);
        }

        return ArgumentRule.Square(Name, arguments, 1)
            ?? (ArgumentRule.CertainlyDiffer(((TensorType)arguments[0].Type).Axes[0].Length, ((TensorType)arguments[1].Type).Axes[0].Length)
                ? Typing.Wrong("mean and covariance have different sizes", 1)
                : (Typing?)null);
    }

    /// <summary>The lower triangular root of the covariance; NaN when that is not positive semidefinite.</summary>
    private static void Factor(TensorValue<double> covariance, Span<double> factor)
    {
        covariance.Elements.Span.CopyTo(factor);
        if (!Cholesky.TryFactorSemidefinite(factor, covariance.Dimensions[0]))
        {
            factor.Fill(double.NaN);
        }
    }

    /// <summary>point := mean + L·point, from the last row up so that it can be done in place.</summary>
    private static void Shift(ReadOnlySpan<double> mean, ReadOnlySpan<double> factor, Span<double> point)
    {
        for (var i = point.Length - 1; i >= 0; i--)
        {
            point[i] = mean[i] + Lanes.Dot(factor.Slice(i * point.Length, i + 1), point[..(i + 1)]);
        }
    }

    /// <inheritdoc/>
    public override ClosedForm? Entropy(Sequence<Term> arguments) => arguments is [_, { Type.IsScalar: true } variance]
        ? new(
            Build.Divide(Build.Add(Number.One, Build.Call<Log>(Build.Multiply(Build.Num(2), Constant.Pi, variance))), Build.Num(-2)),
            [new(variance, Relation.Greater, Number.Zero)])
        : null;

    /// <inheritdoc/>
    public override ClosedForm? RelativeEntropy(Sequence<Term> arguments, Sequence<Term> reference)
    {
        if (arguments is not [var m, { Type.IsScalar: true } v] || reference is not [var n, { Type.IsScalar: true } w])
        {
            return null;
        }

        // (v/w - 1 + (m - n)²/w + log(w/v))/2.
        var quadratic = Build.Divide(Build.Add(v, Build.Power(Build.Subtract(m, n), Build.Num(2))), w);
        return new(
            Build.Divide(Build.Add(quadratic, Build.Num(-1), Build.Call<Log>(Build.Divide(w, v))), Build.Num(2)),
            [new(v, Relation.Greater, Number.Zero), new(w, Relation.Greater, Number.Zero)]);
    }

    /// <inheritdoc/>
    public override ClosedForm? FisherInformation(Sequence<Term> arguments, Sequence<Term> reference)
    {
        if (arguments is not [var m, { Type.IsScalar: true } v] || reference is not [var n, { Type.IsScalar: true } w])
        {
            return null;
        }

        // E[((x - n)/w - (x - m)/v)²] = v(1/w - 1/v)² + ((m - n)/w)².
        var (two, slope) = (Build.Num(2), Build.Subtract(Build.Divide(Number.One, w), Build.Divide(Number.One, v)));
        return new(
            Build.Add(Build.Multiply(v, Build.Power(slope, two)), Build.Power(Build.Divide(Build.Subtract(m, n), w), two)),
            [new(v, Relation.Greater, Number.Zero), new(w, Relation.Greater, Number.Zero)]);
    }
}
