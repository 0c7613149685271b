using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The least closed set with all of the mass.</summary>
public sealed class Support : Functional
{
    /// <inheritdoc/>
    public override string Name => "support";

    /// <inheritdoc/>
    public override string Usage => "support(mu)";

    /// <inheritdoc/>
    public override string Summary => "The least closed set with all of the mass.";

    /// <inheritdoc/>
    public override string Example => "given d in 1..\nclaim point: support(dirac(zeros(d))) == {zeros(d)}";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("supp", "\\operatorname{supp}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Measure], () => new SetType(MeasureTyping.Point(arguments[0])));
}
