using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Search;

/// <summary>
/// A closed value as a grid of rationals: a number, a tensor, or vectors that are each divided by their length. The form in
/// which values are shrunk, written into tokens and compared.
/// </summary>
/// <param name="Dimensions">The lengths of the axes; none for a number.</param>
/// <param name="Entries">The entries, row-major, before any division.</param>
/// <param name="Normalised">Which rows (along the last axis) are divided by their Euclidean length; empty when none is.</param>
internal sealed record ExactPoints(Sequence<int> Dimensions, Sequence<Rational> Entries, Sequence<bool> Normalised)
{
    /// <summary>The length of a row: the last axis, or 1 for a number.</summary>
    public int RowLength => Dimensions.IsEmpty ? 1 : Dimensions[^1];

    /// <summary>The grid of a value, or null when the value is of another form.</summary>
    public static ExactPoints? Of(Term value)
    {
        var dimensions = new List<int>();
        for (var at = value; at is not Number;)
        {
            at = Vector(at) ?? at;
            if (at is not Collection { Kind: CollectionKind.List, Children: { Count: > 0 } children })
            {
                return null;
            }

            dimensions.Add(children.Count);
            at = children[0];
        }

        var entries = new List<Rational>();
        var normalised = new List<bool>();
        return Fill(value, dimensions, 0, entries, normalised)
            ? new ExactPoints(dimensions.ToSequence(), entries.ToSequence(), normalised.Contains(true) ? normalised.ToSequence() : [])
            : null;
    }

    /// <summary>The value.</summary>
    public Term ToTerm()
    {
        if (Dimensions.IsEmpty)
        {
            return new Number(Entries[0]);
        }

        return Normalised.IsEmpty ? ClosedValue.Of(Dimensions.Items.AsSpan(), Entries.Items.AsSpan()) : Rows(0, 0, Entries.Count);
    }

    /// <summary>This grid with one entry changed.</summary>
    public ExactPoints With(int index, Rational value) => this with { Entries = Entries.Map((e, i) => i == index ? value : e) };

    /// <summary>This grid with every entry replaced by what is made of it and its place.</summary>
    public ExactPoints Map(Func<ExactPoints, Rational, int, Rational> map) => this with { Entries = Entries.Map((e, i) => map(this, e, i)) };

    /// <summary>All entries times a number; directions stay as they are.</summary>
    public ExactPoints Times(Rational factor) => this with { Entries = Entries.Map((e, i) => !Normalised.IsEmpty && Normalised[i / RowLength] ? e : e * factor) };

    /// <summary>This grid with every axis turned round, so that its leading part was its trailing one.</summary>
    public ExactPoints Reversed() => this with { Entries = Entries.Items.Reverse().ToSequence(), Normalised = Normalised.Items.Reverse().ToSequence() };

    /// <summary>The leading part of every axis, or null when an axis would grow or vanish.</summary>
    public ExactPoints? Truncated(ReadOnlySpan<int> dimensions)
    {
        if (dimensions.Length != Dimensions.Count)
        {
            return null;
        }

        for (var a = 0; a < dimensions.Length; a++)
        {
            if (dimensions[a] < 1 || dimensions[a] > Dimensions[a])
            {
                return null;
            }
        }

        return Repeated(dimensions);
    }

    /// <summary>A grid of other lengths, none of them 0, that repeats this one along every axis.</summary>
    public ExactPoints Repeated(ReadOnlySpan<int> dimensions)
    {
        var size = 1;
        foreach (var length in dimensions)
        {
            size *= length;
        }

        var (entries, rows) = (new Rational[size], new List<bool>());
        for (var i = 0; i < size; i++)
        {
            var (rest, from, stride) = (i, 0, 1);
            for (var a = dimensions.Length - 1; a >= 0; a--)
            {
                from += rest % dimensions[a] % Dimensions[a] * stride;
                rest /= dimensions[a];
                stride *= Dimensions[a];
            }

            entries[i] = Entries[from];
            if (!Normalised.IsEmpty && i % dimensions[^1] == 0)
            {
                rows.Add(Normalised[from / RowLength]);
            }
        }

        return new ExactPoints(Sequence.Create<int>(dimensions), Sequence.Create<Rational>(entries), rows.ToSequence());
    }

    /// <summary>A vector divided by its length √s, as a term; the vector itself when s = 1. Null for the zero vector.</summary>
    public static Term? Unit(ReadOnlySpan<Rational> entries)
    {
        var squares = Rational.Zero;
        foreach (var entry in entries)
        {
            squares += entry * entry;
        }

        var vector = ClosedValue.Of([entries.Length], entries);
        return squares.IsZero ? null
            : squares.IsOne ? vector
            : Build.Divide(vector, new Arithmetic(ArithmeticOperator.Power, TermType.Real, [new Number(squares), new Number(new Rational(1, 2))]));
    }

    private Term Rows(int axis, int from, int count)
    {
        var entries = Entries.Items.AsSpan(from, count);
        if (axis == Dimensions.Count - 1)
        {
            return Normalised[from / RowLength]
                ? Unit(entries) ?? throw new UndefinedException("the zero vector has no direction")
                : ClosedValue.Of([count], entries);
        }

        var inner = count / Dimensions[axis];
        var items = Enumerable.Range(0, Dimensions[axis]).Select(i => Rows(axis + 1, from + (i * inner), inner)).ToSequence();
        return new Collection(CollectionKind.List, new TensorType(NumberKind.Real, Dimensions.Skip(axis).Select(n => Axis.Of(new Number(n))).ToSequence()), items);
    }

    // v/√s with s = |v|²: the vector v.
    private static Term? Vector(Term value) =>
        value is Arithmetic { Operator: ArithmeticOperator.Divide, Children: [Collection { Kind: CollectionKind.List } vector, Arithmetic { Operator: ArithmeticOperator.Power, Children: [Number squares, Number { Value: var half }] }] }
        && half == new Rational(1, 2) && vector.Children.Items.All(c => c is Number)
        && vector.Children.Items.Aggregate(Rational.Zero, (sum, c) => sum + (((Number)c).Value * ((Number)c).Value)) == squares.Value
            ? vector
            : null;

    private static bool Fill(Term value, List<int> dimensions, int axis, List<Rational> entries, List<bool> normalised)
    {
        if (axis == dimensions.Count)
        {
            entries.Add(value is Number number ? number.Value : default);
            return value is Number;
        }

        var vector = Vector(value);
        if (axis == dimensions.Count - 1)
        {
            normalised.Add(vector is not null);
        }

        return (vector ?? value) is Collection { Kind: CollectionKind.List } list && list.Children.Count == dimensions[axis]
            && (vector is null || axis == dimensions.Count - 1)
            && list.Children.Items.All(c => Fill(c, dimensions, axis + 1, entries, normalised));
    }
}
