using System.Collections.Immutable;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Search.Replay;

/// <summary>What a replay fixes: values of symbols by name, and for a claim about chance the one trial to run.</summary>
/// <param name="Values">The values; a symbol that is named takes its value and no other.</param>
/// <param name="Trial">The trial, or null.</param>
/// <param name="Place">Where in the claim's prefix the trial was run; it keys its randomness.</param>
internal sealed record Pins(ImmutableDictionary<string, Term> Values, long? Trial, string Place)
{
    /// <summary>The value of a symbol, or null when it is free.</summary>
    public Term? Of(Symbol symbol) => Values.GetValueOrDefault(symbol.Name);
}
