using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivations;

/// <summary>Functions of one number that are convex by how they are put together, or by the sign of a second derivative that they have everywhere.</summary>
internal static class ConvexFunction
{
    /// <summary>Whether it is certain of a term.</summary>
    /// <param name="term">The function.</param>
    /// <param name="argument">The number.</param>
    /// <param name="facts">What is known of the other symbols.</param>
    public static bool Is(Term term, Symbol argument, Facts facts)
    {
        bool Convex(Term part) => Is(part, argument, facts);
        return !term.Mentions(argument) || IsAffine(term, argument, facts) || IsBent(term, argument, facts) || term switch
        {
            Arithmetic { Operator: ArithmeticOperator.Add } sum => sum.Children.All(Convex),
            Arithmetic { Operator: ArithmeticOperator.Multiply } product when product.Children.Count(c => c.Mentions(argument)) == 1 =>
                product.Children.All(c => c.Mentions(argument) ? Convex(c) : IsNonnegative(c, facts)),
            Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] } when !denominator.Mentions(argument) => IsNonnegative(denominator, facts) && Convex(numerator),
            Call { Operation: Abs, Arguments: [var inner] } => IsAffine(inner, argument, facts),
            Call { Operation: Relu or SquareRelu or LeakyRelu or Softplus or Exp, Arguments: [var inner] } => Convex(inner),
            Call { Operation: Max, Arguments: var listed } => listed.All(Convex),
            _ => false,
        };
    }

    private static bool IsNonnegative(Term term, Facts facts) => !Definedness.SignOf(term, facts).HasFlag(Signs.Negative);

    // The second derivative, of functions without kinks and without denominators, logarithms or roots that would leave numbers without a value.
    private static bool IsBent(Term term, Symbol argument, Facts facts)
    {
        if (!IsDefined(term, argument))
        {
            return false;
        }

        var slope = Differentiation.Partial(term, new Variable(Build.Ref(argument), []));
        var bend = Differentiation.Partial(slope.Value, new Variable(Build.Ref(argument), []));
        return slope.Kinks.IsEmpty && bend.Kinks.IsEmpty && IsNonnegative(Canonical.Normalize(bend.Value, facts), facts);
    }

    private static bool IsAffine(Term term, Symbol argument, Facts facts)
    {
        if (!IsDefined(term, argument))
        {
            return false;
        }

        var slope = Differentiation.Partial(term, new Variable(Build.Ref(argument), []));
        return slope.Kinks.IsEmpty && !Canonical.Normalize(slope.Value, facts).Mentions(argument);
    }

    private static bool IsDefined(Term term, Symbol argument) => !term.Mentions(argument) || term switch
    {
        Reference => true,
        Arithmetic { Operator: ArithmeticOperator.Add or ArithmeticOperator.Negate or ArithmeticOperator.Multiply } parts => parts.Children.All(c => IsDefined(c, argument)),
        Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] } => !denominator.Mentions(argument) && IsDefined(numerator, argument),
        Arithmetic { Operator: ArithmeticOperator.Power, Children: [var inner, Number { Value: { IsInteger: true, Sign: > 0 } }] } => IsDefined(inner, argument),
        Call { Operation: Exp or Sigmoid or Softplus or Tanh or Sin or Cos or Sinh or Cosh, Arguments: [var inner] } => IsDefined(inner, argument),
        _ => false,
    };
}
