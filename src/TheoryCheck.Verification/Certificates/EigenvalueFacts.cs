using TheoryCheck.Numerics.Tensors;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Certificates;

/// <summary>Least eigenvalues of matrices that the spec names: where they lie, and for larger matrices a margin below them.</summary>
internal sealed class EigenvalueFacts : FactSource
{
    private const int LargestEnclosed = 12;
    private const int Bits = 96;
    private const int LargestSize = 16;

    /// <inheritdoc/>
    public override ProposedFact? Of(ClaimPart part)
    {
        if (NamedMatrix(part) is not { } named || part.Evaluation.TryTensor(named, part.At) is not { Dimensions: [<= LargestSize and var size, _] }
            || part.Evaluation.TryDoubles(Build.Call<EigMin>(named), part.At) is not [var least] || !double.IsFinite(least))
        {
            return null;
        }

        // A proposal in doubles is near enough: nine digits are said, and so need few bits.
        var (value, isEnclosed) = (Rational.FromExact(least), size <= LargestEnclosed);
        return !isEnclosed && Lower(value).Sign <= 0 ? null : new ProposedFact(isEnclosed ? "eigenvalue_enclosure" : "positive_definite", json =>
        {
            part.Instance(json);
            json.WriteString("matrix", named.Symbol.Name);
            if (isEnclosed)
            {
                Ends(json, value, value);
            }
            else
            {
                json.WriteString("margin", Lower(value).ToString());
            }
        })
        {
            Bits = Bits,
        };
    }
}
