using TheoryCheck.Core;
using TheoryCheck.Symbolics.Derivations;

namespace TheoryCheck.Symbolics.Identities;

/// <summary>What is known of an identity. A closed set; agreement at points is never a proof.</summary>
public abstract record EqualityEvidence
{
    private EqualityEvidence()
    {
    }

    /// <summary>Both sides have one canonical form, by replayable steps, outside the stated restrictions.</summary>
    /// <param name="Derivation">The steps that take the difference of the sides to 0.</param>
    public sealed record Proved(Derivation Derivation) : EqualityEvidence
    {
        /// <summary>Whether the sides are equal for all values, with the language's slopes at kinks, and have a value everywhere; else wherever they have one and no restriction says otherwise.</summary>
        public bool IsEverywhere { get; init; }
    }

    /// <summary>The sides differ at a point of the domain.</summary>
    /// <param name="Point">The values, exact, sizes and indices included.</param>
    /// <param name="Left">The left value.</param>
    /// <param name="Right">The right value.</param>
    /// <param name="IsExact">Whether the values are exact rationals; otherwise they are enclosures that do not meet.</param>
    public sealed record Refuted(Sequence<PointValue> Point, string Left, string Right, bool IsExact) : EqualityEvidence
    {
        /// <summary>What differs: the sides, or what must agree if they do.</summary>
        public string Of { get; init; } = "the sides";
    }

    /// <summary>The sides agree at all points tried; no more is known.</summary>
    /// <param name="Points">How many points.</param>
    public sealed record Unrefuted(int Points) : EqualityEvidence;

    /// <summary>A polynomial identity without free sizes that holds at random points.</summary>
    /// <param name="Points">How many points.</param>
    /// <param name="ErrorBound">The greatest probability with which unequal sides agree at all of them (Schwartz and Zippel).</param>
    public sealed record Supported(int Points, double ErrorBound) : EqualityEvidence;

    /// <summary>No rule and no point decided.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Unknown(string Reason) : EqualityEvidence;
}

/// <summary>One value of a point.</summary>
/// <param name="Name">The symbol with its indices.</param>
/// <param name="Value">The exact value.</param>
public sealed record PointValue(string Name, Rigor.Rational Value);
