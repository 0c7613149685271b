using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>The set is compact.</summary>
public sealed class Compact : Predicate
{
    /// <inheritdoc/>
    public override string Name => "compact";

    /// <inheritdoc/>
    public override string Usage => "compact(S)";

    /// <inheritdoc/>
    public override string Summary => "The set is compact.";

    /// <inheritdoc/>
    public override string Example => "given d in 1..\nclaim closed: compact(sphere(d))";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("compact", "\\operatorname{compact}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Set], () => TermType.Truth);
}
