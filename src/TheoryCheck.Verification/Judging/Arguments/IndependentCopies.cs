using TheoryCheck.Core;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Arguments;

/// <summary>A mean or sum over j &lt; M of one function e of the j-th members of drawn families: of independent copies with one law.</summary>
/// <param name="Body">e, of the points.</param>
/// <param name="Points">The points, each with the law of its copies.</param>
internal sealed record IndependentCopies(Term Body, Sequence<(Symbol Point, Term Law)> Points)
{
    /// <summary>Reads a mean or sum so; null for others, and where e depends on chance otherwise.</summary>
    /// <param name="average">The mean or sum.</param>
    /// <param name="families">What is drawn.</param>
    /// <param name="count">M.</param>
    public static IndependentCopies? Of(Binding average, IReadOnlyList<Symbol> families, Symbol count)
    {
        if (average is not { Form: Symbolics.Forms.Mean or Sum, Binders: [{ Where: null, Domain: IndexRange range, Symbol: var index }] } || !IsBelow(range, count))
        {
            return null;
        }

        var body = average.Body;
        var points = new List<(Symbol, Term)>();
        foreach (var family in families)
        {
            if (family is not { Restriction: null, Indices: [{ Domain: IndexRange all, Symbol: var own }], Domain: { } law } || law.Mentions(own) || law.Mentions(count) || !IsBelow(all, count))
            {
                return null;
            }

            var point = WiderFamily.Member(family);
            body = WiderFamily.Plain(body, family, index, point);
            points.Add((point, law));
        }

        return body.Mentions(index) || body.Mentions(count) || !IsFixed(body) ? null : new IndependentCopies(body, points.ToSequence());
    }

    /// <summary>The variance of e of one copy, as integrals over its law where there is one, and over draws.</summary>
    public IEnumerable<Term> Variances()
    {
        if (Points is [var (point, law)] && law.Type is MeasureType)
        {
            Term Integral(Term of) => Build.Bind<Integral>([new Binder(point, law)], of);
            yield return Build.Subtract(Integral(Build.Power(Body, Build.Num(2))), Build.Power(Integral(Body), Build.Num(2)));
        }

        var draws = Points.Map(p => (p.Point, Draw: new Symbol(p.Point.Name, SymbolRole.Draw, default) { Type = p.Point.Type, Domain = p.Law }));
        yield return Build.Bind<Variance>(draws.Map(d => new Binder(d.Draw, null)), Body.Replace(draws.ToDictionary(d => d.Point, d => (Term)Build.Ref(d.Draw))));
    }

    /// <summary>Whether a term depends on no chance and no run.</summary>
    public static bool IsFixed(Term term) => term.ReachedSymbols().All(s => s.Role is not (SymbolRole.Draw or SymbolRole.State or SymbolRole.Clock));

    // 0..M-1.
    private static bool IsBelow(IndexRange range, Symbol count) => range.Lower is Number { Value.IsZero: true } && range.Upper.Equals(Build.PredecessorOf(Build.Ref(count)));
}
