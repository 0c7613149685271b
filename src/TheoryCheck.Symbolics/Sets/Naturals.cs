using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Sets;

/// <summary>The integers 0, 1, 2, ..</summary>
public sealed class Naturals : SetConstructor
{
    /// <inheritdoc/>
    public override string Name => "naturals";

    /// <inheritdoc/>
    public override string Usage => "naturals";

    /// <inheritdoc/>
    public override string Summary => "The integers 0, 1, 2, ..";

    /// <inheritdoc/>
    public override string Example => "given n in naturals\nclaim nonnegative: n >= 0";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Bare("ℕ", "\\mathbb{N}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [], () => new SetType(TermType.Integer));
}
