using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Certificates;

/// <summary>Suprema over the circle or sphere.</summary>
internal sealed class SphereSupremumFacts : FactSource
{
    /// <inheritdoc/>
    public override ProposedFact? Of(ClaimPart part) =>
        part.Term is Binding { Form: Supremum, Binders: [{ Where: null } binder] } term && binder.RangesOver is Call { Operation.Name: "sphere" }
            && !part.Evaluation.HasUnbound(term, part.At) && part.Evaluation.TryEnclose(term, part.At) is var (low, high)
            ? new ProposedFact("sphere_supremum", json =>
            {
                part.Instance(json);
                part.Problem(json);
                Ends(json, low, high);
            })
            : null;
}
