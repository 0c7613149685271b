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
    /// <remarks>Where the certificate of the zero measure is below 1 everywhere, every other one is worse; else the set is known by membership.</remarks>
    public override Value<T> Points<T>(Interpreter<T> interpreter, Binding term) =>
        solution.Status is MeasureStatus.Infeasible or MeasureStatus.Unbounded or MeasureStatus.NotAttained ? new Value<T>.FiniteSet([])
            : SolutionCache.IsZero(statement.Smooth!) ? new Value<T>.FiniteSet([Value<T>.Measure.Zero])
            : new Value<T>.SetByMembership("the optimal measures", value => OptimalMeasures.Contains(interpreter, term, value, Lower, Upper, IsMaximum));

    /// <inheritdoc/>
    public override Value<T> Certificate<T>(Interpreter<T> interpreter)
    {
        var (dual, level, _) = SharedCertificate();
        var inputs = statement.Smooth!.Inputs.Select(x => x.Select(v => interpreter.EvaluateScalar(new Number(v))).ToArray()).ToArray();
        var factors = dual.Select(q => ListedMeasure.Enclosed(interpreter, q / level, Rational.Zero)).ToArray();
        return new Value<T>.Function(arguments =>
        {
            if (arguments is not [Value<T>.Tensor { Elements: var at }] || at.Elements.Length != statement.Dimension)
            {
                throw new UndefinedException("a certificate at something that is no point of its sphere");
            }

            var sum = interpreter.EvaluateScalar(Number.Zero);
            for (var i = 0; i < inputs.Length; i++)
            {
                var product = interpreter.EvaluateScalar(Number.Zero);
                for (var k = 0; k < inputs[i].Length; k++)
                {
                    product += inputs[i][k] * at.Elements.Span[k];
                }

                sum += factors[i] * interpreter.With(SmoothPieces.Argument, new Value<T>.Real(product)).EvaluateScalar(statement.Smooth.Profile.Value);
            }

            return new Value<T>.Real(sum);
        });
    }

    /// <summary>The supremum of the certificate, or of its modulus, over the sphere.</summary>
    /// <exception cref="NotRepresentableException">The certificate is not one function, or not known.</exception>
    public Interval CertificateSupremum(bool isModulus) => SharedCertificate().Supremum(statement.Smooth!.Problem(), isModulus);

    private SmoothCertificate SharedCertificate() => (statement.Above is null ? SolutionCache.CertificateOf(statement.Smooth!) : null)
        ?? throw new NotRepresentableException("the certificate of this optimum over measures: it need not be one function, or the solver knows no enclosure of it");
}
