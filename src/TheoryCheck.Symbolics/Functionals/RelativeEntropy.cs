using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The relative entropy, the integral of log(dp/dq) over p; infinity when p has no density with respect to q.</summary>
public sealed class RelativeEntropy : Functional
{
    /// <inheritdoc/>
    public override string Name => "kl";

    /// <inheritdoc/>
    public override string Usage => "kl(p, q)";

    /// <inheritdoc/>
    public override string Summary => "The relative entropy, the integral of log(dp/dq) over p; infinity when p has no density with respect to q.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., p in laws(vector(d)), q in laws(vector(d))\nclaim gibbs: kl(p, q) >= 0";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("KL", "\\operatorname{KL}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Measure, Slot.Measure], () =>
            MeasureTyping.WrongPoints(Name, arguments, 0, 1) ?? TermType.Real);

    /// <inheritdoc/>
    public override ClosedForm? Closed(Sequence<Term> arguments)
    {
        if (arguments is not [Call { Operation: Law law } own, Call { Operation: Law other } reference])
        {
            return null;
        }

        if (law == other && law.RelativeEntropy(own.Arguments, reference.Arguments) is { } known)
        {
            return known;
        }

        if (FiniteOutcomes.Both(own, reference) is not { } outcomes)
        {
            return null;
        }

        var summands = outcomes.Probabilities.Select(o => Build.Multiply(o.First, Build.Call<Log>(Build.Divide(o.First, o.Second))));
        var positive = outcomes.Probabilities.SelectMany(o => new[] { o.First, o.Second }).Select(p => new Comparison(p, Relation.Greater, Number.Zero));
        return new(Build.Add([.. summands]), outcomes.Requirements.Concat(positive).ToSequence());
    }
}
