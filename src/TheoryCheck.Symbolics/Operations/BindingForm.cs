using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Operations;

/// <summary>What the names before the colon of a binding form are.</summary>
public enum BinderStyle
{
    /// <summary>Fresh symbols over index ranges or sets: <c>sum(i&lt;n: ..)</c>, <c>inf(nu in S: ..)</c>.</summary>
    Fresh,

    /// <summary>Declared draws: <c>expect(w: ..)</c>, <c>prob(x, w: ..)</c>.</summary>
    Draws,

    /// <summary>Fresh symbols with a measure: <c>integral(t wrt nu: ..)</c>.</summary>
    Measure,

    /// <summary>A variable that tends somewhere: <c>limit(h -> 0: ..)</c>.</summary>
    Limit,

    /// <summary>A declared clock or given, or a fresh variable: <c>derivative(t: ..)</c>, <c>slope(M: ..)</c>.</summary>
    Variable,
}

/// <summary>
/// A built-in name that binds symbols. An open family: one sealed class, one file, one test per member.
/// </summary>
public abstract class BindingForm
{
    /// <summary>Whether an application over finite ranges has a finite value wherever its body has.</summary>
    public virtual bool IsTotal => true;

    /// <summary>The name in the language.</summary>
    public abstract string Name { get; }

    /// <summary>How it is written, for the reference: <c>sum(i&lt;n where A: e)</c>.</summary>
    public abstract string Usage { get; }

    /// <summary>One sentence with the meaning, for the generated reference.</summary>
    public abstract string Summary { get; }

    /// <summary>A complete small spec in the claim language that uses it; the suite parses and binds it.</summary>
    public abstract string Example { get; }

    /// <summary>What kinds of binders it accepts.</summary>
    public abstract Sequence<BinderStyle> Styles { get; }

    /// <summary>How many plain arguments may stand before the binders (1 for <c>quantile(q, w: e)</c>).</summary>
    public virtual int LeadingCount => 0;

    /// <summary>How many expressions follow the colon.</summary>
    public virtual int BodyCount => 1;

    /// <summary>Whether <c>given B</c> may follow.</summary>
    public virtual bool AllowsGiven => false;

    /// <summary>The large operator or name: Σ, ∏, E, P, inf, ∫.</summary>
    public abstract BindingNotation Notation { get; }

    /// <summary>The type of the whole, from typed parts.</summary>
    public abstract Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given);
}

/// <summary>How a binding form looks.</summary>
/// <param name="Text">Plain text and MathML symbol or name.</param>
/// <param name="Latex">LaTeX of the symbol.</param>
/// <param name="IsLarge">Whether the binders go below a large operator (Σ) or beside a name in brackets (E[..]).</param>
public readonly record struct BindingNotation(string Text, string Latex, bool IsLarge);
