using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Certificates;

/// <summary>A value that a certificate gives to a quantified symbol.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Value">The value, the middle of a box, or what comes just before.</param>
internal sealed record ScriptStep(Symbol Symbol, Term Value)
{
    /// <summary>Half the width of the box in which the value lies, or null for the value itself.</summary>
    public Rational? Within { get; init; }

    /// <summary>Whether every greater number is meant that is near enough.</summary>
    public bool IsAfter { get; init; }

    /// <summary>The definition of a function, in the language of specs, or null for other values.</summary>
    public string? Definition { get; init; }
}
