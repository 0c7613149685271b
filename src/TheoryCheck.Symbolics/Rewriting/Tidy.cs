using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Rewriting;

/// <summary>Constructors that drop zeros and ones and fold numbers; they change no value and no domain of definition but that of 0·e.</summary>
internal static class Tidy
{
    public static Term Arithmetic(ArithmeticOperator op, Sequence<Term> operands) =>
        new Arithmetic(op, Build.TypeOf(op, operands.AsSpan()), operands);

    public static bool IsZero(Term term) => term is Number { Value.IsZero: true };

    public static Term Add(IEnumerable<Term> terms)
    {
        var kept = new List<Term>();
        var constant = Rational.Zero;
        foreach (var term in terms)
        {
            if (term is Number number)
            {
                constant += number.Value;
            }
            else
            {
                kept.Add(term);
            }
        }

        if (!constant.IsZero || kept.Count == 0)
        {
            kept.Add(new Number(constant));
        }

        return kept.Count == 1 ? kept[0] : Build.Add([.. kept]);
    }

    public static Term Multiply(params ReadOnlySpan<Term> factors)
    {
        var kept = new List<Term>();
        var constant = Rational.One;
        foreach (var factor in factors)
        {
            if (factor is Number number)
            {
                constant *= number.Value;
            }
            else if (factor is Arithmetic { Operator: ArithmeticOperator.Multiply } product)
            {
                kept.AddRange(product.Children);
            }
            else if (factor is Arithmetic { Operator: ArithmeticOperator.Negate, Children: [var inner] })
            {
                constant = -constant;
                kept.Add(inner);
            }
            else
            {
                kept.Add(factor);
            }
        }

        if (constant.IsZero)
        {
            return Number.Zero;
        }

        if (kept.Count == 0)
        {
            return new Number(constant);
        }

        if (constant == Rational.One)
        {
            return kept.Count == 1 ? kept[0] : Build.Multiply([.. kept]);
        }

        if (constant == -Rational.One)
        {
            return Build.Negate(kept.Count == 1 ? kept[0] : Build.Multiply([.. kept]));
        }

        return Build.Multiply([new Number(constant), .. kept]);
    }

    public static Term Divide(Term numerator, Term denominator) =>
        IsZero(numerator) ? numerator : denominator is Number { Value.IsOne: true } ? numerator : Build.Divide(numerator, denominator);

    public static Term Power(Term @base, Rational exponent) =>
        exponent.IsOne ? @base : exponent.IsZero ? Number.One : Build.Power(@base, new Number(exponent));

    public static Term Subtract(Term left, Term right) => Add([left, Multiply(new Number(-1), right)]);
}
