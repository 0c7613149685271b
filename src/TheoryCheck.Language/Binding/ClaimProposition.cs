using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language.Binding;

/// <summary>
/// A claim where another one uses it as a proposition. Assumptions stand beside a claim, so here they go into its quantifiers, as a
/// <c>where</c> of the last symbol they speak of: without them <c>not main</c> would deny main where main says nothing.
/// </summary>
internal sealed class ClaimProposition(Reach reach)
{
    /// <summary>The closed formula of a claim under all its assumptions but the named ones.</summary>
    public Term Of(Claim claim, IEnumerable<string> without) =>
        RestrictedQuantifiers.Of(claim.Closed, claim.Assumptions.Where(a => !without.Contains(a.Name, StringComparer.Ordinal)).Select(a => (a.Formula, (IEnumerable<Symbol>)reach.Of(a.Formula))), []);
}
