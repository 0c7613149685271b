using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;

namespace TheoryCheck.Tests.Truth;

/// <summary>A claim with one thing changed.</summary>
/// <param name="Origin">The claim it was made of, as <c>spec/claim</c>.</param>
/// <param name="Kind">What was changed, in words.</param>
/// <param name="Number">Its number among those of the claim and kind, from 1 on.</param>
/// <param name="Claim">The changed claim, under the same name.</param>
internal sealed record Mutant(string Origin, string Kind, int Number, Claim Claim)
{
    /// <summary>What tells it apart.</summary>
    public string Name => $"{Origin}: {Kind} {Number}";

    /// <summary>The changed statement.</summary>
    public string Text => Typeset.TextOf(Claim.Closed);
}

/// <summary>
/// Changes that make a true claim false, as far as a change can be trusted to: relations are turned only where no "exists" stands
/// before them; numbers, factors, summands, exponents, signs and divisors are changed only within equations, where no slack hides them;
/// definitions are unfolded first, so that what they hold is changed too.
/// </summary>
internal static class Mutations
{
    /// <summary>The mutants of a claim, the same each time, in order.</summary>
    public static IEnumerable<Mutant> Of(string spec, Claim claim)
    {
        var counts = new Dictionary<string, int>();
        var seen = new HashSet<string> { Typeset.TextOf(claim.Closed) };
        var unfolded = Unfold.Definitions(claim.Closed);
        seen.Add(Typeset.TextOf(unfolded));
        foreach (var (kind, formula) in Formulas(unfolded))
        {
            if (seen.Add(Typeset.TextOf(formula)))
            {
                yield return new Mutant($"{spec}/{claim.Name}", kind, Next(kind), claim with { Closed = formula, Written = formula });
            }
        }

        foreach (var assumption in claim.Assumptions)
        {
            yield return new Mutant($"{spec}/{claim.Name}", $"assumption {assumption.Name} dropped", 1, claim with { Assumptions = claim.Assumptions.Where(a => a != assumption).ToSequence() });
        }

        int Next(string kind) => counts[kind] = counts.GetValueOrDefault(kind) + 1;
    }

    private static IEnumerable<(string Kind, Term Formula)> Formulas(Term formula)
    {
        switch (formula)
        {
            case Quantified { Kind: QuantifierKind.ForAll } all:
                if (all.Body is Quantified { Kind: QuantifierKind.Exists } exists && !exists.Binders.Any(b => all.Binders.Any(o => Depends(b, o.Symbol))))
                {
                    yield return ("quantifiers swapped", new Quantified(QuantifierKind.Exists, exists.Binders, new Quantified(QuantifierKind.ForAll, all.Binders, exists.Body)));
                }

                foreach (var (kind, body) in Formulas(all.Body))
                {
                    yield return (kind, new Quantified(all.Kind, all.Binders, body, all.IsImplied));
                }

                break;
            case Derive derive:
                foreach (var (kind, body) in Formulas(derive.Formula))
                {
                    yield return (kind, new Derive(body));
                }

                break;
            case Connective { Kind: ConnectiveKind.And } and:
                foreach (var (at, kind, body) in and.Children.SelectMany((c, i) => Formulas(c).Select(m => (i, m.Kind, m.Formula))))
                {
                    yield return (kind, and.With(new(and.Children.Items.SetItem(at, body))));
                }

                break;
            case WithProbability { Relation: Relation.GreaterOrEqual or Relation.Greater } likely:
                foreach (var (kind, body) in Formulas(likely.Body))
                {
                    yield return (kind, new WithProbability(likely.Relation, likely.Level, likely.Binders, likely.Given, body));
                }

                break;
            case Comparison comparison:
                yield return ("relation turned", new Comparison(new(comparison.Relations.Items.SetItem(0, Turned(comparison.Relations[0]))), comparison.Children));
                if (comparison.Relations.All(r => r == Relation.Equal))
                {
                    foreach (var (at, kind, side) in comparison.Children.SelectMany((c, i) => Sides(c).Select(m => (i, m.Kind, m.Term))))
                    {
                        yield return (kind, comparison.With(new(comparison.Children.Items.SetItem(at, side))));
                    }
                }

                break;
        }
    }

    /// <summary>One change somewhere in a side of an equation; indices, ranges and steps stay.</summary>
    private static IEnumerable<(string Kind, Term Term)> Sides(Term term)
    {
        foreach (var changed in Here(term))
        {
            yield return changed;
        }

        var open = term switch
        {
            IndexRange or RealInterval or Collection { Kind: CollectionKind.Set } or Comparison or Connective => 0,
            Call { Operation.Name: "unit" or "zeros" or "ones" or "identity" } => 0,
            Element or AtStep => 1,
            _ => term.Children.Count,
        };
        for (var i = 0; i < open; i++)
        {
            foreach (var (kind, child) in Sides(term.Children[i]))
            {
                if (child.Type.Equals(term.Children[i].Type) || (child.Type.IsScalar && term.Children[i].Type.IsScalar))
                {
                    yield return (kind, Substitution.Rebuild(term, new(term.Children.Items.SetItem(i, child))));
                }
            }
        }
    }

    private static IEnumerable<(string Kind, Term Term)> Here(Term term)
    {
        switch (term)
        {
            case Number { Value.IsZero: false } number:
                yield return ("constant changed", new Number(number.Value + 1));
                yield return ("constant halved", new Number(number.Value / 2));
                break;
            case Arithmetic { Operator: ArithmeticOperator.Multiply } product when term.Type.IsScalar:
                for (var i = 0; i < product.Children.Count; i++)
                {
                    var rest = product.Children.Items.RemoveAt(i);
                    if (rest.All(c => c.Type.IsScalar) && product.Children[i] is not Number { Value.IsOne: true })
                    {
                        yield return ("factor lost", rest.Length == 1 ? rest[0] : new Arithmetic(ArithmeticOperator.Multiply, term.Type, new(rest)));
                    }
                }

                break;
            case Arithmetic { Operator: ArithmeticOperator.Add } sum when term.Type.IsScalar:
                for (var i = 0; i < sum.Children.Count; i++)
                {
                    var rest = sum.Children.Items.RemoveAt(i);
                    if (sum.Children[i] is Number { Value.IsZero: true })
                    {
                        continue;
                    }

                    yield return ("summand lost", rest.Length == 1 ? rest[0] : new Arithmetic(ArithmeticOperator.Add, term.Type, new(rest)));
                }

                break;
            case Arithmetic { Operator: ArithmeticOperator.Negate } negated:
                yield return ("sign lost", negated.Children[0]);
                break;
            case Arithmetic { Operator: ArithmeticOperator.Divide } quotient when quotient.Children[0].Type.IsScalar:
                yield return ("divisor lost", quotient.Children[0]);
                break;
            case Arithmetic { Operator: ArithmeticOperator.Power, Children: [var root, Number exponent] }:
                yield return ("exponent changed", Build.Power(root, new Number(exponent.Value + 1)));
                break;
        }
    }

    private static Relation Turned(Relation relation) => relation switch
    {
        Relation.Less => Relation.GreaterOrEqual,
        Relation.LessOrEqual => Relation.Greater,
        Relation.Greater => Relation.LessOrEqual,
        Relation.GreaterOrEqual => Relation.Less,
        Relation.Equal => Relation.NotEqual,
        _ => Relation.Equal,
    };

    private static bool Depends(Binder binder, Symbol symbol) =>
        new[] { binder.Domain, binder.Where, binder.Symbol.Domain, binder.Symbol.Restriction }.OfType<Term>().Any(t => t.Mentions(symbol));
}
