using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The relative Fisher information, the integral of norm(grad log(dp/dq))^2 over p.</summary>
public sealed class FisherInformation : Functional
{
    /// <inheritdoc/>
    public override string Name => "fisher";

    /// <inheritdoc/>
    public override string Usage => "fisher(p, q)";

    /// <inheritdoc/>
    public override string Summary => "The relative Fisher information, the integral of norm(grad log(dp/dq))^2 over p.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., p in laws(vector(d)), q in laws(vector(d))\nclaim nonnegative: fisher(p, q) >= 0";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("I", "I");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Measure, Slot.Measure], () =>
            MeasureTyping.WrongPoints(Name, arguments, 0, 1) ?? TermType.Real);

    /// <inheritdoc/>
    public override ClosedForm? Closed(Sequence<Term> arguments) =>
        arguments is [Call { Operation: Law law } own, Call { Operation: Law other } reference] && law == other ? law.FisherInformation(own.Arguments, reference.Arguments) : null;
}
