using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivations;

/// <summary>
/// Powers b^(m k + c) and exp(a k + c), with b, a and c the same at all steps, written with symbols for b^k and exp(a)^k. Such a symbol is one more state of a recursion: it starts as 1 and is multiplied by its ratio, so that it keeps the sign
/// of the ratio, and stays below or above 1 with it.
/// </summary>
/// <param name="clock">k.</param>
/// <param name="facts">What holds of the ratios.</param>
public sealed class StepPowers(Symbol clock, Facts facts)
{
    private readonly Dictionary<Term, Symbol> symbols = [];

    /// <summary>The symbols, with what they are multiplied by in a step.</summary>
    public IEnumerable<(Symbol Power, Term Ratio)> Ratios => symbols.Select(static s => (s.Value, s.Key));

    /// <summary>The term with symbols in the place of powers.</summary>
    public Term Named(Term term) => term switch
    {
        Arithmetic { Operator: ArithmeticOperator.Power, Children: [var root, var exponent] } when Affine(exponent) is var (slope, start) && !root.Mentions(clock) => Power(root, slope, start, exponent.Type == TermType.Integer) ?? term,
        Call { Operation: Exp, Arguments: [var exponent] } when Affine(exponent) is var (slope, start) => Build.Multiply(Build.Ref(Symbol(Build.Call<Exp>(slope))), Build.Call<Exp>(start)),
        _ => term.Children.IsEmpty ? term : Substitution.Rebuild(term, term.Children.Map(Named)),
    };

    // a and c of a k + c.
    private (Term Slope, Term Start)? Affine(Term exponent)
    {
        if (!exponent.Mentions(clock) || !Definedness.IsCertain(exponent, facts))
        {
            return null;
        }

        var slope = Canonical.Normalize(Build.Subtract(exponent.Replace(clock, Build.Add(Build.Ref(clock), Number.One)), exponent), Facts.None);
        return slope.Mentions(clock) ? null : (slope, Canonical.Normalize(exponent.Replace(clock, Number.Zero), Facts.None));
    }

    // A product to a power is the product of the powers, for integers; a power of which the step may be a fraction needs a positive base.
    private Term? Power(Term root, Term slope, Term start, bool isInteger) => (root, slope) switch
    {
        (Arithmetic { Operator: ArithmeticOperator.Multiply }, _) when isInteger => Product(root.Children.Map(factor => Power(factor, slope, start, isInteger))),
        (Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var over, var under] }, _) when isInteger => (Power(over, slope, start, isInteger), Power(under, slope, start, isInteger)) is ({ } a, { } b) ? Build.Divide(a, b) : null,
        (_, Number { Value: { IsInteger: true, Sign: > 0 } }) when isInteger => Build.Multiply(Build.Power(Build.Ref(Symbol(root)), slope), Build.Power(root, start)),
        _ when Definedness.IsPositive(root, facts) => Build.Multiply(Build.Ref(Symbol(Build.Power(root, slope))), Build.Power(root, start)),
        _ => null,
    };

    private static Term? Product(IReadOnlyList<Term?> factors) => factors.Any(static f => f is null) ? null : Build.Multiply([.. factors.OfType<Term>()]);

    private Symbol Symbol(Term ratio) => symbols.TryGetValue(ratio, out var known) ? known : symbols[ratio] = new Symbol($"power{symbols.Count + 1}", SymbolRole.Given, default) { Type = TermType.Real, Domain = Range(ratio) };

    private RealInterval? Range(Term ratio)
    {
        bool IsNonnegative(Term number) => (Definedness.SignOf(number, facts) & Signs.Negative) == Signs.None;
        var upper = IsNonnegative(Build.Subtract(Number.One, ratio)) ? Number.One : (Term)Constant.Infinity;
        return Definedness.SignOf(ratio, facts) switch
        {
            Signs.Positive => IsNonnegative(Build.Subtract(ratio, Number.One)) ? new(Number.One, upper, false, upper is Constant) : new(Number.Zero, upper, true, upper is Constant),
            var signs when (signs & Signs.Negative) == Signs.None => new(Number.Zero, upper, false, upper is Constant),
            _ => upper is Number && IsNonnegative(Build.Add(Number.One, ratio)) ? new(new Number(-Rational.One), upper, false, false) : null,
        };
    }
}
