using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Identities;

/// <summary>An explicit number as one sum over an index and a rest: Σᵢ term + rest.</summary>
/// <param name="Index">The index, a symbol of its own with the range as its domain.</param>
/// <param name="Term">What is summed.</param>
/// <param name="Rest">What does not stand under the sum.</param>
public sealed record OuterSum(Symbol Index, Term Term, Term Rest)
{
    /// <summary>Every way to write a number so, one for each range that indices of its canonical form run through; a number under several such indices stands below the first. Where there are certainly indices, the rest may be shared among them.</summary>
    public static IEnumerable<OuterSum> Of(Term scalar, Facts facts)
    {
        var normalizer = new Normalizer(facts);
        var summands = normalizer.Parse(scalar).Summands;
        var bound = summands.SelectMany(static s => s.Ranges).Select(static r => r.Symbol).ToHashSet();
        foreach (var (lower, upper) in summands.SelectMany(static s => s.Ranges).Select(static r => (r.Lower, r.Upper)).Distinct())
        {
            if (upper is Constant || bound.Any(b => lower.Mentions(b) || upper.Mentions(b)))
            {
                continue;
            }

            var length = normalizer.Write(normalizer.Parse(Build.Add(Build.Subtract(upper, lower), Number.One)));
            var index = new Symbol("i", SymbolRole.Bound, default) { Type = TermType.Integer, Domain = new IndexRange(lower, upper) };
            var (terms, rest) = (new List<Term>(), new List<Term>());
            foreach (var summand in summands)
            {
                var at = summand.Ranges.ToList().FindIndex(r => r.Lower.Equals(lower) && r.Upper.Equals(upper) && !summand.Ranges.Any(o => o.Lower.Mentions(r.Symbol) || o.Upper.Mentions(r.Symbol)));
                (at < 0 ? rest : terms).Add(Write(at < 0 ? summand : Opened(summand, at, Build.Ref(index))));
            }

            if (terms.Count > 0)
            {
                yield return new OuterSum(index, Tidy.Add(terms), Tidy.Add(rest));
            }

            if (terms.Count > 0 && rest.Count > 0 && Definedness.IsPositive(length, facts))
            {
                yield return new OuterSum(index, Tidy.Add([.. terms, .. rest.Select(r => Build.Divide(r, length))]), Number.Zero);
            }
        }

        Term Write(Summand summand) => normalizer.Write(new Polynomial([summand]));
    }

    private static Summand Opened(Summand summand, int at, Term index) =>
        new(summand.Coefficient, summand.Ranges.RemoveAt(at), [.. summand.Factors.Select(f => f with { Base = f.Base.Replace(summand.Ranges[at].Symbol, index) })]);
}
