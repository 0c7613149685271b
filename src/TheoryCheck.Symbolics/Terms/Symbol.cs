using TheoryCheck.Core;

namespace TheoryCheck.Symbolics.Terms;

/// <summary>What a symbol is.</summary>
public enum SymbolRole
{
    /// <summary>Bound by a quantifier, sum, function head or family head.</summary>
    Bound,

    /// <summary>A given: for all in its domain.</summary>
    Given,

    /// <summary>A swept symbol: for all of exactly these.</summary>
    Sweep,

    /// <summary>Drawn from a law.</summary>
    Draw,

    /// <summary>Named and never defined by the source.</summary>
    Open,

    /// <summary>A name for an expression: value, family (index parameters) or function (value parameters).</summary>
    Definition,

    /// <summary>A state of an <c>evolve</c> or <c>flow</c> block.</summary>
    State,

    /// <summary>The step or time symbol of a block.</summary>
    Clock,
}

/// <summary>
/// A declared or bound name; symbols are compared by identity, so that two bound <c>i</c> of different sums differ and
/// substitution can never capture. The binder fills the late properties once, before anybody else sees the symbol.
/// </summary>
public sealed class Symbol(string name, SymbolRole role, SourceSpan span)
{
    /// <summary>The name as written, with Greek letters spelled out.</summary>
    public string Name { get; } = name;

    /// <summary>What the symbol is.</summary>
    public SymbolRole Role { get; } = role;

    /// <summary>Where it is declared.</summary>
    public SourceSpan Span { get; } = span;

    /// <summary>The type of the whole symbol: for a family the tensor with all axes, for a function the function type.</summary>
    public TermType Type { get; set; } = new ErrorType();

    /// <summary>Index binders of a family head (<c>K[i&lt;n, j&lt;n]</c>), in order; empty otherwise.</summary>
    public Sequence<Binder> Indices { get; set; } = [];

    /// <summary>Parameters of a function head (<c>f(u in vector(d))</c>), in order; empty otherwise.</summary>
    public Sequence<Binder> Parameters { get; set; } = [];

    /// <summary>
    /// The set of a given, sweep, open or bound symbol, the law of a draw; for a family, of one element (it may mention
    /// <see cref="Indices"/>). Null for definitions and states.
    /// </summary>
    public Term? Domain { get; set; }

    /// <summary>The <c>where</c> formula of a given or open symbol.</summary>
    public Term? Restriction { get; set; }

    /// <summary>The right side of a definition; for a family or function, of one element (mentions <see cref="Indices"/> or <see cref="Parameters"/>).</summary>
    public Term? Body { get; set; }

    /// <summary>The block a state, step draw, step definition or clock belongs to; null outside blocks.</summary>
    public Evolution? Evolution { get; set; }

    /// <summary>Whether the value depends on draws (directly or through definitions).</summary>
    public bool IsRandom { get; set; }

    /// <summary>The block whose states the value depends on (directly or through definitions), so that it is a series; else null.</summary>
    public Evolution? SeriesOf { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A symbol bound by a quantifier, sum, head or probability.</summary>
/// <param name="Symbol">A fresh symbol, or a declared one that the binder quantifies (<c>for all M where M &gt;= m</c>, <c>over w</c>).</param>
/// <param name="Domain">The set or range it runs over (<see cref="IndexRange"/> for <c>i&lt;n</c>); null when the declaration's own domain or law stands.</param>
/// <param name="Where">A restriction, or null.</param>
/// <param name="At">For a draw in <c>over xi@k</c>: the step; else null.</param>
public sealed record Binder(Symbol Symbol, Term? Domain, Term? Where = null, Term? At = null)
{
    /// <summary>The set or range it runs over: the binder's, or else the declaration's; null when that is a law.</summary>
    public Term? RangesOver => Domain ?? Symbol.Domain;

    /// <summary>What its symbol has to satisfy besides lying in its domain: the binder's restriction and the declaration's.</summary>
    public IEnumerable<Term> Conditions => new[] { Where, Symbol.Restriction }.OfType<Term>();
}

/// <summary>How one state of a block starts and moves.</summary>
/// <param name="State">The state symbol; for a family its <see cref="Symbol.Indices"/> run over the state's range.</param>
/// <param name="Start">One element at step 0 (mentions the state's indices); or a law if <paramref name="StartIsLaw"/>.</param>
/// <param name="StartIsLaw">Whether the start is drawn (<c>start X ~ P</c>).</param>
/// <param name="Update">The right side of <c>&lt;-</c>, or the drift of a flow, of one element; null when the state never moves.</param>
/// <param name="UpdateIndices">The index symbols the update is written in, one for each of the state's indices.</param>
/// <param name="Noise">The noise intensity of a flow, of one element, or null.</param>
public sealed record StateRule(Symbol State, Term Start, bool StartIsLaw, Term? Update, Sequence<Symbol> UpdateIndices, Term? Noise);

/// <summary>An <c>evolve</c> (discrete steps) or <c>flow</c> (continuous time) block. Compared by identity.</summary>
public sealed class Evolution(Symbol clock, bool isFlow, SourceSpan span)
{
    /// <summary>The step or time symbol.</summary>
    public Symbol Clock { get; } = clock;

    /// <summary>Whether time is continuous.</summary>
    public bool IsFlow { get; } = isFlow;

    /// <summary>Where the block starts.</summary>
    public SourceSpan Span { get; } = span;

    /// <summary>The states with their rules, in order of declaration.</summary>
    public Sequence<StateRule> Rules { get; set; } = [];

    /// <summary>Draws renewed at each step, in order.</summary>
    public Sequence<Symbol> StepDraws { get; set; } = [];

    /// <summary>Definitions made inside the block, in order.</summary>
    public Sequence<Symbol> Definitions { get; set; } = [];
}
