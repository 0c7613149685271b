using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Identities;

namespace TheoryCheck.Verification.Judging.Inequalities;

/// <summary>The difference of the sides is made of squares, exponentials, norms and numbers whose signs are known.</summary>
internal sealed class SignsOfParts : InequalityProof
{
    /// <inheritdoc/>
    public override string Name => "signs of the parts";

    /// <inheritdoc/>
    public override string? Prove(Inequality inequality)
    {
        var facts = inequality.Facts;
        var excluded = inequality.IsStrict ? Signs.Negative | Signs.Zero : Signs.Negative;
        return (ExplicitForm.SignOf(inequality.Difference, facts) & excluded) == Signs.None && inequality.IsDefined
            ? $"the difference of the sides is a sum of parts that are {(inequality.IsStrict ? "positive" : "not negative")}"
            : null;
    }
}
