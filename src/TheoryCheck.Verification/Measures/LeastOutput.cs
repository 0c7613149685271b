using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>
/// An objective as a margin to be maximised: a·minᵢ gᵢ + b, or a·maxᵢ gᵢ + b. Its optimum is factor·(sup of minᵢ sign·gᵢ) + b, with the sign 1 for a least and -1 for a
/// greatest value.
/// </summary>
/// <param name="Terms">The gᵢ, each with the values of the indices around it.</param>
/// <param name="Sign">1 or -1.</param>
/// <param name="Factor">a or -a.</param>
/// <param name="Constant">b.</param>
internal sealed record LeastOutput(IReadOnlyList<(Term Value, Interpreter<Rational> At)> Terms, Rational Sign, Rational Factor, Rational Constant)
{
    /// <summary>The margin that an objective is; null for other objectives.</summary>
    /// <param name="objective">With symbols in place of outputs.</param>
    /// <param name="sense">1 where it is maximised, -1 where it is minimised.</param>
    /// <param name="at">The values of the other symbols.</param>
    /// <param name="outputs">The outputs.</param>
    public static LeastOutput? Of(Term objective, Rational sense, Interpreter<Rational> at, MeasureOutputs outputs)
    {
        var constant = Rational.Zero;
        var found = default((Term Extremum, Rational Factor)?);
        if (!Add(objective, Rational.One) || found is not var (extremum, factor))
        {
            return null;
        }

        // A maximum over ν takes a least value with a positive factor, or a greatest with a negative one; a minimum is minus the maximum of minus that.
        var isLeast = sense.Sign * factor.Sign > 0;
        return Members(extremum, isLeast, at) is { Count: > 0 } terms ? new LeastOutput(terms, isLeast ? 1 : -1, isLeast ? factor : -factor, constant) : null;

        bool Add(Term term, Rational share)
        {
            switch (term)
            {
                case var _ when !outputs.In(term):
                    constant += share * at.EvaluateScalar(term);
                    return true;
                case Arithmetic { Operator: ArithmeticOperator.Add } sum:
                    return sum.Children.All(c => Add(c, share));
                case Arithmetic { Operator: ArithmeticOperator.Negate, Children: [var inner] }:
                    return Add(inner, -share);
                case Arithmetic { Operator: ArithmeticOperator.Multiply } product when product.Children.Count(outputs.In) == 1 && product.Children.First(outputs.In) is not Reference:
                    return Add(product.Children.First(outputs.In), product.Children.Where(c => !outputs.In(c)).Aggregate(share, (f, c) => f * at.EvaluateScalar(c)));
                case Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] } when !outputs.In(denominator) && numerator is not Reference:
                    return at.EvaluateScalar(denominator) is { IsZero: false } divisor && Add(numerator, share / divisor);
                default:
                    var isFirst = found is null && !share.IsZero && term is Binding { Form: Minimum or Maximum } or Call { Operation: Min or Max };
                    found ??= (term, share);
                    return isFirst;
            }
        }
    }

    /// <summary>The gᵢ of a least or a greatest value, of a family or of listed terms; null for other terms.</summary>
    public static IReadOnlyList<(Term Value, Interpreter<Rational> At)>? Members(Term term, bool isLeast, Interpreter<Rational> at) => term switch
    {
        Binding { Form: Minimum } family when isLeast => [.. at.PointsOf(family.Binders).Select(place => (family.Body, place))],
        Binding { Form: Maximum } family when !isLeast => [.. at.PointsOf(family.Binders).Select(place => (family.Body, place))],
        Call { Operation: Min, Arguments: var listed } when isLeast => [.. listed.Select(a => (a, at))],
        Call { Operation: Max, Arguments: var listed } when !isLeast => [.. listed.Select(a => (a, at))],
        _ => null,
    };
}
