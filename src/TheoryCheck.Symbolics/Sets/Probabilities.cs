using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Sets;

/// <summary>The probability measures on S; the same set as laws(S).</summary>
public sealed class Probabilities : SetConstructor
{
    /// <inheritdoc/>
    public override string Name => "probabilities";

    /// <inheritdoc/>
    public override string Usage => "probabilities(S)";

    /// <inheritdoc/>
    public override string Summary => "The probability measures on S; the same set as laws(S).";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., P in probabilities(vector(d))\nclaim unit: mass(P) == 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("𝒫", "\\mathcal{P}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Set], () =>
            new SetType(new MeasureType(((SetType)arguments[0].Type).Element, MeasureKind.Probability)));
}
