using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.CanonicalForms;

/// <content>Sums over indices: nesting, deltas, constant summands, small ranges, unit vectors.</content>
internal sealed partial class Normalizer
{
    /// <summary>A fresh index over an axis, known to lie in its range.</summary>
    public BoundIndex Open(Axis axis)
    {
        var symbol = Build.Index("c");
        var lower = Write(Parse(axis.Lower));
        var range = new BoundIndex(symbol, lower, Write(Subtract(Add(Parse(axis.Lower), Parse(axis.Length)), Polynomial.One)));
        spans[symbol] = (range.Lower, range.Upper);
        return range;
    }

    private Polynomial OfSum(Binding sum)
    {
        var fresh = (Binding)Substitution.Refresh(sum);
        var ranges = ImmutableArray.CreateBuilder<BoundIndex>();
        var restriction = Polynomial.One;
        foreach (var binder in fresh.Binders)
        {
            var range = (IndexRange)binder.Domain!;
            var (lower, upper) = (Write(Parse(range.Lower)), Write(Parse(range.Upper)));
            (lower, upper, var inside) = Boxed(binder.Symbol, lower, upper, ranges);
            ranges.Add(new BoundIndex(binder.Symbol, lower, upper));
            spans[binder.Symbol] = (lower, upper);
            restriction = Multiply(restriction, inside);
            if (binder.Where is not null)
            {
                restriction = Multiply(restriction, Indicator(binder.Where));
            }
        }

        return Summed(ranges.ToImmutable(), Multiply(restriction, Parse(fresh.Body)));
    }

    /// <summary>A product over one short range, written out; null for any other.</summary>
    private Polynomial? Factors(Binding product)
    {
        if (product.Binders is not [{ Domain: IndexRange range, At: null } binder]
            || Any(range.Lower) is not Number { Value: var low } || Any(range.Upper) is not Number { Value: var high } || high - low >= UnrollLimit)
        {
            return null;
        }

        Laws.Add("a product over a short range is written out");
        var result = Polynomial.One;
        for (var at = low; at <= high; at += Rational.One)
        {
            var value = Parse(product.Body.Replace(binder.Symbol, new Number(at)));
            var counted = binder.Where is null ? Polynomial.One : Indicator(binder.Where.Replace(binder.Symbol, new Number(at)));
            result = Multiply(result, Add(Subtract(Polynomial.One, counted), Multiply(counted, value)));
        }

        return result;
    }

    /// <summary>A range that depends on an earlier index becomes a fixed range with a condition: j &lt; i inside i &lt; n is j &lt; n where j &lt; i.</summary>
    private (Term Lower, Term Upper, Polynomial Inside) Boxed(Symbol symbol, Term lower, Term upper, IReadOnlyList<BoundIndex> earlier)
    {
        var inside = Polynomial.One;
        var (low, high) = (lower, upper);
        foreach (var outer in earlier.Reverse())
        {
            if (high.Mentions(outer.Symbol))
            {
                if (Slope(high, outer.Symbol) is not { IsZero: false } slope || (slope.Sign > 0 ? outer.Upper : outer.Lower) is Constant)
                {
                    return (lower, upper, Polynomial.One);
                }

                high = Write(Parse(high.Replace(outer.Symbol, slope.Sign > 0 ? outer.Upper : outer.Lower)));
            }

            if (low.Mentions(outer.Symbol))
            {
                if (Slope(low, outer.Symbol) is not { IsZero: false } slope || (slope.Sign > 0 ? outer.Lower : outer.Upper) is Constant)
                {
                    return (lower, upper, Polynomial.One);
                }

                low = Write(Parse(low.Replace(outer.Symbol, slope.Sign > 0 ? outer.Lower : outer.Upper)));
            }
        }

        spans[symbol] = (low, high);
        if (!high.Equals(upper))
        {
            Laws.Add("dependent range as a fixed range with a condition");
            inside = Multiply(inside, StepOf(Subtract(Parse(upper), Polynomial.Atom(Build.Ref(symbol)))));
        }

        if (!low.Equals(lower))
        {
            inside = Multiply(inside, StepOf(Subtract(Polynomial.Atom(Build.Ref(symbol)), Parse(lower))));
        }

        return (low, high, inside);
    }

    /// <summary>The coefficient of a symbol in a term that is affine in it, or null.</summary>
    private Rational? Slope(Term term, Symbol symbol)
    {
        var slope = Rational.Zero;
        foreach (var summand in Parse(term).Summands)
        {
            if (summand.Factors is [{ Base: Reference { Symbol: var s } } only] && s == symbol && only.Exponent == Rational.One && summand.Ranges.IsEmpty)
            {
                slope += summand.Coefficient;
            }
            else if (summand.Factors.Any(f => f.Base.Mentions(symbol)))
            {
                return null;
            }
        }

        return slope;
    }

    public Polynomial Summed(ImmutableArray<BoundIndex> ranges, Polynomial body)
    {
        var all = new List<Summand>();
        foreach (var summand in body.Summands)
        {
            var inner = summand;
            if (!summand.Ranges.IsEmpty && summand.Ranges.Any(r => Depends(r, ranges)))
            {
                inner = Reboxed(summand, ranges) ?? summand;
                if (inner.Skeleton is not null && ReferenceEquals(inner, summand))
                {
                    inner = new Summand(summand.Coefficient, summand.Ranges, summand.Factors);
                }
            }

            all.AddRange(Reduce(new Summand(inner.Coefficient, ranges.AddRange(inner.Ranges), inner.Factors)).Summands);
            if (all.Count > Limit)
            {
                throw new NoClosedFormException("the expanded sum is too large");
            }
        }

        return Collect(all);
    }

    private static bool Depends(BoundIndex range, ImmutableArray<BoundIndex> outer) =>
        outer.Any(o => range.Lower.Mentions(o.Symbol) || range.Upper.Mentions(o.Symbol));

    private Summand? Reboxed(Summand summand, ImmutableArray<BoundIndex> outer)
    {
        var ranges = ImmutableArray.CreateBuilder<BoundIndex>();
        var inside = Polynomial.One;
        foreach (var range in summand.Ranges)
        {
            var (low, high, condition) = Boxed(range.Symbol, range.Lower, range.Upper, [.. outer, .. ranges]);
            ranges.Add(new BoundIndex(range.Symbol, low, high));
            inside = Multiply(inside, condition);
        }

        return inside.Summands is [{ Ranges.IsEmpty: true } only]
            ? new Summand(summand.Coefficient * only.Coefficient, ranges.ToImmutable(), [.. summand.Factors, .. only.Factors.Where(f => !summand.Factors.Contains(f))])
            : null;
    }

    /// <summary>Applies the laws of sums until none applies.</summary>
    private Polynomial Reduce(Summand summand)
    {
        if (summand.Ranges.IsEmpty)
        {
            return Diagonal(summand, []);
        }

        for (var r = 0; r < summand.Ranges.Length; r++)
        {
            var range = summand.Ranges[r];
            if (Contraction(summand, range) is { } index)
            {
                Laws.Add("contraction of a delta");
                return Contracted(summand, r, index);
            }
        }

        if (summand.Factors.Any(zero => Vanishing(zero.Base) is { } t && summand.Factors.Any(f => f.Exponent.Sign > 0 && f.Base.Equals(t))))
        {
            Laws.Add("t [t = 0] = 0");
            return Polynomial.Zero;
        }

        // A delta in free symbols acts inside the sum as it does outside.
        if (summand.Factors.Any(f => Vanishing(f.Base) is { } t && !summand.Ranges.Any(r => t.Mentions(r.Symbol)))
            && Diagonal(new Summand(summand.Coefficient, [], summand.Factors), summand.Ranges) is var moved
            && !(moved.Summands is [var only] && only.Factors.SequenceEqual(summand.Factors)))
        {
            return Over(summand.Ranges, moved);
        }

        foreach (var factor in summand.Factors)
        {
            if (factor is { Base: Call { Operation: Step, Arguments: [var t] }, Exponent.IsOne: true } && Swapped(summand, factor, t) is { } diagonal)
            {
                Laws.Add("half of a symmetric double sum");
                var whole = Reduce(new Summand(summand.Coefficient / 2, summand.Ranges, summand.Factors.Remove(factor)));
                return Add(whole, Over(summand.Ranges, Multiply(new Polynomial([new Summand(summand.Coefficient / 2, [], summand.Factors.Remove(factor))]), diagonal)));
            }
        }

        for (var r = 0; r < summand.Ranges.Length; r++)
        {
            var range = summand.Ranges[r];
            if (range is { Lower: Number low, Upper: Number high } && high.Value - low.Value < UnrollLimit)
            {
                return Unrolled(summand, r, low.Value, high.Value);
            }

            var others = summand.Ranges.RemoveAt(r);
            var used = summand.Factors.Any(f => f.Base.Mentions(range.Symbol)) || others.Any(o => o.Lower.Mentions(range.Symbol) || o.Upper.Mentions(range.Symbol));
            if (!used && range.Upper is not Constant)
            {
                var length = Add(Subtract(Parse(range.Upper), Parse(range.Lower)), Polynomial.One);
                if (IsNonnegative(length, 0))
                {
                    Laws.Add("sum of a constant");
                    return Over(others, Multiply(length, new Polynomial([new Summand(summand.Coefficient, [], summand.Factors)])));
                }
            }

            if (UnitVector(summand, range) is { } unit)
            {
                Laws.Add("length 1 on the sphere");
                return Reduce(new Summand(summand.Coefficient, others, summand.Factors.Remove(unit)));
            }
        }

        return new([summand]);
    }

    public Polynomial Over(ImmutableArray<BoundIndex> ranges, Polynomial body) => ranges.IsEmpty ? body : Summed(ranges, body);

    /// <summary>
    /// [a = b] when the factor is step(a - b) of two indices of one range and the other factors do not change when a and b trade
    /// places: then Σ step(a - b) f = (Σ f + Σ [a = b] f)/2.
    /// </summary>
    private Polynomial? Swapped(Summand summand, Factor factor, Term t)
    {
        var pair = summand.Ranges.Where(r => t.Mentions(r.Symbol)).ToArray();
        if (pair is not [var a, var b] || !a.Lower.Equals(b.Lower) || !a.Upper.Equals(b.Upper)
            || summand.Ranges.Any(r => r.Lower.Mentions(a.Symbol) || r.Upper.Mentions(a.Symbol) || r.Lower.Mentions(b.Symbol) || r.Upper.Mentions(b.Symbol)))
        {
            return null;
        }

        var difference = Subtract(Polynomial.Atom(Build.Ref(a.Symbol)), Polynomial.Atom(Build.Ref(b.Symbol)));
        var own = Parse(t);
        if (!Subtract(own, difference).IsZero && !Add(own, difference).IsZero)
        {
            return null;
        }

        var swap = new Dictionary<Symbol, Term> { [a.Symbol] = Build.Ref(b.Symbol), [b.Symbol] = Build.Ref(a.Symbol) };
        var rest = summand.Factors.Remove(factor);
        var mirrored = rest.Select(f => new Factor(Write(Parse(f.Base.Replace(swap))), f.Exponent)).ToHashSet();
        return mirrored.SetEquals(rest.Select(f => new Factor(Write(Parse(f.Base)), f.Exponent))) ? ZeroOf(difference) : null;
    }

    private Polynomial Unrolled(Summand summand, int r, Rational low, Rational high)
    {
        Laws.Add("a sum over a short range is written out");
        var range = summand.Ranges[r];
        var others = summand.Ranges.RemoveAt(r);
        var total = Polynomial.Zero;
        for (var at = low; at <= high; at += Rational.One)
        {
            total = Add(total, Placed(summand, others, range.Symbol, new Number(at)));
        }

        return total;
    }

    private Polynomial Placed(Summand summand, ImmutableArray<BoundIndex> others, Symbol symbol, Term value)
    {
        var kept = summand.Factors.Where(f => !f.Base.Mentions(symbol)).ToImmutableArray();
        var body = new Polynomial([new Summand(summand.Coefficient, [], kept)]);
        foreach (var factor in summand.Factors.Where(f => f.Base.Mentions(symbol)))
        {
            body = Multiply(body, Power(Parse(factor.Base.Replace(symbol, value)), factor.Exponent));
        }

        var moved = others.Select(o => o with { Lower = Moved(o.Lower), Upper = Moved(o.Upper) }).ToImmutableArray();
        foreach (var o in moved)
        {
            spans[o.Symbol] = (o.Lower, o.Upper);
        }

        return Over(moved, body);

        Term Moved(Term end) => end.Mentions(symbol) ? Write(Parse(end.Replace(symbol, value))) : end;
    }

    private Polynomial Contracted(Summand summand, int r, Term index)
    {
        var range = summand.Ranges[r];
        var others = summand.Ranges.RemoveAt(r);
        var at = Parse(index);
        var inside = Multiply(StepOf(Subtract(at, Parse(range.Lower))), range.Upper is Constant ? Polynomial.One : StepOf(Subtract(Parse(range.Upper), at)));
        var placed = Placed(summand, [], range.Symbol, Write(at));
        return Over(others, Multiply(inside, placed));
    }

    /// <summary>The value of an index that a factor [t = 0] fixes: t affine in it with slope ±1, the rest an integer.</summary>
    private Term? Contraction(Summand summand, BoundIndex range)
    {
        foreach (var factor in summand.Factors)
        {
            if (Vanishing(factor.Base) is { } t && t.Mentions(range.Symbol) && Parse(t) is var polynomial && IsInteger(polynomial)
                && Slope(t, range.Symbol) is { } slope && (slope.IsOne || slope == -1))
            {
                var rest = Subtract(polynomial, Polynomial.Atom(Build.Ref(range.Symbol)).Times(slope)).Times(-slope);
                var solution = Write(rest);
                if (!summand.Ranges.Any(o => o.Symbol != range.Symbol && (o.Lower.Mentions(range.Symbol) || o.Upper.Mentions(range.Symbol)) && solution.Mentions(o.Symbol)))
                {
                    return solution;
                }
            }
        }

        return null;
    }

    /// <summary>f(i)·[i = j] = f(j)·[i = j] for free indices: the later symbol is replaced by the earlier.</summary>
    private Polynomial Diagonal(Summand summand, ImmutableArray<BoundIndex> around)
    {
        foreach (var zero in summand.Factors)
        {
            if (Vanishing(zero.Base) is not { } t || around.Any(r => t.Mentions(r.Symbol)) || Parse(t) is not { } polynomial)
            {
                continue;
            }

            if (summand.Factors.Any(f => f.Exponent.Sign > 0 && f.Base.Equals(t)))
            {
                Laws.Add("t [t = 0] = 0");
                return Polynomial.Zero;
            }

            // Only the greatest symbol is eliminated, so that two deltas cannot undo each other.
            var greatest = polynomial.Summands.SelectMany(s => s.Factors).SelectMany(f => f.Base.FreeSymbols()).Max(Comparer<Symbol>.Create(TermOrder.Compare));
            if (greatest is null || Slope(t, greatest) is not { IsZero: false } slope || !summand.Factors.Any(f => f != zero && f.Base.Mentions(greatest)))
            {
                continue;
            }

            var term = Polynomial.Atom(Build.Ref(greatest)).Times(slope);
            var value = Write(Subtract(polynomial, term).Times(-(Rational.One / slope)));
            Laws.Add("value on the diagonal of a delta");
            var body = new Polynomial([new Summand(summand.Coefficient, [], [zero])]);
            return summand.Factors.Where(f => f != zero).Aggregate(body, (p, f) => Multiply(p, Power(Parse(f.Base.Replace(greatest, value)), f.Exponent)));
        }

        return new([summand]);
    }

    /// <summary>A factor u[.., c]² of a unit vector u whose index c is summed over its whole axis and occurs nowhere else.</summary>
    private Factor? UnitVector(Summand summand, BoundIndex range)
    {
        Factor? found = null;
        foreach (var factor in summand.Factors)
        {
            if (!factor.Base.Mentions(range.Symbol))
            {
                continue;
            }

            if (found is not null || factor.Exponent != 2 || factor.Base is not Element { Tensor: Reference { Symbol: { Domain: Call { Operation.Name: "sphere" } sphere } symbol } } element
                || element.Indices[^1] is not Reference { Symbol: var last } || last != range.Symbol || element.Indices.Count(i => i.Mentions(range.Symbol)) != 1)
            {
                return null;
            }

            var dimension = Parse(sphere.Arguments[0]);
            if (range.Lower is not Number { Value.IsZero: true } || !Subtract(Add(Parse(range.Upper), Polynomial.One), dimension).IsZero || symbol.Type is not TensorType { Axes.Count: var axes } || axes != element.Indices.Count)
            {
                return null;
            }

            found = factor;
        }

        return found is not null && !summand.Ranges.Any(o => o.Lower.Mentions(range.Symbol) || o.Upper.Mentions(range.Symbol)) ? found : null;
    }
}
