using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Inequalities;

/// <summary>
/// An inequality that does not change when vectors of one length are moved together, or when positive numbers are multiplied by powers of one factor, is one with a vector at 0, or a number at 1: every other case is moved to this one.
/// </summary>
internal static class WithoutLossOfGenerality
{
    private const int MostScaled = 4, MostMoved = 5;

    /// <summary>The inequality with as many symbols fixed as may be, and the words for it; null where none may.</summary>
    public static (Inequality Special, string Words)? Of(Inequality inequality)
    {
        if (!inequality.IsDefined)
        {
            return null;
        }

        var (special, words) = (inequality, new List<string>());
        while (First(special) is { } change)
        {
            words.Add(change.Words);
            special = Fixed(special, change);
        }

        return words.Count == 0 ? null : (special, string.Join("; ", words));
    }

    private static Change? First(Inequality inequality)
    {
        // Those that an optimum or a sum runs over are none of them.
        var free = inequality.Hypotheses.Append(inequality.Difference).SelectMany(static t => t.FreeSymbols()).ToHashSet();
        var symbols = inequality.Hypotheses.Append(inequality.Difference).SelectMany(static t => t.ReachedSymbols())
            .Where(s => s.Role is SymbolRole.Given or SymbolRole.Bound or SymbolRole.Sweep && s is { Indices.IsEmpty: true, Parameters.IsEmpty: true } && free.Contains(s)).Distinct().ToList();
        return Moves(symbols).Concat(Scalings(symbols)).FirstOrDefault(change => !symbols.Exists(s => Depends(s, change.Moved)) && IsTheSame(inequality, change.Moved));
    }

    private static Inequality Fixed(Inequality inequality, Change change)
    {
        Term At(Term term) => term.Replace(change.Symbol, change.Value) is var replaced && ExplicitForm.Of(replaced, Facts.None) is { } explicitly ? explicitly : replaced;
        return new Inequality(At(inequality.Lesser), At(inequality.Greater), inequality.IsStrict, [.. inequality.Hypotheses.Select(h => h.Replace(change.Symbol, change.Value))]);
    }

    // Some vectors of one length move by one of them.
    private static IEnumerable<Change> Moves(List<Symbol> symbols)
    {
        foreach (var group in symbols.Where(static s => s.Domain is Call { Operation.Name: "vector" } && s.Restriction is null).GroupBy(static s => s.Domain!).Where(static g => g.Count() <= MostMoved))
        {
            var zero = Build.Call(OperationCatalogue.Find("zeros")!, ((Call)group.Key).Arguments[0]);
            foreach (var some in Subsets([.. group]).Where(static s => s.Count > 1).OrderBy(static s => s.Count))
            {
                var shift = Build.Ref(new Symbol("shift", SymbolRole.Given, default) { Type = some[0].Type, Domain = group.Key });
                var words = $"{some[^1].Name} may be taken to be 0, since {string.Join(", ", some.Select(static s => s.Name))} may be moved together";
                yield return new(some[^1], zero, some.ToDictionary(static s => s, s => (Term)Build.Add(Build.Ref(s), shift)), words);
            }
        }
    }

    private static IEnumerable<List<Symbol>> Subsets(List<Symbol> all) =>
        all.Count == 0 ? [[]] : Subsets(all[1..]).SelectMany(rest => new[] { rest, (List<Symbol>)[all[0], .. rest] });

    private static IEnumerable<Change> Scalings(List<Symbol> symbols)
    {
        var positive = symbols.Where(static s => s.Restriction is null && s.Domain is RealInterval { Lower: Number { Value.IsZero: true }, LowerOpen: true, Upper: Constant { Name: "infinity" } } or Call { Operation.Name: "positive" }).ToList();
        if (positive.Count is < 2 or > MostScaled)
        {
            yield break;
        }

        var by = positive[^1];
        var factor = Build.Ref(new Symbol("factor", SymbolRole.Given, default) { Type = TermType.Real, Domain = by.Domain });
        foreach (var exponents in Exponents(positive.Count - 1))
        {
            var scaled = positive.Zip([.. exponents, 1]).Where(static p => p.Second != 0).ToDictionary(static p => p.First, p => (Term)Build.Multiply(Build.Ref(p.First), Build.Power(factor, new Number((Rational)p.Second))));
            yield return new(by, Number.One, scaled, $"{by.Name} may be taken to be 1, since {string.Join(", ", scaled.Keys.Select(static s => s.Name))} may be scaled together");
        }
    }

    // A domain that moves with another number says more than the sides do.
    private static bool Depends(Symbol symbol, Dictionary<Symbol, Term> moved) => new[] { symbol.Domain, symbol.Restriction }.OfType<Term>().Any(of => of.ReachedSymbols().Any(moved.ContainsKey));

    private static IEnumerable<int[]> Exponents(int count) =>
        count == 0 ? [[]] : Exponents(count - 1).SelectMany(static rest => new[] { 1, -1, 0 }.Select(e => (int[])[.. rest, e]));

    private static bool IsTheSame(Inequality inequality, Dictionary<Symbol, Term> moved)
    {
        bool Same(Term difference) => ExplicitForm.Primitive(Indexed(difference.Replace(moved)), inequality.Facts).Equals(ExplicitForm.Primitive(difference, inequality.Facts));
        try
        {
            return Same(inequality.Difference) && inequality.Hypotheses.All(h => !h.ReachedSymbols().Any(moved.ContainsKey) || (Unfold.Definitions(h) is Comparison { Children: [var left, var right] } && left.Type.IsScalar && Same(Indexed(Build.Subtract(left, right)))));
        }
        catch (NoClosedFormException)
        {
            return false;
        }
    }

    private static Term Indexed(Term term) => ExplicitForm.Of(term, Facts.None) ?? throw new NoClosedFormException("it is not explicit");

    private sealed record Change(Symbol Symbol, Term Value, Dictionary<Symbol, Term> Moved, string Words);
}
