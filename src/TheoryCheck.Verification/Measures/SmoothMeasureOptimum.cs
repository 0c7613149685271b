using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Measures.Smooth;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>What the solver proved of an optimum over measures with smooth features.</summary>
/// <param name="statement">The problem.</param>
internal sealed class SmoothMeasureOptimum(MeasureStatement statement) : Optimum
{
    private readonly MeasureSolution solution = SolutionCache.Of(statement.Smooth!);

    // The same, but for a factor of the total variation or a bound on it that are irrational.
    private readonly MeasureSolution above = SolutionCache.Of((statement.Above ?? statement).Smooth!);

    private MeasureStatement Above => statement.Above ?? statement;

    // Of the value that the claim speaks of; a margin is maximised, and what has minus a penalty too.
    private bool IsMaximum => (statement.Smooth!.Loss is MaximalMargin) == (statement.Factor.Sign > 0);

    /// <inheritdoc/>
    public override Rational? Lower => statement.Factor.Sign > 0 ? (statement.Factor * solution.LowerBound) + statement.Constant : (Above.Factor * above.UpperBound) + Above.Constant;

    /// <inheritdoc/>
    public override Rational? Upper => statement.Factor.Sign > 0 ? (Above.Factor * above.UpperBound) + Above.Constant : (statement.Factor * solution.LowerBound) + statement.Constant;

    /// <inheritdoc/>
    public override int Infinite => solution.Status switch
    {
        MeasureStatus.Infeasible => IsMaximum ? -1 : 1,
        MeasureStatus.Unbounded => IsMaximum ? 1 : -1,
        _ => 0,
    };

    /// <inheritdoc/>
    public override Value<T> Points<T>(Interpreter<T> interpreter, Binding term) =>
        new KnownMinimisers(statement, Shape, () => Shape.Hull, statement.Smooth!.Mass ?? statement.Smooth.NormBound)
            .In(interpreter, term, new Value<T>.SetByMembership("the optimal measures", value => OptimalMeasures.Contains(interpreter, term, value, Lower, Upper, IsMaximum)));

    /// <inheritdoc/>
    /// <remarks>Where dual solutions have several certificates, a value is enclosed by what the conditions on all of them say.</remarks>
    public override Value<T> Certificate<T>(Interpreter<T> interpreter)
    {
        T Literal(Rational value) => interpreter.EvaluateScalar(new Number(value));
        var value = SharedCertificate() is { } shared ? Shared(shared) : typeof(T) != typeof(DoubleReal) && AreCertificatesBounded ? Bounded : throw NoCertificate();
        return new Value<T>.Function(arguments => arguments is [Value<T>.Tensor { Elements: var at }] && at.Elements.Length == statement.Dimension
            ? new Value<T>.Real(value(at.Elements))
            : throw new UndefinedException("a certificate at something that is no point of its sphere"));

        // |η| is at most 1 on the sphere.
        T Bounded(ReadOnlyMemory<T> at)
        {
            var square = Literal(Rational.Zero);
            foreach (var v in at.Span)
            {
                square += v * v;
            }

            return T.Compare(Relation.Equal, square, Literal(Rational.One)) == Certainty.True ? T.Either(Literal(-Rational.One), Literal(Rational.One)) : throw NoCertificate();
        }

        Func<ReadOnlyMemory<T>, T> Shared(SmoothCertificate certificate)
        {
            var inputs = statement.Smooth!.Inputs.Select(x => x.Select(Literal).ToArray()).ToArray();
            var factors = certificate.Dual.Select(q => ListedMeasure.Enclosed(interpreter, q / certificate.Level, Rational.Zero)).ToArray();
            return at =>
            {
                var sum = Literal(Rational.Zero);
                for (var i = 0; i < inputs.Length; i++)
                {
                    var product = Literal(Rational.Zero);
                    for (var k = 0; k < inputs[i].Length; k++)
                    {
                        product += inputs[i][k] * at.Span[k];
                    }

                    sum += factors[i] * interpreter.With(SmoothPieces.Argument, new Value<T>.Real(product)).EvaluateScalar(statement.Smooth.Profile.Value);
                }

                return sum;
            };
        }
    }

    /// <summary>The supremum of the certificate, or of its modulus, over the sphere.</summary>
    /// <exception cref="NotRepresentableException">The certificate is not one function, or not known.</exception>
    public Interval CertificateSupremum(bool isModulus)
    {
        if (SharedCertificate() is { } shared)
        {
            return shared.Supremum(SolutionCache.ProblemOf(statement.Smooth!), isModulus);
        }

        return isModulus && AreCertificatesBounded ? Interval.FromBounds(IsSomewhere ? Rational.One : Rational.Zero, Rational.One) : throw NoCertificate();
    }

    private SparseOptimum Shape => SolutionCache.ShapeOf(statement.Smooth!);

    // Whether all minimisers are other than 0, and there is one.
    private bool IsSomewhere => Shape.Exists == Certainty.True
        && (statement.Smooth!.Loss is MaximalMargin ? solution.LowerBound?.Sign > 0 : ((SeparableLoss)statement.Smooth.Loss).AtZero() is not { } zero || zero > solution.UpperBound);

    // Whether the dual problem has a solution, and a positive level, and measures have signs: certificates are in a ball of a space of finite dimension then.
    private bool AreCertificatesBounded => statement is { Above: null, Smooth: { Mass: null, IsNonnegative: false } smooth } && Shape.Exists == Certainty.True
        && (smooth.Loss is MaximalMargin ? solution.LowerBound?.Sign > 0 : smooth.Penalty.Sign > 0 && (smooth.NormBound is null || ((SeparableLoss)smooth.Loss).IsFinite));

    private static NotRepresentableException NoCertificate() => new("the certificate of this optimum over measures: it need not be one function, or the solver knows no enclosure of it");

    private SmoothCertificate? SharedCertificate() => statement.Above is null ? SolutionCache.CertificateOf(statement.Smooth!) : null;
}
