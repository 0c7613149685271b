using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Certificates;

/// <summary>Least eigenvalues of matrices that the spec names.</summary>
internal sealed class EigenvalueFacts : FactSource
{
    private const int LargestSize = 12;

    /// <inheritdoc/>
    public override ProposedFact? Of(ClaimPart part) =>
        part.Term is Call { Operation.Name: "eigmin", Arguments: [Reference { Symbol: { Body: not null, Parameters.IsEmpty: true } matrix } named] } && !part.Evaluation.HasUnbound(named, part.At)
            && part.Evaluation.TryTensor(named, part.At) is { Dimensions: [<= LargestSize, _] } && part.Evaluation.TryEnclose(part.Term, part.At) is var (low, high)
            ? new ProposedFact("eigenvalue_enclosure", json =>
            {
                part.Instance(json);
                json.WriteString("matrix", matrix.Name);
                Ends(json, low, high);
            })
            : null;
}
