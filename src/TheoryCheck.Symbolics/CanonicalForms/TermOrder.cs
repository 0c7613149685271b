using System.Runtime.CompilerServices;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.CanonicalForms;

/// <summary>
/// A total order of terms that depends on structure and names only, never on hash codes: the same in every process.
/// Different symbols of one name are told apart by place of declaration and type, then by first comparison.
/// </summary>
internal sealed class TermOrder : IComparer<Term>
{
    private static readonly ConditionalWeakTable<Symbol, StrongBox<long>> Ranks = [];
    private static long next;

    public static TermOrder Instance { get; } = new();

    public int Compare(Term? x, Term? y)
    {
        if (ReferenceEquals(x, y))
        {
            return 0;
        }

        if (x is null || y is null)
        {
            return x is null ? -1 : 1;
        }

        var compared = Kind(x).CompareTo(Kind(y));
        if (compared == 0)
        {
            compared = Own(x, y);
        }

        if (compared == 0)
        {
            compared = x.Children.Count.CompareTo(y.Children.Count);
        }

        for (var i = 0; compared == 0 && i < x.Children.Count; i++)
        {
            compared = Compare(x.Children[i], y.Children[i]);
        }

        return compared;
    }

    public static int Compare(Symbol x, Symbol y)
    {
        if (x == y)
        {
            return 0;
        }

        var compared = string.CompareOrdinal(x.Name, y.Name);
        compared = compared != 0 ? compared : ((int)x.Role).CompareTo((int)y.Role);
        compared = compared != 0 ? compared : x.Span.Start.CompareTo(y.Span.Start);
        compared = compared != 0 || x.Type == y.Type ? compared : string.CompareOrdinal(x.Type.ToString(), y.Type.ToString());
        return compared != 0 ? compared : Rank(x).CompareTo(Rank(y));
    }

    private static long Rank(Symbol symbol) => Ranks.GetValue(symbol, static _ => new StrongBox<long>(Interlocked.Increment(ref next))).Value;

    private static int Kind(Term term) => term switch
    {
        Number => 0,
        Constant => 1,
        Reference => 2,
        Element => 3,
        AtStep => 4,
        Arithmetic => 5,
        Call => 6,
        Apply => 7,
        Conditional => 8,
        Binding => 9,
        Comparison => 10,
        Connective => 11,
        IndexRange => 12,
        Lambda => 13,
        Collection => 14,
        RealInterval => 15,
        Slice => 16,
        Override => 17,
        Quantified => 18,
        WithProbability => 19,
        Membership => 20,
        LimitPoint => 21,
        OrderClaim => 22,
        Derive => 23,
        _ => 24,
    };

    private static int Own(Term x, Term y)
    {
        switch (x, y)
        {
            case (Number a, Number b):
                return a.Value.CompareTo(b.Value);
            case (Constant a, Constant b):
                return string.CompareOrdinal(a.Name, b.Name);
            case (Reference a, Reference b):
                return Compare(a.Symbol, b.Symbol);
            case (Arithmetic a, Arithmetic b):
                return a.Operator.CompareTo(b.Operator);
            case (Call a, Call b):
                return string.CompareOrdinal(a.Operation.Name, b.Operation.Name);
            case (Comparison a, Comparison b):
                return Sequences(a.Relations.Map(r => (int)r), b.Relations.Map(r => (int)r));
            case (Connective a, Connective b):
                return a.Kind.CompareTo(b.Kind);
            case (Collection a, Collection b):
                return a.Kind.CompareTo(b.Kind);
            case (RealInterval a, RealInterval b):
                return Sequences([a.LowerOpen ? 1 : 0, a.UpperOpen ? 1 : 0], [b.LowerOpen ? 1 : 0, b.UpperOpen ? 1 : 0]);
            case (Membership a, Membership b):
                return a.IsSubset.CompareTo(b.IsSubset);
            case (LimitPoint a, LimitPoint b):
                return a.Approach.CompareTo(b.Approach);
            case (Quantified a, Quantified b) when a.Kind != b.Kind:
                return a.Kind.CompareTo(b.Kind);
            case (Binding a, Binding b) when a.Form.Name != b.Form.Name:
                return string.CompareOrdinal(a.Form.Name, b.Form.Name);
            case (BinderTerm a, BinderTerm b):
                return Symbols(a.Binders, b.Binders);
            default:
                return 0;
        }
    }

    private static int Symbols(Sequence<Binder> x, Sequence<Binder> y)
    {
        var compared = x.Count.CompareTo(y.Count);
        for (var i = 0; compared == 0 && i < x.Count; i++)
        {
            compared = Compare(x[i].Symbol, y[i].Symbol);
        }

        return compared;
    }

    private static int Sequences(Sequence<int> x, Sequence<int> y)
    {
        var compared = x.Count.CompareTo(y.Count);
        for (var i = 0; compared == 0 && i < x.Count; i++)
        {
            compared = x[i].CompareTo(y[i]);
        }

        return compared;
    }
}
