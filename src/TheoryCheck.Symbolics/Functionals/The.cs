using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The one point of the set S; undefined unless S is proved to have exactly one.</summary>
public sealed class The : Functional
{
    /// <inheritdoc/>
    public override string Name => "the";

    /// <inheritdoc/>
    public override string Usage => "the(S)";

    /// <inheritdoc/>
    public override string Summary => "The one point of the set S; undefined unless S is proved to have exactly one.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim point: the({t}) == t";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("the", "\\operatorname{the}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Set], () => ((SetType)arguments[0].Type).Element);
}
