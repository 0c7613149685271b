using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Bounds;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>
/// <c>sup(t in sphere(d): e)</c> and <c>inf</c>, where e, or the e of <c>abs(e)</c>, is a certificate at t or a sum of multiples of one homogeneous function of inner products with t: a
/// certificate written out.
/// </summary>
internal sealed class SphereSupremumEvaluation : OptimumEvaluation
{
    private const int Precision = 128;

    /// <inheritdoc/>
    public override Optimum? Find(Interpreter<Rational> exact, Binding term)
    {
        if (term is not { Form: Supremum or Infimum, Binders: [{ Where: null } binder] } || Unfold.Definitions(binder.RangesOver!) is not Call { Operation.Name: "sphere", Arguments: [var size] })
        {
            return null;
        }

        var body = Unfold.Definitions(term.Body, static s => s.Parameters.IsEmpty);
        var isModulus = body is Call { Operation: Abs };
        var inner = isModulus ? ((Call)body).Arguments[0] : body;
        if (exact.EvaluateScalar(size) is not { Sign: > 0 } dimension || (isModulus && term.Form is Infimum))
        {
            return null;
        }

        var isLeast = term.Form is Infimum;
        if (inner is Apply { Function: var function, Arguments: [Reference { Symbol: var at }] } && ReferenceEquals(at, binder.Symbol) && Unfold.Definitions(function) is Binding { Form: Certificate } certificate)
        {
            return isLeast || MeasureOptimumEvaluation.Statement(exact, certificate) is not var (statement, width) || statement.Dimension != dimension
                ? null
                : new Enclosed(statement.Smooth is null ? new MeasureOptimum(statement, width).CertificateSupremum(isModulus) : new SmoothMeasureOptimum(statement).CertificateSupremum(isModulus));
        }

        if (RidgeStatement.Of(exact, binder.Symbol, (int)dimension.Numerator, isLeast ? Build.Negate(inner) : inner) is not var (problem, coefficients))
        {
            return null;
        }

        var found = RidgeSupremum.Of(problem, coefficients.Select(c => Interval.FromRational(c, Precision)).ToImmutableArray(), isModulus);
        return new Enclosed(isLeast ? -found : found);
    }

    private sealed class Enclosed(Interval value) : Optimum
    {
        public override Rational? Lower => value.IsBounded ? value.Lower : null;

        public override Rational? Upper => value.IsBounded ? value.Upper : null;

        public override Value<T> Points<T>(Interpreter<T> interpreter, Binding term) => throw new NotRepresentableException("the points of the sphere at which a function is greatest");
    }
}
