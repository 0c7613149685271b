using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The density of mu with respect to the volume of its space, at x.</summary>
public sealed class Pdf : Functional
{
    /// <inheritdoc/>
    public override string Name => "pdf";

    /// <inheritdoc/>
    public override string Usage => "pdf(mu, x)";

    /// <inheritdoc/>
    public override string Summary => "The density of mu with respect to the volume of its space, at x.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim gaussian: pdf(normal(0, 1), t) == exp(-t^2/2)/sqrt(2*pi)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("pdf", "\\operatorname{pdf}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Measure, Slot.Any], () =>
            MeasureTyping.Differ(MeasureTyping.Point(arguments[0]), arguments[1].Type)
                ? Typing.Wrong($"'pdf' takes a point of the measure's space here, not {TypeText.Describe(arguments[1].Type)} of another shape", 1)
                : TermType.Real);
}
