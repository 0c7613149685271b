using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.CanonicalForms;

/// <summary>
/// Whether a term in index form certainly has a value for all values of its symbols: no denominator that may be 0, no root or logarithm of what may lie outside of its domain, no index that may lie off its axis, no optimum, limit or infinite sum.
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

        return AreCertain(term, facts) && term switch
        {
            Element element => IndexBounds.AreKept(element, facts),
            Arithmetic { Operator: ArithmeticOperator.Divide, Children: [_, var under] } => IsNonzero(under, facts),
            Arithmetic { Operator: ArithmeticOperator.Power, Children: [var root, Number { Value: var exponent }] } =>
                (exponent.Sign >= 0 || IsNonzero(root, facts)) && (exponent.IsInteger || Excludes(root, Signs.Negative, facts)),
            Arithmetic { Operator: ArithmeticOperator.Power, Children: [var root, var exponent] } => Excludes(root, Signs.Negative | Signs.Zero, facts)
                || (exponent.Type == TermType.Integer && (Excludes(exponent, Signs.Negative, facts) || IsNonzero(root, facts))),
            Call call => call.Operation.Domain(call.Arguments) is { } domain ? Holds(domain, facts) : call.Operation.IsTotal,
            Binding { Form: Sum or Mean or Prod } sum => !sum.Binders.Any(static b => b.Domain is IndexRange { Upper: Constant }),
            Binding binding => binding.Form.IsTotal,
            _ => true,
        };
    }

    // Behind binders, with what they say of their symbols.
    private static bool AreCertain(Term term, Facts facts)
    {
        if (term is not BinderTerm { Binders: var binders })
        {
            return term.Children.All(child => IsCertain(child, facts));
        }

        var inside = facts.Binders(binders);
        return term.Children.All(child => IsCertain(child, binders.Any(b => ReferenceEquals(b.Domain, child) || ReferenceEquals(b.Where, child)) ? facts : inside));
    }

    private static bool Holds(Term domain, Facts facts) => domain switch
    {
        Connective { Kind: ConnectiveKind.And } and => and.Children.All(part => Holds(part, facts)),
        Comparison { Relations: [var relation], Children: [var left, var right] } => Build.Subtract(left, right) is var gap && relation switch
        {
            Relation.Greater => Excludes(right is Number { Value.IsZero: true } ? left : gap, Signs.Negative | Signs.Zero, facts),
            Relation.GreaterOrEqual => Excludes(right is Number { Value.IsZero: true } ? left : gap, Signs.Negative, facts),
            Relation.Less => Excludes(gap, Signs.Positive | Signs.Zero, facts),
            Relation.LessOrEqual => Excludes(gap, Signs.Positive, facts),
            Relation.NotEqual => IsNonzero(gap, facts),
            _ => false,
        },
        Call { Operation: Symmetric, Arguments: [var matrix] } => ((matrix is Element { Tensor: var family } ? family : matrix) is Reference { Symbol: var named } && MatrixPredicate.Of(named) is not null)
            || facts.Formulas.Any(f => f is Call { Operation: Symmetric or Psd, Arguments: [var known] } && known.Equals(matrix)),
        _ => false,
    };

    /// <summary>The signs that a term may have where it is defined: read off the term as it stands, for multiplied out a square of a difference does not show what it is, and off its canonical form where that is not enough.</summary>
    public static Signs SignOf(Term term, Facts facts)
    {
        var read = term switch
        {
            Number number => SignArithmetic.Of(number.Value),
            Arithmetic { Operator: ArithmeticOperator.Add } => term.Children.Select(part => SignOf(part, facts)).Aggregate(SignArithmetic.Add),
            Arithmetic { Operator: ArithmeticOperator.Multiply, Children: [var one, var other] } when one.Equals(other) => SignArithmetic.Power(SignOf(one, facts), 2),
            Arithmetic { Operator: ArithmeticOperator.Multiply } => term.Children.Select(part => SignOf(part, facts)).Aggregate(SignArithmetic.Multiply),
            Arithmetic { Operator: ArithmeticOperator.Negate } => SignArithmetic.Negate(SignOf(term.Children[0], facts)),
            Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var over, var under] } => SignArithmetic.Multiply(SignOf(over, facts), SignArithmetic.Power(SignOf(under, facts), -1)),
            Arithmetic { Operator: ArithmeticOperator.Power, Children: [var root, Number { Value: var exponent }] } => SignArithmetic.Power(SignOf(root, facts), exponent),
            Conditional { Children: [_, var then, var otherwise] } => SignOf(then, facts) | SignOf(otherwise, facts),
            Binding { Form: Sum or Mean, Body: var body } when (SignOf(body, facts) & Signs.Negative) == Signs.None => Signs.Nonnegative,
            Binding { Form: Sum } sum => new Normalizer(facts).SignAsWritten(sum),
            Call { Operation.Name: "sqrt" or "root", Arguments: [var inside] } => SignOf(inside, facts) == Signs.Positive ? Signs.Positive : Signs.Nonnegative,
            Call { Operation.Name: "exp" } => Signs.Positive,
            Call { Operation.Name: "abs" or "relu" or "square_relu" or "sq" } => Signs.Nonnegative,
            _ => Signs.Any,
        };
        return read is Signs.Positive or Signs.Negative or Signs.Zero ? read : read & Canonical(term, facts);
    }

    private static Signs Canonical(Term term, Facts facts)
    {
        var normalizer = new Normalizer(facts);
        return normalizer.SignOf(normalizer.Parse(term));
    }

    /// <summary>Whether a term is certainly positive.</summary>
    public static bool IsPositive(Term term, Facts facts) => SignOf(term, facts) == Signs.Positive;

    private static bool IsNonzero(Term term, Facts facts)
    {
        var normalizer = new Normalizer(facts);
        return Excludes(term, Signs.Zero, facts) || normalizer.IsNonzero(normalizer.Parse(term));
    }

    private static bool Excludes(Term term, Signs signs, Facts facts) => (SignOf(term, facts) & signs) == Signs.None;
}
