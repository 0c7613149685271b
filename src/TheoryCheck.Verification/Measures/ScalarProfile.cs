using TheoryCheck.Optimization.Measures;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>A function of one scalar symbol whose other numbers are exact, and what the symbolic engine proves of it.</summary>
/// <param name="Argument">The symbol.</param>
/// <param name="Value">The function's value.</param>
internal sealed record ScalarProfile(Symbol Argument, Term Value)
{
    /// <summary>The derivative, away from kinks.</summary>
    public ScalarProfile Derivative => new(Argument, Canonical.Normalize(Differentiation.Partial(Value, new Variable(Build.Ref(Argument), [])).Value, Facts.None));

    /// <summary>The number that the function always is, or null when it is not proved to be one.</summary>
    public Rational? Constant => Canonical.Normalize(Value, Facts.None) is Number number ? number.Value : null;

    /// <summary>The exact value at a number, or null when it is irrational.</summary>
    public Rational? At(Rational point) => Canonical.Normalize(Value.Replace(Argument, new Number(point)), Facts.None) is Number number ? number.Value : null;

    /// <summary>Whether the function is proved to be another one: by one form, or, for smooth functions, by one value at 0 and one derivative.</summary>
    public bool Is(Term other) => AreEqual(Value, other)
        || (WholeLine.IsSmooth(Value, Argument) && WholeLine.IsSmooth(other, Argument) && AreEqual(Value.Replace(Argument, Number.Zero), other.Replace(Argument, Number.Zero))
            && AreEqual(Derivative.Value, new ScalarProfile(Argument, other).Derivative.Value));

    /// <summary>Whether the function is proved to have a value at every number: forms that are equal where both have values say nothing of the others.</summary>
    public bool IsDefined => IsDefinedIn(Value);

    /// <summary>Whether a term is a square, or a sum of squares, by its form.</summary>
    public static bool IsSumOfSquares(Term term) => term is Arithmetic { Operator: ArithmeticOperator.Power, Children: [_, Number { Value: var two }] } && two == 2
        || (term is Binding { Form: Sum or Mean } sum && IsSumOfSquares(sum.Body)) || (term is Call { Operation: Dot, Arguments: [var left, var right] } && left.Equals(right));

    private bool IsDefinedIn(Term term) => WholeLine.IsSmooth(term, Argument) || (term switch
    {
        Arithmetic { Operator: ArithmeticOperator.Divide, Children: [_, var under] } => !under.Mentions(Argument),
        Arithmetic { Operator: ArithmeticOperator.Power, Children: [_, Number { Value: { IsInteger: true, Sign: >= 0 } }] } => true,
        Arithmetic { Operator: ArithmeticOperator.Power } => false,
        Call { Operation.Name: "root" or "sqrt", Arguments: [var inside] } => IsSumOfSquares(inside),
        Call call => call.Operation.IsTotal && call.Operation.Domain(call.Arguments) is null,
        _ => true,
    } && term.Children.All(IsDefinedIn));

    private static bool AreEqual(Term left, Term right) => Equality.Prove(left, right, Facts.None) is not null;

    /// <summary>Slope and intercept of a function proved to be affine, or null.</summary>
    public (Rational Slope, Rational Intercept)? Affine()
    {
        var (value, next) = (At(Rational.Zero), At(Rational.One));
        if (value is not { } intercept || next is not { } one)
        {
            return null;
        }

        var line = Build.Add(Build.Multiply(new Number(one - intercept), Build.Ref(Argument)), new Number(intercept));
        return Is(line) ? (one - intercept, intercept) : null;
    }

    /// <summary>The slopes of a function proved to be positively homogeneous, or null.</summary>
    public HomogeneousFeature? Homogeneous()
    {
        if (At(Rational.One) is not { } right || At(-Rational.One) is not { } left)
        {
            return null;
        }

        var positive = new Symbol("p", SymbolRole.Given, default) { Type = TermType.Real, Domain = Build.Call<Positive>() };
        var p = Build.Ref(positive);
        bool Scales(Term argument, Rational slope) => new ScalarProfile(positive, Value.Replace(Argument, argument)).Is(Build.Multiply(new Number(slope), p));
        return Scales(p, right) && Scales(Build.Negate(p), left) ? new HomogeneousFeature(right, -left) : null;
    }
}
