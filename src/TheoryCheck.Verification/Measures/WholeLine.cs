using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>Functions of one number that have a value and all derivatives at every number, by how they are put together.</summary>
internal static class WholeLine
{
    /// <summary>Whether it is certain of a term.</summary>
    public static bool IsSmooth(Term term, Symbol argument) => !term.Mentions(argument) || term switch
    {
        Reference => true,
        Arithmetic { Operator: ArithmeticOperator.Add or ArithmeticOperator.Negate or ArithmeticOperator.Multiply } sum => sum.Children.All(c => IsSmooth(c, argument)),
        Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] } => IsSmooth(numerator, argument) && IsPositive(denominator, argument),
        Arithmetic { Operator: ArithmeticOperator.Power, Children: [var inner, Number { Value: { IsInteger: true, Sign: > 0 } }] } => IsSmooth(inner, argument),
        Call { Operation: Exp or Sigmoid or Softplus or Tanh or Sin or Cos or Sinh or Cosh or Erf or Gelu, Arguments: [var inner] } => IsSmooth(inner, argument),
        Call { Operation: Log, Arguments: [var inner] } => IsPositive(inner, argument) || IsPositive(Canonical.Normalize(inner, Facts.None), argument),
        _ => false,
    };

    /// <summary>The same function by exponentials, without the case distinctions that values at points make for the sake of their digits.</summary>
    public static Term Exponentials(Term term)
    {
        var inner = term.Children.Map(Exponentials);
        Term Exp(Term exponent) => Build.Call<Exp>(exponent);
        return term switch
        {
            Call { Operation: Sigmoid } => Build.Divide(Number.One, Build.Add(Number.One, Exp(Build.Negate(inner[0])))),
            Call { Operation: Softplus } => Build.Call<Log>(Build.Add(Number.One, Exp(inner[0]))),
            Call { Operation: Tanh } => Build.Subtract(Number.One, Build.Divide(new Number(2), Build.Add(Number.One, Exp(Build.Multiply(new Number(2), inner[0]))))),
            Call { Operation: Sinh } => Build.Divide(Build.Subtract(Exp(inner[0]), Exp(Build.Negate(inner[0]))), new Number(2)),
            Call { Operation: Cosh } => Build.Divide(Build.Add(Exp(inner[0]), Exp(Build.Negate(inner[0]))), new Number(2)),
            _ => inner == term.Children ? term : term.With(inner),
        };
    }

    // Smooth and above 0 everywhere.
    private static bool IsPositive(Term term, Symbol argument) => term switch
    {
        Number number => number.Value.Sign > 0,
        Call { Operation: Sqrt, Arguments: [var inner] } when !inner.Mentions(argument) => IsPositive(inner, argument),
        Constant constant => constant.Equals(Constant.Pi),
        Arithmetic { Operator: ArithmeticOperator.Add, Children: [Number { Value.IsOne: true }, Arithmetic { Operator: ArithmeticOperator.Negate, Children: [Call { Operation: Sigmoid, Arguments: [var inner] }] }] } => IsSmooth(inner, argument),
        Arithmetic { Operator: ArithmeticOperator.Add or ArithmeticOperator.Multiply or ArithmeticOperator.Divide } parts => parts.Children.All(c => IsPositive(c, argument)),
        Arithmetic { Operator: ArithmeticOperator.Power, Children: [var inner, Number { Value.IsInteger: true }] } => IsPositive(inner, argument),
        Call { Operation: Exp or Sigmoid or Cosh, Arguments: [var inner] } => IsSmooth(inner, argument),
        _ => false,
    };
}
