using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Sets;

/// <summary>The laws on S with a density with respect to the volume of S.</summary>
public sealed class Densities : SetConstructor
{
    /// <inheritdoc/>
    public override string Name => "densities";

    /// <inheritdoc/>
    public override string Usage => "densities(S)";

    /// <inheritdoc/>
    public override string Summary => "The laws on S with a density with respect to the volume of S.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., rho in densities(vector(d))\nclaim unit: mass(rho) == 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("𝒫ₐ", "\\mathcal{P}_{\\mathrm{ac}}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Set], () =>
            new SetType(new MeasureType(((SetType)arguments[0].Type).Element, MeasureKind.Probability)));
}
