using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language.Binding;

/// <summary>
/// Which draws of a claim need a place of their own. A comparison with a value <c>given past(k)</c> holds almost surely: in it, what the
/// past knows (draws outside of blocks, states up to step k, draws of steps before k) may stay free. Everywhere else, and for
/// what lies after k, a draw is bound by <c>for drawn</c>, <c>with probability</c> or an expectation.
/// </summary>
/// <param name="reach">What terms depend on.</param>
internal sealed class PastKnowledge(Reach reach)
{
    /// <summary>The draws that are free in a formula and not known.</summary>
    public HashSet<Symbol> Unplaced(Term term)
    {
        if (!ConditionsOnPast(term))
        {
            return Draws(reach.Of(term));
        }

        if (term is Comparison)
        {
            return Later(term, [.. Pasts(term)]);
        }

        var all = new HashSet<Symbol>();
        foreach (var child in term.Children)
        {
            all.UnionWith(Unplaced(child));
        }

        if (term is BinderTerm binding)
        {
            all.ExceptWith(binding.Binders.Select(b => b.Symbol));
        }

        return all;
    }

    /// <summary>Whether a claim speaks of values given the past.</summary>
    public static bool ConditionsOnPast(Term term) => term is Call { Operation: Past } || (term is not ClaimReference && term.Children.Any(ConditionsOnPast));

    private static IEnumerable<Term> Pasts(Term term) => term is Call { Operation: Past, Children: [var step] } ? [step] : term.Children.SelectMany(Pasts);

    // What a comparison reads that none of its pasts knows. Values given the past are known by definition.
    private HashSet<Symbol> Later(Term term, List<Term> pasts)
    {
        switch (term)
        {
            case Symbolics.Terms.Binding { Given: { } given } when ConditionsOnPast(given):
                return [];
            case AtStep { Step: { } step, Series: var series }:
                var isDraw = Steps(series);
                return pasts.Exists(past => Offset(step, past) is { } offset && (isDraw ? offset < Rational.Zero : offset.Sign <= 0)) || (!isDraw && step is Number { Value.IsZero: true })
                    ? []
                    : Draws(reach.Of(term));
            default:
                var all = new HashSet<Symbol>();
                foreach (var child in term.Children)
                {
                    all.UnionWith(Later(child, pasts));
                }

                if (term is BinderTerm binding)
                {
                    all.ExceptWith(binding.Binders.Select(b => b.Symbol));
                }

                return all;
        }
    }

    // Whether a series reads draws of its own step, as a step draw and a definition of one do; a state reads only those before.
    private static bool Steps(Term series) => series switch
    {
        Reference { Symbol: { Role: SymbolRole.Draw, Evolution: not null } } => true,
        Reference { Symbol: { Role: SymbolRole.Definition, Body: { } body } } => Steps(body),
        _ => series.Children.Any(Steps),
    };

    private static HashSet<Symbol> Draws(HashSet<Symbol> symbols) => [.. symbols.Where(s => s.Role == SymbolRole.Draw)];

    // By how many steps one step lies after another, where both are the same symbol plus numbers.
    private static Rational? Offset(Term step, Term from) => Split(step) is var (a, shift) && Split(from) is var (b, start) && Equals(a, b) ? shift - start : null;

    private static (Term? Base, Rational Shift)? Split(Term step)
    {
        switch (step)
        {
            case Number number:
                return (null, number.Value);
            case Arithmetic { Operator: ArithmeticOperator.Add } sum:
                var rest = sum.Children.Where(c => Value(c) is null).ToList();
                return rest.Count <= 1 ? (rest.FirstOrDefault(), sum.Children.Select(Value).Aggregate(Rational.Zero, (total, value) => total + (value ?? Rational.Zero))) : null;
            default:
                return (step, Rational.Zero);
        }
    }

    private static Rational? Value(Term term) => term switch
    {
        Number number => number.Value,
        Arithmetic { Operator: ArithmeticOperator.Multiply, Children: [Number a, Number b] } => a.Value * b.Value,
        _ => null,
    };
}
