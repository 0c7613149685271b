using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The unit mass at the point t.</summary>
public sealed class Dirac : Functional
{
    /// <inheritdoc/>
    public override string Name => "dirac";

    /// <inheritdoc/>
    public override string Usage => "dirac(t)";

    /// <inheritdoc/>
    public override string Summary => "The unit mass at the point t.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., t in vector(d)\nclaim unit: tvnorm(dirac(t)) == 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("δ", "\\delta");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Any], () => arguments[0].Type is TensorType or TupleType or MeasureType
            ? new MeasureType(arguments[0].Type, MeasureKind.Probability)
            : Typing.Wrong($"'dirac' takes a number, tensor or tuple, not {TypeText.Describe(arguments[0].Type)}", 0));
}
