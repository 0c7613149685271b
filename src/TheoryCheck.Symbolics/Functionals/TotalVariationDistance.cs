using TheoryCheck.Core;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>tvnorm(p - q)/2, the greatest difference of probabilities of one event.</summary>
public sealed class TotalVariationDistance : Functional
{
    /// <inheritdoc/>
    public override string Name => "tvdist";

    /// <inheritdoc/>
    public override string Usage => "tvdist(p, q)";

    /// <inheritdoc/>
    public override string Summary => "tvnorm(p - q)/2, the greatest difference of probabilities of one event.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., p in laws(vector(d)), q in laws(vector(d))\nclaim bound: tvdist(p, q) <= 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("TV", "\\operatorname{TV}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Measure, Slot.Measure], () =>
            MeasureTyping.WrongPoints(Name, arguments, 0, 1) ?? TermType.Real);

    /// <inheritdoc/>
    public override ClosedForm? Closed(Sequence<Term> arguments) =>
        arguments is [Call own, Call reference] && FiniteOutcomes.Both(own, reference) is { } outcomes
            ? new(
                Build.Divide(Build.Add([.. outcomes.Probabilities.Select(o => Build.Call<Abs>(Build.Subtract(o.First, o.Second)))]), Build.Num(2)),
                outcomes.Requirements)
            : null;
}
