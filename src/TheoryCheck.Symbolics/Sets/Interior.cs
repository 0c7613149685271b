using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Sets;

/// <summary>The points of S with a neighbourhood in S.</summary>
public sealed class Interior : SetConstructor
{
    /// <inheritdoc/>
    public override string Name => "interior";

    /// <inheritdoc/>
    public override string Usage => "interior(S)";

    /// <inheritdoc/>
    public override string Summary => "The points of S with a neighbourhood in S.";

    /// <inheritdoc/>
    public override string Example => "given d in 1..\nclaim inside: interior(ball(d)) subset ball(d)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("int", "\\operatorname{int}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Set], () => arguments[0].Type);
}
