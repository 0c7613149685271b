using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.CanonicalForms;

/// <content>
/// Signs of sums over several indices that are sums of squares: Σᵢ cᵢ Σₐᵦ xᵢₐ xᵢᵦ uₐ uᵦ = Σᵢ cᵢ (Σₐ xᵢₐ uₐ)², as in Gram matrices and the Hessians of losses, and forms Σₐᵦ Aₐᵦ uₐ uᵦ of semidefinite matrices.
/// </content>
internal sealed partial class Normalizer
{
    private const int MostSquaredRanges = 5;

    /// <summary>The signs of a sum of products as it stands: multiplied out Σ A[i, j] (u[i] + v[i]) (u[j] + v[j]) does not show what it is.</summary>
    public Signs SignAsWritten(Binding sum) => sum.Binders.Any(static b => b is not { Where: null, Domain: IndexRange { Upper: not Constant } })
        ? Signs.Any
        : SummandSign(new Summand(Rational.One, [.. sum.Binders.Select(static b => new BoundIndex(b.Symbol, ((IndexRange)b.Domain!).Lower, ((IndexRange)b.Domain).Upper))], [.. sum.Body.Factors().Select(static f => new Factor(f, Rational.One))]));

    // With some indices held fixed the others fall into groups that share no factor: groups that are equal in pairs are squares, so the sign is that of the factors outside.
    private Signs SquaredSign(Summand summand)
    {
        var ranges = summand.Ranges;
        if (ranges.Length is < 2 or > MostSquaredRanges)
        {
            return Signs.Any;
        }

        for (var held = 0; held < 1 << ranges.Length; held++)
        {
            var moving = ranges.Where((_, i) => (held >> i & 1) == 0).ToList();
            if (moving.Count < 2 || ranges.Any(r => moving.Exists(m => r.Lower.Mentions(m.Symbol) || r.Upper.Mentions(m.Symbol))))
            {
                continue;
            }

            var inside = summand.Factors.Where(f => moving.Exists(m => f.Base.Mentions(m.Symbol))).ToList();
            var sign = summand.Factors.Where(f => !inside.Contains(f)).Aggregate(SignArithmetic.Of(summand.Coefficient), (s, f) => SignArithmetic.Multiply(s, FactorSign(f)));
            if (sign != Signs.Any && AreSquares(Groups(moving, inside)))
            {
                return Summed(SignArithmetic.Multiply(sign, Signs.Nonnegative));
            }
        }

        return Signs.Any;
    }

    private static List<Group> Groups(List<BoundIndex> moving, List<Factor> factors)
    {
        var groups = moving.ConvertAll(static m => new Group([m], []));
        foreach (var factor in factors)
        {
            var joined = groups.FindAll(g => g.Indices.Exists(i => factor.Base.Mentions(i.Symbol)));
            groups.RemoveAll(joined.Contains);
            groups.Add(new Group([.. joined.SelectMany(static g => g.Indices)], [.. joined.SelectMany(static g => g.Factors), factor]));
        }

        return groups;
    }

    private static bool AreSquares(List<Group> groups)
    {
        var single = new List<Group>();
        foreach (var group in groups)
        {
            if (single.FindIndex(g => AreEqual(g, group)) is >= 0 and var twin)
            {
                single.RemoveAt(twin);
            }
            else
            {
                single.Add(group);
            }
        }

        return single.TrueForAll(IsForm);
    }

    private static bool AreEqual(Group one, Group other) =>
        one.Indices.Count == other.Indices.Count && one.Factors.Count == other.Factors.Count && one.Indices.Count <= 2
        && (Matches(one, other, other.Indices) || (other.Indices.Count == 2 && Matches(one, other, [other.Indices[1], other.Indices[0]])));

    private static bool Matches(Group one, Group other, List<BoundIndex> order)
    {
        var names = order.Zip(one.Indices).ToDictionary(static p => p.First.Symbol, static p => (Term)Build.Ref(p.Second.Symbol));
        var left = one.Factors.ToList();
        return order.Zip(one.Indices).All(static p => p.First.Lower.Equals(p.Second.Lower) && p.First.Upper.Equals(p.Second.Upper)) && other.Factors.TrueForAll(f => left.Remove(f with { Base = f.Base.Replace(names) }));
    }

    // Σₐᵦ Aₐᵦ vₐ vᵦ over equal ranges, where A is declared to be semidefinite.
    private static bool IsForm(Group group)
    {
        if (group.Indices is not [var a, var b] || group.Factors.FindAll(f => f.Base.Mentions(a.Symbol) && f.Base.Mentions(b.Symbol)) is not [{ Exponent.IsOne: true, Base: Element { Tensor: Reference { Symbol: var matrix }, Indices: [.., Reference row, Reference column] } entry } form]
            || MatrixPredicate.Of(matrix) is not Psd || row.Symbol == column.Symbol || entry.Indices.Take(entry.Indices.Count - 2).Any(i => i.Mentions(a.Symbol) || i.Mentions(b.Symbol)))
        {
            return false;
        }

        Group Around(BoundIndex index) => new([index], group.Factors.FindAll(f => f != form && f.Base.Mentions(index.Symbol)));
        return AreEqual(Around(a), Around(b));
    }

    private sealed record Group(List<BoundIndex> Indices, List<Factor> Factors);
}
