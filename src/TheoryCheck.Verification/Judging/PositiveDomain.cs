using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging;

/// <summary>Whether a domain has positive numbers only.</summary>
internal static class PositiveDomain
{
    /// <summary>True for <c>positive</c>, for intervals and ranges from a positive number, and for intervals open at 0.</summary>
    public static bool Is(Term? domain) => domain is Call { Operation: SetConstructor { Name: "positive" } }
        or RealInterval { LowerOpen: true, Lower: Number { Value.IsZero: true } }
        or RealInterval { Lower: Number { Value.Sign: > 0 } }
        or IndexRange { Lower: Number { Value.Sign: > 0 } };
}
