using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The volume of the reals, or of vectors with d coordinates; an infinite measure.</summary>
public sealed class Lebesgue : Functional
{
    /// <inheritdoc/>
    public override string Name => "lebesgue";

    /// <inheritdoc/>
    public override string Usage => "lebesgue, lebesgue(d)";

    /// <inheritdoc/>
    public override string Summary => "The volume of the reals, or of vectors with d coordinates; an infinite measure.";

    /// <inheritdoc/>
    public override string Example => "claim ratio: almost all t wrt lebesgue: t != 0";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("λ", "\\lambda");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Integer], () =>
            new MeasureType(arguments.Count == 0
                ? TermType.Real
                : TermType.Vector(arguments[0]), MeasureKind.Signed), optional: 1);
}
