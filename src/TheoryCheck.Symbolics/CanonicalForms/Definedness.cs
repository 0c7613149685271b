using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.CanonicalForms;

/// <summary>
/// Whether a term in index form certainly has a value for all values of its symbols: no denominator that may be 0, no root or logarithm of what may lie outside of its domain.
/// </summary>
/// <remarks>Canonical forms cancel denominators and square roots; what is equal in canonical form is equal where it is defined.</remarks>
internal static class Definedness
{
    /// <summary>Whether it is certain under the facts; false says nothing.</summary>
    public static bool IsCertain(Term term, Facts facts)
    {
        if (term is Conditional { Children: [var condition, var then, var otherwise] })
        {
            return IsCertain(condition, facts) && IsCertain(then, facts.Assume(condition)) && IsCertain(otherwise, facts);
        }

        return term.Children.All(child => IsCertain(child, facts)) && term switch
        {
            Arithmetic { Operator: ArithmeticOperator.Divide, Children: [_, var under] } => IsNonzero(under, facts),
            Arithmetic { Operator: ArithmeticOperator.Power, Children: [var root, Number { Value: var exponent }] } =>
                (exponent.Sign > 0 || IsNonzero(root, facts)) && (exponent.IsInteger || IsNonnegative(root) || Excludes(root, Signs.Negative, facts)),
            Arithmetic { Operator: ArithmeticOperator.Power, Children: [var root, _] } => Excludes(root, Signs.Negative | Signs.Zero, facts),
            Call { Operation: ScalarFunction function } call => function.Domain(call.Arguments) is not { } domain || Holds(domain, facts),
            _ => true,
        };
    }

    private static bool Holds(Term domain, Facts facts) => domain switch
    {
        Connective { Kind: ConnectiveKind.And } and => and.Children.All(part => Holds(part, facts)),
        Comparison { Relations: [var relation], Children: [var left, var right] } => Build.Subtract(left, right) is var gap && relation switch
        {
            Relation.Greater => Excludes(gap, Signs.Negative | Signs.Zero, facts),
            Relation.GreaterOrEqual => (right is Number { Value.IsZero: true } && IsNonnegative(left)) || Excludes(gap, Signs.Negative, facts),
            Relation.Less => Excludes(gap, Signs.Positive | Signs.Zero, facts),
            Relation.LessOrEqual => Excludes(gap, Signs.Positive, facts),
            Relation.NotEqual => IsNonzero(gap, facts),
            _ => false,
        },
        _ => false,
    };

    // Read off the term as it stands: multiplied out, a square of a difference does not show what it is.
    private static bool IsNonnegative(Term term) => term switch
    {
        Number { Value.Sign: >= 0 } => true,
        Arithmetic { Operator: ArithmeticOperator.Add } or Conditional => term.Children.Skip(term is Conditional ? 1 : 0).All(IsNonnegative),
        Arithmetic { Operator: ArithmeticOperator.Multiply, Children: var factors } => factors.All(IsNonnegative) || (factors is [var one, var other] && one.Equals(other)),
        Arithmetic { Operator: ArithmeticOperator.Power, Children: [_, Number { Value: { IsInteger: true, Sign: > 0 } exponent }] } when exponent.Numerator.IsEven => true,
        Binding { Form: Sum or Mean, Body: var body } => IsNonnegative(body),
        Call { Operation.Name: "abs" or "relu" or "square_relu" or "exp" or "sq" or "root" or "sqrt" } => true,
        _ => false,
    };

    private static bool IsNonzero(Term term, Facts facts)
    {
        var normalizer = new Normalizer(facts);
        return normalizer.IsNonzero(normalizer.Parse(term));
    }

    private static bool Excludes(Term term, Signs signs, Facts facts)
    {
        var normalizer = new Normalizer(facts);
        return (normalizer.SignOf(normalizer.Parse(term)) & signs) == Signs.None;
    }
}
