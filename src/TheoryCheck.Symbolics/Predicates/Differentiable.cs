using TheoryCheck.Core;
using TheoryCheck.Symbolics.Calculus;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>e has a derivative in the symbol w at its value.</summary>
public sealed class Differentiable : Predicate
{
    /// <inheritdoc/>
    public override string Name => "differentiable";

    /// <inheritdoc/>
    public override string Usage => "differentiable(e, w)";

    /// <inheritdoc/>
    public override string Summary => "e has a derivative in the symbol w at its value.";

    /// <inheritdoc/>
    public override string Example => "given t in reals where t != 0\nclaim off: differentiable(abs(t), t)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("differentiable", "\\operatorname{differentiable}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Tensor, Slot.Tensor], () =>
            CalculusTyping.WrongVariable(Name, arguments, 1) ?? TermType.Truth);
}
