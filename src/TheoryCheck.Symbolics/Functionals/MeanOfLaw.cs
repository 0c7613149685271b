using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The mean of a law, the integral of x over P.</summary>
public sealed class MeanOfLaw : Functional
{
    /// <inheritdoc/>
    public override string Name => "mean";

    /// <inheritdoc/>
    public override string Usage => "mean(P)";

    /// <inheritdoc/>
    public override string Summary => "The mean of a law, the integral of x over P.";

    /// <inheritdoc/>
    public override string Example => "given d in 1..\nclaim centred: mean(normal(d)) == zeros(d)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("mean", "\\operatorname{mean}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Measure], () => MeasureTyping.Point(arguments[0]) switch
        {
            TensorType point => point with { Kind = NumberKind.Real },
            ErrorType error => error,
            var other => Typing.Wrong($"'mean' takes a law of numbers or tensors; the points of this one are each {TypeText.Describe(other)}", 0),
        });

    /// <inheritdoc/>
    public override ClosedForm? Closed(Sequence<Term> arguments) =>
        arguments is [Call { Operation: Law law, Type: MeasureType { Point.IsScalar: true } } call] && law.Mean(call.Arguments) is { } mean
            ? new(mean, law is ISampledLaw sampled ? sampled.Requirements(call.Arguments) : [])
            : null;
}
