using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>The function vanishes, or the measure has no mass, off some compact set.</summary>
public sealed class CompactSupport : Predicate
{
    /// <inheritdoc/>
    public override string Name => "compact_support";

    /// <inheritdoc/>
    public override string Usage => "compact_support(f)";

    /// <inheritdoc/>
    public override string Summary => "The function vanishes, or the measure has no mass, off some compact set.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., mu in laws(vector(d)) where compact_support(mu)\nclaim finite: moment(mu, 2) < infinity";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("compact_support", "\\operatorname{compact\\_support}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Any], () => arguments[0].Type is FunctionType or MeasureType
            ? TermType.Truth
            : Typing.Wrong($"'compact_support' takes a function or a measure, not {TypeText.Describe(arguments[0].Type)}", 0));
}
