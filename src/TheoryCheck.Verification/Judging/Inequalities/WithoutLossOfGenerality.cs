using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Inequalities;

/// <summary>
/// The statement does not change when all vectors of one length are moved alike, or when positive numbers are multiplied by powers of one factor: then one vector is 0, or one number is 1, and another way shows the rest.
/// </summary>
internal sealed class WithoutLossOfGenerality : InequalityProof
{
    private const int MostScaled = 4;

    /// <inheritdoc/>
    public override string Name => "without loss of generality";

    /// <inheritdoc/>
    public override string? Prove(Inequality inequality)
    {
        var symbols = inequality.Hypotheses.Append(inequality.Difference).SelectMany(static t => t.ReachedSymbols())
            .Where(static s => s.Role is SymbolRole.Given or SymbolRole.Bound or SymbolRole.Sweep && s is { Indices.IsEmpty: true, Parameters.IsEmpty: true }).Distinct().ToList();
        return Moves(symbols).Concat(Scalings(symbols)).Where(change => !symbols.Exists(s => Depends(s, change.Moved)) && IsTheSame(inequality, change.Moved)).Select(change => Fixed(inequality, change)).FirstOrDefault(static reason => reason is not null);
    }

    private static string? Fixed(Inequality inequality, Change change)
    {
        Term At(Term term) => Canonical(term.Replace(change.Symbol, change.Value));
        var special = new Inequality(At(inequality.Lesser), At(inequality.Greater), inequality.IsStrict, [.. inequality.Hypotheses.Select(h => h.Replace(change.Symbol, change.Value))]);
        return ExplicitForm.IsDefined(inequality.Lesser, inequality.Facts) && ExplicitForm.IsDefined(inequality.Greater, inequality.Facts)
            ? Catalogue<InequalityProof>.Members.Select(way => way.Prove(special)).FirstOrDefault(static reason => reason is not null) is { } reason ? $"{change.Words}: {reason}" : null
            : null;
    }

    // All vectors of one length move by one of them.
    private static IEnumerable<Change> Moves(List<Symbol> symbols)
    {
        foreach (var group in symbols.Where(static s => s.Domain is Call { Operation.Name: "vector" } && s.Restriction is null).GroupBy(static s => s.Domain!).Where(static g => g.Count() > 2))
        {
            var by = group.Last();
            var shift = new Symbol("shift", SymbolRole.Given, default) { Type = by.Type, Domain = by.Domain };
            yield return new(by, Build.Call(OperationCatalogue.Find("zeros")!, ((Call)group.Key).Arguments[0]), group.ToDictionary(static s => s, s => (Term)Build.Add(Build.Ref(s), Build.Ref(shift))), $"{by.Name} may be taken to be 0, since all vectors may be moved alike");
        }
    }

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

    private static Term Indexed(Term term) => ExplicitForm.Of(term, Symbolics.CanonicalForms.Facts.None) ?? throw new NoClosedFormException("it is not explicit");

    private static Term Canonical(Term term) => ExplicitForm.Of(term, Symbolics.CanonicalForms.Facts.None) ?? term;

    private sealed record Change(Symbol Symbol, Term Value, Dictionary<Symbol, Term> Moved, string Words);
}
