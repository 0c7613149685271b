using System.Numerics;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation;

/// <content>Collections, sets, membership, and the points that binders run through.</content>
public sealed partial class Interpreter<T>
{
    private const int MostPoints = 1 << 22;
    private const int MostListed = 1 << 17;

    /// <inheritdoc/>
    public override Value<T> Collection(Collection term)
    {
        var items = term.Children.Map(Value);
        return term.Kind switch
        {
            CollectionKind.Tuple => new Value<T>.Tuple(items),
            CollectionKind.Set => new Value<T>.FiniteSet(items),
            _ => Stack([items.Count], items, term.Type),
        };
    }

    /// <inheritdoc/>
    public override Value<T> RealInterval(RealInterval term) =>
        new Value<T>.IntervalSet(Value(term.Lower), Value(term.Upper), term.LowerOpen, term.UpperOpen);

    /// <inheritdoc/>
    public override Value<T> IndexRange(IndexRange term) =>
        new Value<T>.Range(IntegerOf(term.Lower), term.Upper is Terms.Constant || Value(term.Upper) is Value<T>.Infinite { Sign: > 0 } ? null : IntegerOf(term.Upper));

    /// <inheritdoc/>
    public override Value<T> Membership(Membership term)
    {
        if (term is { IsSubset: false, Right: Call { Operation: Predicate named, Arguments: var arguments } } && named.Contains(term.Left, arguments) is { } formula)
        {
            return Value(formula);
        }

        var right = Value(term.Right);
        if (term is { IsSubset: true, Left: Call { Operation: Symbolics.Functionals.Support, Arguments: [var measure] } })
        {
            return new Value<T>.Truth(IsWithin(MeasureOf(measure), right));
        }

        var left = Value(term.Left);
        return new Value<T>.Truth(term.IsSubset ? Subset(left, right) : Contains(right, left));
    }

    /// <inheritdoc/>
    public override Value<T> LimitPoint(LimitPoint term) => throw NoChecker("a limit");

    /// <summary>Whether a set has a value as a point.</summary>
    internal Certainty Contains(Value<T> set, Value<T> value)
    {
        if (value is Value<T>.UnlistedMeasure)
        {
            return Certainty.Unknown;
        }

        switch (set)
        {
            case Value<T>.FiniteSet finite:
                return finite.Points.Aggregate(Certainty.False, (found, point) => found.Or(SameKind(point, value) ? Compare(Relation.Equal, point, value) : Certainty.False));
            case Value<T>.Range range:
                return IsInteger(value)
                    .And(Compare(Relation.GreaterOrEqual, value, new Value<T>.Exact(range.Lower)))
                    .And(range.Upper is { } upper ? Compare(Relation.LessOrEqual, value, new Value<T>.Exact(upper)) : Certainty.True);
            case Value<T>.IntervalSet interval:
                return IsFinite(value)
                    .And(Compare(interval.LowerOpen ? Relation.Greater : Relation.GreaterOrEqual, value, interval.Lower))
                    .And(Compare(interval.UpperOpen ? Relation.Less : Relation.LessOrEqual, value, interval.Upper));
            case Value<T>.SetByMembership named:
                return named.Contains(value);
            default:
                throw NoChecker($"membership in {Describe(set)}");
        }
    }

    /// <summary>Whether a scalar is an integer; Unknown where the reading does not know it exactly.</summary>
    internal Certainty IsInteger(Value<T> value) =>
        value is Value<T>.Infinite ? Certainty.False
        : ExactOf(value) is { } exact ? CertaintyLogic.Of(exact.IsInteger)
        : T.Compare(Relation.Greater, ScalarOf(value), T.Floor(ScalarOf(value))) == Certainty.True ? Certainty.False
        : Certainty.Unknown;

    /// <summary>Whether a scalar is a real number, not ±∞.</summary>
    internal Certainty IsFinite(Value<T> value) => value is Value<T>.Infinite ? Certainty.False : CompareToInfinity(value);

    /// <summary>The points of binders over finite domains, each under an interpreter that knows it, with whether its conditions hold (True or Unknown).</summary>
    internal IEnumerable<(Interpreter<T> Inner, Certainty Included)> Points(Sequence<Binder> binders) => Points(binders, 0, Certainty.True);

    /// <summary>The points that are certainly included.</summary>
    /// <exception cref="UndecidedException">It is not decided whether some point is.</exception>
    internal IEnumerable<Interpreter<T>> CertainPoints(Sequence<Binder> binders) => Points(binders).Select(point =>
        point.Included == Certainty.True ? point.Inner : throw new UndecidedException("it is not decided which points a sum or product runs over"));

    /// <summary>The different points of a finite set.</summary>
    internal IEnumerable<Value<T>> Enumerate(Value<T> set)
    {
        switch (set)
        {
            case Value<T>.Range { Upper: { } upper } range:
                return Integers(range.Lower, upper).Select(i => (Value<T>)new Value<T>.Exact(i));
            case Value<T>.FiniteSet finite:
                return Distinct(finite.Points);
            case Value<T>.Range:
                throw NoChecker("an infinite range");
            default:
                throw NoChecker("an infinite set");
        }
    }

    private static bool SameKind(Value<T> left, Value<T> right) =>
        left.GetType() == right.GetType() || (left is Value<T>.Exact or Value<T>.Real or Value<T>.Infinite && right is Value<T>.Exact or Value<T>.Real or Value<T>.Infinite);

    private List<Value<T>> Distinct(Sequence<Value<T>> points)
    {
        var distinct = new List<Value<T>>();
        foreach (var point in points)
        {
            var isKnown = distinct.Aggregate(Certainty.False, (found, other) => found.Or(SameKind(point, other) ? Compare(Relation.Equal, point, other) : Certainty.False));
            if (isKnown == Certainty.Unknown)
            {
                throw new UndecidedException("it is not decided whether two points of a set are equal");
            }

            if (isKnown == Certainty.False)
            {
                distinct.Add(point);
            }
        }

        return distinct;
    }

    private IEnumerable<(Interpreter<T> Inner, Certainty Included)> Points(Sequence<Binder> binders, int position, Certainty included)
    {
        if (position == binders.Count)
        {
            yield return (this, included);
            yield break;
        }

        var binder = binders[position];
        foreach (var value in ValuesOf(binder))
        {
            var inner = With(binder.Symbol, value);
            var holds = binder.Where is null ? included : inner.Guarded(included, binder.Where, static (a, b) => a.And(b));
            if (holds == Certainty.False)
            {
                continue;
            }

            foreach (var point in inner.Points(binders, position + 1, holds))
            {
                yield return point;
            }
        }
    }

    /// <summary>The values a binder's symbol takes: the points of its domain, or for a family every choice of elements.</summary>
    private IEnumerable<Value<T>> ValuesOf(Binder binder)
    {
        var domain = binder.RangesOver ?? throw NoChecker($"a binder without a domain, '{binder.Symbol.Name}'");
        if (binder.Domain is null && binder.Symbol.Restriction is not null)
        {
            throw NoChecker($"the restricted symbol '{binder.Symbol.Name}'");
        }

        if (binder.Symbol.Indices.IsEmpty)
        {
            return Enumerate(Value(domain));
        }

        var (lengths, grid) = Grid(binder.Symbol.Indices);
        var choices = grid.Map(indices =>
        {
            var inner = this;
            for (var i = 0; i < indices.Count; i++)
            {
                inner = inner.With(binder.Symbol.Indices[i].Symbol, new Value<T>.Exact(indices[i]));
            }

            return inner.Enumerate(inner.Value(domain)).ToSequence();
        });
        if (choices.Aggregate(1L, (count, choice) => Math.Min(count * choice.Count, MostPoints + 1L)) > MostPoints)
        {
            throw NoChecker($"more than {MostPoints} choices of '{binder.Symbol.Name}'");
        }

        return Product(choices).Select(parts => Stack(lengths, parts.Items, binder.Symbol.Type));
    }

    private static IEnumerable<Sequence<Value<T>>> Product(Sequence<Sequence<Value<T>>> choices)
    {
        IEnumerable<Sequence<Value<T>>> product = [[]];
        foreach (var choice in choices)
        {
            product = product.SelectMany(head => choice.Select(head.Append));
        }

        return product;
    }

    private Certainty Subset(Value<T> left, Value<T> right)
    {
        var points = left is Value<T>.FiniteSet finite ? finite.Points : Enumerate(left);
        return points.Aggregate(Certainty.True, (all, point) => all == Certainty.False ? all : all.And(Contains(right, point)));
    }

    private Value<T> NamedSet(Call term, SetConstructor set)
    {
        if (set is Image && Value(term.Arguments[1]) is (Value<T>.FiniteSet or Value<T>.Range { Upper: not null }) and var listed && Value(term.Arguments[0]) is Value<T>.Function function)
        {
            if (listed is Value<T>.Range { Upper: { } upper } range && upper - range.Lower >= MostListed)
            {
                throw NoChecker($"a set of {upper - range.Lower + 1} points, of which at most {MostListed} are listed");
            }

            return new Value<T>.FiniteSet(Enumerate(listed).Select(v => function.Apply(v is Value<T>.Tuple tuple ? [.. tuple.Items] : [v])).ToSequence());
        }

        var evaluation = SetEvaluation.Find(set.Name) ?? throw NoChecker($"the set '{set.Name}'");
        var arguments = term.Arguments.Map(Value);
        var space = Unfold.Definitions(term);
        var named = new Value<T>.SetByMembership(set.Name, value => evaluation.Contains(this, arguments, value));

        // Under other values of a parameter or an index the same term is another set.
        return space.FreeSymbols().All(static s => s.Role is SymbolRole.Given or SymbolRole.Sweep) ? named with { Space = space, ContainsOfSpace = static _ => Certainty.True } : named;
    }
}
