using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Terms;

/// <summary>A chain of comparisons, <c>a &lt;= b &lt; c</c>; true when each link holds. <c>==</c> and <c>!=</c> also compare tensors, sets, measures, functions and truth values.</summary>
public sealed class Comparison(Sequence<Relation> relations, Sequence<Term> operands) : Term(TermType.Truth, operands)
{
    /// <summary>A single comparison.</summary>
    public Comparison(Term left, Relation relation, Term right)
        : this([relation], [left, right])
    {
    }

    /// <summary>The relations, one less than operands.</summary>
    public Sequence<Relation> Relations { get; } = relations;

    /// <summary>Whether it says of a symbol that it is not negative, and nothing else.</summary>
    public bool IsNonnegativity => this is { Relations: [Relation.GreaterOrEqual], Children: [Reference, Number { Value.IsZero: true }] } or { Relations: [Relation.LessOrEqual], Children: [Number { Value.IsZero: true }, Reference] };

    /// <inheritdoc/>
    protected override object Payload => Relations;

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children) => new Comparison(Relations, children);

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.Comparison(this);
}

/// <summary>The connectives, evaluated left to right and only as far as needed.</summary>
public enum ConnectiveKind
{
    /// <summary>Negation, one operand.</summary>
    Not,

    /// <summary>Conjunction, two or more.</summary>
    And,

    /// <summary>Disjunction, two or more.</summary>
    Or,

    /// <summary>Implication, two.</summary>
    Implies,

    /// <summary>Equivalence, two.</summary>
    Iff,
}

/// <summary>Formulas joined by a connective.</summary>
public sealed class Connective(ConnectiveKind kind, Sequence<Term> operands) : Term(TermType.Truth, operands)
{
    /// <summary>Which connective.</summary>
    public ConnectiveKind Kind { get; } = kind;

    /// <inheritdoc/>
    protected override object Payload => Kind;

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children) => new Connective(Kind, children);

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.Connective(this);
}

/// <summary>The quantifiers of a prefix.</summary>
public enum QuantifierKind
{
    /// <summary><c>for all</c>.</summary>
    ForAll,

    /// <summary><c>exists</c>.</summary>
    Exists,

    /// <summary><c>exists unique</c>.</summary>
    ExistsUnique,

    /// <summary><c>eventually k:</c>, that is: exists k0 such that for all k ≥ k0.</summary>
    Eventually,

    /// <summary><c>for drawn x:</c>, the instances the seed draws at this place.</summary>
    ForDrawn,

    /// <summary><c>almost all x wrt mu:</c>, off a set of measure zero.</summary>
    AlmostAll,
}

/// <summary>A quantifier and its body. <c>for all rest</c> is already expanded by the binder; omitted outer binders are already inserted (<paramref name="isImplied"/>).</summary>
public sealed class Quantified(QuantifierKind kind, Sequence<Binder> binders, Term body, bool isImplied = false)
    : BinderTerm(TermType.Truth, binders, [body])
{
    /// <summary>Which quantifier.</summary>
    public QuantifierKind Kind { get; } = kind;

    /// <summary>Whether the author left it out and the rules of the language put it there.</summary>
    public bool IsImplied { get; } = isImplied;

    /// <summary>What is claimed under the quantifier.</summary>
    public Term Body => Others[0];

    /// <inheritdoc/>
    protected override object Payload => (Kind, Binders.Map(b => b.Symbol));

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children)
    {
        var (binders, others) = Rebind(children);
        return new Quantified(Kind, binders, others[0], IsImplied);
    }

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.Quantified(this);
}

/// <summary><c>with probability &gt;= p over w given B: A</c>.</summary>
public sealed class WithProbability(Relation relation, Term level, Sequence<Binder> draws, Term? given, Term body)
    : BinderTerm(TermType.Truth, draws, given is null ? [level, body] : [level, body, given])
{
    /// <summary>≥, ≤ or =.</summary>
    public Relation Relation { get; } = relation;

    /// <summary>The claimed probability.</summary>
    public Term Level => Others[0];

    /// <summary>The event.</summary>
    public Term Body => Others[1];

    /// <summary>The condition, or null.</summary>
    public Term? Given => Others.Count > 2 ? Others[2] : null;

    /// <inheritdoc/>
    protected override object Payload => (Relation, Binders.Map(b => b.Symbol));

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children)
    {
        var (binders, others) = Rebind(children);
        return new WithProbability(Relation, others[0], binders, others.Count > 2 ? others[2] : null, others[1]);
    }

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.WithProbability(this);
}

/// <summary><c>e in S</c> or <c>S subset T</c>.</summary>
public sealed class Membership(Term left, Term right, bool isSubset) : Term(TermType.Truth, [left, right])
{
    /// <summary>The element, or the smaller set.</summary>
    public Term Left => Children[0];

    /// <summary>The set.</summary>
    public Term Right => Children[1];

    /// <summary>Whether this is <c>subset</c>.</summary>
    public bool IsSubset { get; } = isSubset;

    /// <inheritdoc/>
    protected override object Payload => IsSubset;

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children) => new Membership(children[0], children[1], IsSubset);

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.Membership(this);
}

/// <summary>The order symbols.</summary>
public enum OrderKind
{
    /// <summary>Big O.</summary>
    BigO,

    /// <summary>Little o.</summary>
    LittleO,

    /// <summary>Big Omega.</summary>
    Omega,

    /// <summary>Theta.</summary>
    Theta,
}

/// <summary>From which side a limit variable comes.</summary>
public enum Approach
{
    /// <summary>Both sides.</summary>
    Both,

    /// <summary>From above.</summary>
    Above,

    /// <summary>From below.</summary>
    Below,
}

/// <summary><c>h -> 0 from above</c> as the domain of a binder.</summary>
public sealed class LimitPoint(Term point, Approach approach) : Term(new SetType(TermType.Real), [point])
{
    /// <summary>Where the variable goes; may be infinity.</summary>
    public Term Point => Children[0];

    /// <summary>From which side.</summary>
    public Approach Approach { get; } = approach;

    /// <inheritdoc/>
    protected override object Payload => Approach;

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children) => new LimitPoint(children[0], Approach);

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.LimitPoint(this);
}

/// <summary><c>e in O(g) as h -> 0</c>, optionally <c>in log</c>. The binder's symbol is the limit variable (fresh, or a declared given), its domain a <see cref="LimitPoint"/>.</summary>
public sealed class OrderClaim(OrderKind kind, bool inLog, Binder variable, Term subject, Term gauge) : BinderTerm(TermType.Truth, [variable], [subject, gauge])
{
    /// <summary>Which order.</summary>
    public OrderKind Kind { get; } = kind;

    /// <summary>Whether the ratio of logarithms is meant.</summary>
    public bool InLog { get; } = inLog;

    /// <summary>The limit variable.</summary>
    public Binder Variable => Binders[0];

    /// <summary>The expression whose order is claimed.</summary>
    public Term Subject => Others[0];

    /// <summary>The comparison function.</summary>
    public Term Gauge => Others[1];

    /// <inheritdoc/>
    protected override object Payload => (Kind, InLog, Binders[0].Symbol);

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children)
    {
        var (binders, others) = Rebind(children);
        return new OrderClaim(Kind, InLog, binders[0], others[0], others[1]);
    }

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.OrderClaim(this);
}

/// <summary><c>derive A == B</c>: for every value of every free symbol, sizes included; only symbolic evidence counts in favour.</summary>
/// <param name="formula">The identity (or other formula).</param>
/// <param name="isImplied">Whether the author did not write <c>derive</c>: then a derivation that excepts some values settles nothing.</param>
public sealed class Derive(Term formula, bool isImplied = false) : Term(TermType.Truth, [formula])
{
    /// <summary>Whether the author did not write <c>derive</c>.</summary>
    public bool IsImplied { get; } = isImplied;

    /// <summary>The identity (or other formula) to derive.</summary>
    public Term Formula => Children[0];

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children) => new Derive(children[0], IsImplied);

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.Derive(this);
}

/// <summary>An earlier claim used as a proposition, possibly <c>without</c> some named assumptions. Its formula is the child.</summary>
public sealed class ClaimReference(string name, Sequence<string> without, Term formula) : Term(TermType.Truth, [formula])
{
    /// <summary>The claim's name.</summary>
    public string Name { get; } = name;

    /// <summary>The assumptions removed.</summary>
    public Sequence<string> Without { get; } = without;

    /// <summary>The claim's formula.</summary>
    public Term Formula => Children[0];

    /// <inheritdoc/>
    protected override object Payload => (Name, Without);

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children) => new ClaimReference(Name, Without, children[0]);

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.ClaimReference(this);
}
