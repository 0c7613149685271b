using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Operations;

/// <summary>
/// A built-in name that is applied to arguments. An open family: a member is one sealed class with a public constructor,
/// in a file named after it, found by <see cref="Catalogue{T}"/>; that file holds all that is known of it (typing, value,
/// derivative, kink, domain, typesetting, documentation), and one test file checks it.
/// </summary>
public abstract class Operation
{
    /// <summary>The name in the language.</summary>
    public abstract string Name { get; }

    /// <summary>How it is called, for the reference: <c>normal(mean, covariance)</c>.</summary>
    public abstract string Usage { get; }

    /// <summary>One sentence with the formula, for the generated reference.</summary>
    public abstract string Summary { get; }

    /// <summary>A complete small spec in the claim language that uses it; the suite parses and binds it.</summary>
    public abstract string Example { get; }

    /// <summary>How an application is typeset.</summary>
    public abstract Notation Notation { get; }

    /// <summary>Whether an application has a finite value wherever its arguments have and, where there is one, its <see cref="Domain"/> allows.</summary>
    public virtual bool IsTotal => true;

    /// <summary>A formula that holds exactly where an application has a value, or null when there is none to be known.</summary>
    public virtual Term? Domain(Sequence<Term> arguments) => null;

    /// <summary>The type of an application, or what is wrong with the arguments.</summary>
    public abstract Typing Check(Sequence<Term> arguments);
}

/// <summary>The outcome of typing an application.</summary>
/// <param name="Type">The type; null on error.</param>
/// <param name="Error">What was found and what was expected; empty when typed.</param>
/// <param name="Argument">The argument at fault, from 0; -1 for the application as a whole.</param>
public readonly record struct Typing(TermType? Type, string Error, int Argument)
{
    /// <summary>A well-typed application.</summary>
    public static implicit operator Typing(TermType type) => new(type, "", -1);

    /// <summary>A wrong argument (from 0), or -1 for the application as a whole.</summary>
    public static Typing Wrong(string error, int argument = -1) => new(null, error, argument);
}

/// <summary>How an application looks: data for the typesetters, which know MathML, LaTeX and plain text.</summary>
public abstract record Notation
{
    /// <summary>An upright name before its arguments in parentheses: <c>relu(t)</c>.</summary>
    /// <param name="Text">The plain text and MathML name (may be a Unicode letter such as σ).</param>
    /// <param name="Latex">The LaTeX of the name.</param>
    public sealed record Named(string Text, string Latex) : Notation;

    /// <summary>The argument between fences, with an optional subscript: ‖x‖₂. Further arguments join behind commas.</summary>
    public sealed record Fenced(string Open, string Close, string OpenLatex, string CloseLatex, string Subscript = "") : Notation;

    /// <summary>Operands joined by an infix symbol: <c>u·v</c>, with the precedence of a product.</summary>
    public sealed record Infix(string Symbol, string Latex) : Notation;

    /// <summary>A postfix superscript: Aᵀ, A⁻¹.</summary>
    public sealed record Superscript(string Text, string Latex) : Notation;

    /// <summary>The first argument as an upright or blackboard symbol with the others as exponent: ℝᵈ, S^{d-1}.</summary>
    /// <param name="Text">The symbol.</param>
    /// <param name="Latex">Its LaTeX.</param>
    /// <param name="Separator">Between several exponents, as in ℝ^{n×m}.</param>
    /// <param name="ExponentSuffix">Appended to the exponent, such as -1 in S^{d-1}.</param>
    public sealed record Space(string Text, string Latex, string Separator = "×", string ExponentSuffix = "") : Notation;

    /// <summary>A bare symbol without arguments shown.</summary>
    public sealed record Bare(string Text, string Latex) : Notation;

    /// <summary>The last arguments as subscript of the name, the first in parentheses: ∇_w F, with parentheses only when needed.</summary>
    public sealed record Operator(string Text, string Latex) : Notation;

    /// <summary>A fraction bar with the two arguments.</summary>
    public sealed record Fraction : Notation;
}
