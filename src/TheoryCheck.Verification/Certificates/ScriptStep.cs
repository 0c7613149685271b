using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Certificates;

/// <summary>A value that a certificate gives to a quantified symbol.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Value">The value, or the middle of a box.</param>
/// <param name="Within">Half the width of the box in which the value lies, or null for the value itself.</param>
internal sealed record ScriptStep(Symbol Symbol, Term Value, Rational? Within = null);
