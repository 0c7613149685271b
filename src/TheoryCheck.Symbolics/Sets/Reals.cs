using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Sets;

/// <summary>The real numbers.</summary>
public sealed class Reals : SetConstructor
{
    /// <inheritdoc/>
    public override string Name => "reals";

    /// <inheritdoc/>
    public override string Usage => "reals";

    /// <inheritdoc/>
    public override string Summary => "The real numbers.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim square: t^2 >= 0";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Bare("ℝ", "\\mathbb{R}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [], () => new SetType(TermType.Real));
}
