using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>The measure has a density with respect to the volume of its space.</summary>
public sealed class HasDensity : Predicate
{
    /// <inheritdoc/>
    public override string Name => "has_density";

    /// <inheritdoc/>
    public override string Usage => "has_density(mu)";

    /// <inheritdoc/>
    public override string Summary => "The measure has a density with respect to the volume of its space.";

    /// <inheritdoc/>
    public override string Example => "given d in 1..\nclaim gaussian: has_density(normal(d))";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("has_density", "\\operatorname{has\\_density}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Measure], () => TermType.Truth);
}
