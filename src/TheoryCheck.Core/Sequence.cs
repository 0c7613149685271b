using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TheoryCheck.Core;

/// <summary>An immutable array that compares by value, so that records holding one compare by value too.</summary>
/// <typeparam name="T">The element type.</typeparam>
[CollectionBuilder(typeof(Sequence), nameof(Sequence.Create))]
public readonly struct Sequence<T> : IEquatable<Sequence<T>>, IReadOnlyList<T>
{
    private readonly ImmutableArray<T> items;

    /// <summary>Wraps an immutable array; a default array counts as empty.</summary>
    public Sequence(ImmutableArray<T> items) => this.items = items.IsDefault ? [] : items;

    /// <summary>The sequence without elements.</summary>
    public static Sequence<T> Empty => new([]);

    /// <summary>The elements as an immutable array, never default.</summary>
    public ImmutableArray<T> Items => items.IsDefault ? [] : items;

    /// <inheritdoc/>
    public int Count => Items.Length;

    /// <summary>Whether there are no elements.</summary>
    public bool IsEmpty => Count == 0;

    /// <inheritdoc/>
    public T this[int index] => Items[index];

    /// <summary>Compares element by element.</summary>
    public static bool operator ==(Sequence<T> left, Sequence<T> right) => left.Equals(right);

    /// <summary>Compares element by element.</summary>
    public static bool operator !=(Sequence<T> left, Sequence<T> right) => !left.Equals(right);

    /// <summary>The elements as a span.</summary>
    public ReadOnlySpan<T> AsSpan() => Items.AsSpan();

    /// <summary>Applies a function to each element.</summary>
    public Sequence<TResult> Map<TResult>(Func<T, TResult> function)
    {
        var (source, mapped) = (Items, new TResult[Count]);
        for (var i = 0; i < mapped.Length; i++)
        {
            mapped[i] = function(source[i]);
        }

        return new(ImmutableCollectionsMarshal.AsImmutableArray(mapped));
    }

    /// <summary>Applies a function to each element and its position.</summary>
    public Sequence<TResult> Map<TResult>(Func<T, int, TResult> function) => new([.. Items.Select(function)]);

    /// <summary>This sequence followed by one more element.</summary>
    public Sequence<T> Append(T item) => new(Items.Add(item));

    /// <summary>This sequence followed by another.</summary>
    public Sequence<T> Concat(IEnumerable<T> others) => new([.. Items, .. others]);

    /// <inheritdoc/>
    public bool Equals(Sequence<T> other) => Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Sequence<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in Items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => "[" + string.Join(", ", Items) + "]";

    /// <summary>Enumerates without allocation.</summary>
    public ImmutableArray<T>.Enumerator GetEnumerator() => Items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Items).GetEnumerator();
}

/// <summary>Makes sequences from collection expressions and enumerables.</summary>
public static class Sequence
{
    /// <summary>Builds a sequence from a span; the compiler calls it for collection expressions.</summary>
    public static Sequence<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);

    /// <summary>Builds a sequence from an enumerable.</summary>
    public static Sequence<T> ToSequence<T>(this IEnumerable<T> items) => new([.. items]);
}
