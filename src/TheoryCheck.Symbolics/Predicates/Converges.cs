using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>The infinite sum or limit e exists as a finite number.</summary>
public sealed class Converges : Predicate
{
    /// <inheritdoc/>
    public override string Name => "converges";

    /// <inheritdoc/>
    public override string Usage => "converges(e)";

    /// <inheritdoc/>
    public override string Summary => "The infinite sum or limit e exists as a finite number.";

    /// <inheritdoc/>
    public override string Example => "claim basel: converges(sum(j in 1..: 1/j^2))";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("converges", "\\operatorname{converges}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Tensor], () => TermType.Truth);
}
