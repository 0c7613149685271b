using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Expectations;

/// <summary>
/// Whether two directions become parallel at some values of the indices that run around them, as w_i and w_j do at i = j:
/// the indices are identified with one another in all ways, and |u|²|v|² - (u·v)² is looked at each time.
/// </summary>
/// <param name="normalizer">Makes canonical forms.</param>
/// <param name="running">The indices that run over a range.</param>
internal sealed class Coincidence(Normalizer normalizer, IReadOnlySet<Symbol> running)
{
    private const int MostWays = 256;

    /// <summary>Whether they may be parallel; taken for possible where there are too many ways to try.</summary>
    /// <param name="first">|u|².</param>
    /// <param name="mixed">u·v.</param>
    /// <param name="second">|v|².</param>
    public bool IsPossible(Polynomial first, Polynomial mixed, Polynomial second)
    {
        var gram = normalizer.Write(normalizer.Subtract(normalizer.Multiply(first, second), normalizer.Multiply(mixed, mixed)));
        var moving = gram.FreeSymbols().Where(running.Contains).Distinct().ToList();
        var places = Indices(gram).Distinct().ToList();
        return Math.Pow(places.Count + 1, moving.Count) > MostWays || Vanishes(gram, moving, 0, places, []);
    }

    private bool Vanishes(Term gram, List<Symbol> moving, int at, List<Term> places, Dictionary<Symbol, Term> map)
    {
        if (at == moving.Count)
        {
            return normalizer.Parse(map.Count == 0 ? gram : gram.Replace(map)).IsZero;
        }

        foreach (var place in places.Where(p => !p.Mentions(moving[at])))
        {
            map[moving[at]] = place;
            if (Vanishes(gram, moving, at + 1, places, map))
            {
                return true;
            }
        }

        map.Remove(moving[at]);
        return Vanishes(gram, moving, at + 1, places, map);
    }

    /// <summary>The indices of elements that no binder of the term itself binds.</summary>
    private static IEnumerable<Term> Indices(Term term)
    {
        var own = term is Element element ? element.Indices.AsEnumerable() : [];
        var inner = term.Children.SelectMany(Indices);
        return term is BinderTerm binder
            ? inner.Where(i => !binder.Binders.Any(b => i.Mentions(b.Symbol)))
            : own.Concat(inner);
    }
}
