using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Sets;

/// <summary>The finite signed measures on S.</summary>
public sealed class Measures : SetConstructor
{
    /// <inheritdoc/>
    public override string Name => "measures";

    /// <inheritdoc/>
    public override string Usage => "measures(S)";

    /// <inheritdoc/>
    public override string Summary => "The finite signed measures on S.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., nu in measures(vector(d))\nclaim bound: abs(mass(nu)) <= tvnorm(nu)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("ℳ", "\\mathcal{M}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Set], () =>
            new SetType(new MeasureType(((SetType)arguments[0].Type).Element, MeasureKind.Signed)));
}
