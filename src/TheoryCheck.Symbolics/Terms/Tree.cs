using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Checker.Statements;

/// <summary>The parts of a term.</summary>
internal static class Tree
{
    /// <summary>A term and all its parts, each before its own parts; with a set to fill, the definitions behind it too, once each.</summary>
    public static IEnumerable<Term> Of(Term term, HashSet<Symbol>? seen = null) => term.Children.SelectMany(c => Of(c, seen)).Prepend(term)
        .Concat(term is Reference { Symbol: { Body: { } body } symbol } && seen?.Add(symbol) == true ? Of(body, seen) : []);
}
