using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.CanonicalForms;

/// <summary>
/// Gives bound indices their canonical symbols. A binder is numbered by its height, one more than the highest binder inside
/// it, so the canonical form of a subterm does not depend on what stands around it; the indices of one sum are ordered by the
/// least product that any order of them yields.
/// </summary>
internal static class Closing
{
    private const int Orders = 720;
    private static readonly Dictionary<(int Height, TermType Type), Symbol> Pool = [];
    private static readonly ConditionalWeakTable<Symbol, StrongBox<int>> Numbers = [];
    private static readonly ConditionalWeakTable<Term, StrongBox<int>> Heights = [];

    /// <summary>The canonical symbol of a height and a type; a new one each time for a type that depends on other bound symbols, as they have no canonical symbol yet.</summary>
    public static Symbol Canonical(int height, TermType type)
    {
        lock (Pool)
        {
            if (Pool.TryGetValue((height, type), out var known))
            {
                return known;
            }

            var made = new Symbol($"{(type == TermType.Integer ? "i" : "t")}{height + 1}", SymbolRole.Bound, default) { Type = type };
            Numbers.Add(made, new StrongBox<int>(height));
            return DependsOnBound(type) ? made : Pool[(height, type)] = made;
        }
    }

    /// <summary>One more than the highest canonical binder inside a term.</summary>
    public static int Height(Term term)
    {
        if (term.Children.IsEmpty)
        {
            return 0;
        }

        if (Heights.TryGetValue(term, out var known))
        {
            return known.Value;
        }

        var height = 0;
        foreach (var child in term.Children)
        {
            height = Math.Max(height, Height(child));
        }

        if (term is BinderTerm binder)
        {
            foreach (var b in binder.Binders)
            {
                height = Numbers.TryGetValue(b.Symbol, out var number) ? Math.Max(height, number.Value + 1) : height;
            }
        }

        Heights.AddOrUpdate(term, new StrongBox<int>(height));
        return height;
    }

    /// <summary>The closed term of a summand, without its coefficient.</summary>
    public static Term Skeleton(Summand summand)
    {
        if (summand.Skeleton is not null)
        {
            return summand.Skeleton;
        }

        summand.Skeleton = summand.Ranges.IsEmpty ? Product(summand.Factors) : Sum(summand);
        return summand.Skeleton;
    }

    /// <summary>The term of a factor.</summary>
    public static Term Power(Factor factor) =>
        factor.Exponent == Rational.One ? factor.Base : Build.Power(factor.Base, new Number(factor.Exponent));

    private static bool DependsOnBound(TermType type) => type switch
    {
        TensorType tensor => tensor.Axes.Any(a => a.Lower.ReachedSymbols().Concat(a.Length.ReachedSymbols()).Any(s => s.Role == SymbolRole.Bound)),
        FunctionType function => function.Parameters.Append(function.Result).Any(DependsOnBound),
        TupleType tuple => tuple.Items.Any(DependsOnBound),
        SetType set => DependsOnBound(set.Element),
        MeasureType measure => DependsOnBound(measure.Point),
        _ => false,
    };

    private static Term Product(IEnumerable<Factor> factors)
    {
        var terms = factors.Select(Power).ToArray();
        Array.Sort(terms, TermOrder.Instance);
        return terms.Length switch
        {
            0 => Number.One,
            1 => terms[0],
            _ => Build.Multiply(terms),
        };
    }

    private static Term Sum(Summand summand)
    {
        var height = 0;
        foreach (var factor in summand.Factors)
        {
            height = Math.Max(height, Height(factor.Base));
        }

        Term? best = null;
        foreach (var order in OrdersOf(summand))
        {
            var map = new Dictionary<Symbol, Term>();
            for (var i = 0; i < order.Length; i++)
            {
                map.Add(order[i].Symbol, Build.Ref(Canonical(height + i, TermType.Integer)));
            }

            var body = Product(summand.Factors.Select(f => new Factor(f.Base.Replace(map), f.Exponent)));
            var binders = order.Select((r, i) => new Binder(Canonical(height + i, TermType.Integer), new IndexRange(r.Lower.Replace(map), r.Upper.Replace(map)))).ToSequence();
            Term candidate = new Binding(OperationCatalogue.Get<Sum>(), TermType.Real, [], binders, [body], null);
            if (best is null || TermOrder.Instance.Compare(candidate, best) < 0)
            {
                best = candidate;
            }
        }

        return best!;
    }

    /// <summary>The orders of the indices that may give the least product: all within classes that their surroundings cannot tell apart.</summary>
    private static IEnumerable<ImmutableArray<BoundIndex>> OrdersOf(Summand summand)
    {
        var ranges = summand.Ranges;
        if (ranges.Length == 1)
        {
            return [ranges];
        }

        var signatures = Refine(summand);
        var classes = ranges.Select((r, i) => (Range: r, Signature: signatures[i]))
            .GroupBy(r => r.Signature).OrderBy(g => g.Key, TermOrder.Instance).Select(g => g.Select(r => r.Range).ToImmutableArray()).ToList();
        var count = 1L;
        foreach (var one in classes)
        {
            for (var i = 2; i <= one.Length && count <= Orders; i++)
            {
                count *= i;
            }
        }

        IEnumerable<ImmutableArray<BoundIndex>> orders = [[]];
        foreach (var one in classes)
        {
            var members = count <= Orders ? Permutations(one) : [one];
            orders = orders.SelectMany(head => members.Select(tail => head.AddRange(tail)));
        }

        return orders.Where(IsNested).DefaultIfEmpty(ranges);
    }

    /// <summary>What tells the indices apart: the product with this index marked and the others by their class of the round before.</summary>
    private static Term[] Refine(Summand summand)
    {
        var ranges = summand.Ranges;
        var classes = new int[ranges.Length];
        var signatures = new Term[ranges.Length];
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < ranges.Length; i++)
            {
                var map = new Dictionary<Symbol, Term>();
                for (var l = 0; l < ranges.Length; l++)
                {
                    map.Add(ranges[l].Symbol, new Number(l == i ? new Rational(-1, 3) : new Rational(-2 - classes[l], 7)));
                }

                Term[] own = [ranges[i].Lower.Replace(map), ranges[i].Upper.Replace(map)];
                var related = summand.Factors.Where(f => f.Base.Mentions(ranges[i].Symbol)).Select(f => Power(f with { Base = f.Base.Replace(map) })).ToArray();
                Array.Sort(related, TermOrder.Instance);
                signatures[i] = new Collection(CollectionKind.Tuple, TermType.Real, Sequence.Create<Term>([.. own, .. related]));
            }

            var sorted = signatures.Distinct().Order(TermOrder.Instance).ToList();
            var next = signatures.Select(s => sorted.IndexOf(s)).ToArray();
            if (next.AsSpan().SequenceEqual(classes))
            {
                break;
            }

            classes = next;
        }

        return signatures;
    }

    /// <summary>Whether each range mentions earlier indices only.</summary>
    private static bool IsNested(ImmutableArray<BoundIndex> order)
    {
        for (var i = 0; i < order.Length; i++)
        {
            for (var l = i; l < order.Length; l++)
            {
                if (order[i].Lower.Mentions(order[l].Symbol) || order[i].Upper.Mentions(order[l].Symbol))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static List<ImmutableArray<BoundIndex>> Permutations(ImmutableArray<BoundIndex> items)
    {
        if (items.Length <= 1)
        {
            return [items];
        }

        var all = new List<ImmutableArray<BoundIndex>>();
        for (var i = 0; i < items.Length; i++)
        {
            all.AddRange(Permutations(items.RemoveAt(i)).Select(p => p.Insert(0, items[i])));
        }

        return all;
    }
}
