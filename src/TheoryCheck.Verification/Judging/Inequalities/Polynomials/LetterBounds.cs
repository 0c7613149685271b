using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Letters;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Inequalities.Polynomials;

/// <summary>What is known of values of functions and of powers with any exponent, which are letters: their ranges, their tangents, and which of two is the greater.</summary>
internal static class LetterBounds
{
    private const int MostLetters = 8;

    /// <summary>Comparisons that hold wherever the letters have values.</summary>
    public static IEnumerable<Comparison> Of(IEnumerable<Letter> letters, Facts facts)
    {
        Term[] terms = [.. letters.Select(static l => l.Term).Where(static t => t is Call { Operation: ScalarFunction } or Arithmetic { Operator: ArithmeticOperator.Power }).Distinct().Take(MostLetters)];
        return terms.SelectMany(term => term is Call call ? OfCall(call, facts) : OfPower(term, facts)).Concat(terms.SelectMany((term, i) => terms.Skip(i + 1).SelectMany(other => InOrder(term, other, facts))));
    }

    private static IEnumerable<Comparison> OfCall(Call call, Facts facts)
    {
        var function = (ScalarFunction)call.Operation;
        if (function.Image is var (low, high))
        {
            yield return AtMost(new Number(low), call);
            yield return AtMost(call, new Number(high));
        }

        foreach (var bound in function.Bounds(call.Arguments))
        {
            yield return bound;
        }

        if (function.IsIncreasing && function.Domain(call.Arguments) is null)
        {
            foreach (var order in InOrder(call, Build.Call(function, Number.Zero), facts))
            {
                yield return order;
            }
        }
    }

    // b^m ≤ 1 for 0 ≤ b ≤ 1, b^m ≥ 1 for b ≥ 1, and b^m ≥ 1 + m(b - 1) for b ≥ 0 (Bernoulli), for integers m ≥ 0.
    private static IEnumerable<Comparison> OfPower(Term power, Facts facts)
    {
        var (root, exponent) = (power.Children[0], power.Children[1]);
        if (exponent.Type != TermType.Integer || !IsNonnegative(exponent, facts) || !IsNonnegative(root, facts))
        {
            yield break;
        }

        var above = Build.Subtract(root, Number.One);
        yield return AtMost(Build.Add(Number.One, Build.Multiply(exponent, above)), power);
        if (IsNonnegative(Build.Negate(above), facts))
        {
            yield return AtMost(power, Number.One);
        }
    }

    // f(s) ≤ f(t) where s ≤ t.
    private static IEnumerable<Comparison> InOrder(Term one, Term other, Facts facts) =>
        (one, other) is (Call { Operation: ScalarFunction { IsIncreasing: true } function, Arguments: [var s] }, Call { Operation: var same, Arguments: [var t] }) && function == same
            ? IsNonnegative(Build.Subtract(t, s), facts) ? [AtMost(one, other)] : IsNonnegative(Build.Subtract(s, t), facts) ? [AtMost(other, one)] : []
            : [];

    private static bool IsNonnegative(Term number, Facts facts) => (ExplicitForm.SignOf(number, facts) & Signs.Negative) == Signs.None;

    private static Comparison AtMost(Term lesser, Term greater) => new(lesser, Relation.LessOrEqual, greater);
}
