using TheoryCheck.Core;

namespace TheoryCheck.Symbolics.Terms;

/// <summary>
/// A node of the one typed tree. Immutable; compared by structure, ignoring source spans; the hash is cached.
/// The set of node types is closed: every fold over terms handles <see cref="TermFold{T}"/>'s members.
/// </summary>
public abstract class Term(TermType type, Sequence<Term> children) : IEquatable<Term>
{
    private int hash;

    /// <summary>What kind of value the term denotes.</summary>
    public TermType Type { get; } = type;

    /// <summary>The direct subterms in source order, the domains and restrictions of binders included.</summary>
    public Sequence<Term> Children { get; } = children;

    /// <summary>Where the term was written; default for derived terms.</summary>
    public SourceSpan Span { get; private set; }

    /// <summary>Everything besides type and children that tells two nodes of this class apart; compared by value.</summary>
    protected virtual object? Payload => null;

    /// <summary>The same node over other children (same number, same order) and, where it changes, another type.</summary>
    public abstract Term With(Sequence<Term> children);

    /// <summary>Dispatches on the closed set of nodes.</summary>
    public abstract T Accept<T>(TermFold<T> fold);

    /// <summary>Attaches the place in the source; for use by the binder, on a node it has just made.</summary>
    public TTerm At<TTerm>(SourceSpan span)
        where TTerm : Term
    {
        Span = span;
        return (TTerm)this;
    }

    /// <summary>Attaches the place in the source; for use by the binder, on a node it has just made.</summary>
    public Term At(SourceSpan span)
    {
        Span = span;
        return this;
    }

    /// <inheritdoc/>
    public bool Equals(Term? other) =>
        ReferenceEquals(this, other)
        || (other is not null && GetType() == other.GetType() && GetHashCode() == other.GetHashCode()
            && Equals(Payload, other.Payload) && Children == other.Children);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Term other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (hash == 0)
        {
            var computed = HashCode.Combine(GetType(), Payload, Children);
            hash = computed == 0 ? 1 : computed;
        }

        return hash;
    }
}
