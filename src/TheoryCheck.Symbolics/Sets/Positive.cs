using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Sets;

/// <summary>The real numbers above 0.</summary>
public sealed class Positive : SetConstructor
{
    /// <inheritdoc/>
    public override string Name => "positive";

    /// <inheritdoc/>
    public override string Usage => "positive";

    /// <inheritdoc/>
    public override string Summary => "The real numbers above 0.";

    /// <inheritdoc/>
    public override string Example => "given t in positive\nclaim square: t^2 > 0";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Bare("ℝ₊", "\\mathbb{R}_{>0}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [], () => new SetType(TermType.Real));
}
