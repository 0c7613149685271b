using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The integral of norm(x)^p over mu, perhaps infinity.</summary>
public sealed class Moment : Functional
{
    /// <inheritdoc/>
    public override string Name => "moment";

    /// <inheritdoc/>
    public override string Usage => "moment(mu, p)";

    /// <inheritdoc/>
    public override string Summary => "The integral of norm(x)^p over mu, perhaps infinity.";

    /// <inheritdoc/>
    public override string Example => "given d in 1..\nclaim gaussian: moment(normal(d), 2) == d";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("moment", "\\operatorname{moment}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Measure, Slot.Scalar], () => TermType.Real);

    /// <inheritdoc/>
    public override ClosedForm? Closed(Sequence<Term> arguments) =>
        arguments is [Call { Operation: Law law, Type: MeasureType { Point.IsScalar: true } } call, Number { Value: var order }] && order == 2 && law.SecondMoment(call.Arguments, null, null) is { } second
            ? new(second, law is ISampledLaw sampled ? sampled.Requirements(call.Arguments) : [])
            : null;
}
