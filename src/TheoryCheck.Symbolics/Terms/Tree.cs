namespace TheoryCheck.Symbolics.Terms;

/// <summary>The parts of a term.</summary>
public static class Tree
{
    /// <summary>A term and all its parts, each before its own parts; with a set to fill, the definitions behind it too, once each.</summary>
    /// <param name="term">The term.</param>
    /// <param name="seen">The symbols whose definitions are not entered again, or null where none is entered.</param>
    public static IEnumerable<Term> Of(Term term, HashSet<Symbol>? seen = null)
    {
        ArgumentNullException.ThrowIfNull(term);
        return term.Children.SelectMany(c => Of(c, seen)).Prepend(term)
            .Concat(term is Reference { Symbol: { Body: { } body } symbol } && seen?.Add(symbol) == true ? Of(body, seen) : []);
    }
}
