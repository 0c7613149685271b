using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Sets;

/// <summary>The limits of sequences in S.</summary>
public sealed class Closure : SetConstructor
{
    /// <inheritdoc/>
    public override string Name => "closure";

    /// <inheritdoc/>
    public override string Usage => "closure(S)";

    /// <inheritdoc/>
    public override string Summary => "The limits of sequences in S.";

    /// <inheritdoc/>
    public override string Example => "given d in 1..\nclaim outside: ball(d) subset closure(ball(d))";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("cl", "\\operatorname{cl}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Set], () => arguments[0].Type);
}
