using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The law of the random value e.</summary>
public sealed class LawOf : Functional
{
    /// <inheritdoc/>
    public override string Name => "law";

    /// <inheritdoc/>
    public override string Usage => "law(e)";

    /// <inheritdoc/>
    public override string Summary => "The law of the random value e.";

    /// <inheritdoc/>
    public override string Example => "w ~ normal(0, 1)\nclaim symmetric: law(-w) == normal(0, 1)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("Law", "\\operatorname{Law}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Any], () => arguments[0].Type is TensorType or TupleType or MeasureType
            ? new MeasureType(arguments[0].Type, MeasureKind.Probability)
            : Typing.Wrong($"'law' takes a random number, tensor or tuple, not {TypeText.Describe(arguments[0].Type)}", 0));
}
