using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Formulas;

/// <summary>
/// <c>for all nu in densities(S): kl(nu, p) &lt;= a*fisher(nu, p)</c> for a normal law p on S = ℝⁿ with covariance R: true exactly when 2a is at
/// least the greatest eigenvalue of R, with equality along translates in its direction.
/// </summary>
[Cites("gross1975", "the inequality for Gauss measure")]
[Cites("bakryemery1985", "the criterion for logarithmic Sobolev inequalities")]
internal sealed class LogarithmicSobolev : FormulaEvaluation
{
    /// <inheritdoc/>
    public override Certainty? Decide<T>(Interpreter<T> interpreter, Term formula)
    {
        if (formula is not Quantified
            {
                Kind: QuantifierKind.ForAll,
                Binders: [{ Where: null } nu],
                Body: Comparison { Relations: [Relation.LessOrEqual], Children: [Call { Operation: RelativeEntropy, Arguments: [Reference { Symbol: var left }, var p] }, var right] },
            }
            || !ReferenceEquals(left, nu.Symbol) || nu.RangesOver is not Call { Operation: Densities, Arguments: [Call { Operation: Reals or VectorSpace }] }
            || Factor(right, nu.Symbol, p) is not { } factor || Mentions(p, nu.Symbol))
        {
            return null;
        }

        var law = interpreter.NormalOf(p);
        var size = law.Mean.Elements.Length;
        var covariance = new DenseMatrix<T>(size, size, law.Covariance.ToArray());
        PositiveMatrix<T>.Of(covariance);
        var twice = interpreter.ScalarOf(interpreter.Value(factor)) * interpreter.Literal(2);
        return PositiveMatrix<T>.IsSemidefinite((DenseMatrix<T>.Identity(size, twice) * twice) - covariance);
    }

    // a of a*fisher(nu, p), where a is free of nu.
    private static Term? Factor(Term term, Symbol nu, Term p)
    {
        bool IsInformation(Term t) => t is Call { Operation: FisherInformation, Arguments: [Reference { Symbol: var first }, var second] } && ReferenceEquals(first, nu) && second.Equals(p);
        if (IsInformation(term))
        {
            return new Number(Rational.One);
        }

        if (term is not Arithmetic { Operator: ArithmeticOperator.Multiply } product || product.Children.Count(IsInformation) != 1)
        {
            return null;
        }

        var rest = product.Children.Where(c => !IsInformation(c)).ToArray();
        return rest.Any(r => Mentions(r, nu)) ? null : rest.Length == 1 ? rest[0] : Build.Multiply(rest);
    }

    private static bool Mentions(Term term, Symbol symbol) => (term is Reference { Symbol: var own } && ReferenceEquals(own, symbol)) || term.Children.Items.Any(c => Mentions(c, symbol));
}
