using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Sets;

/// <summary>The integers.</summary>
public sealed class Integers : SetConstructor
{
    /// <inheritdoc/>
    public override string Name => "integers";

    /// <inheritdoc/>
    public override string Usage => "integers";

    /// <inheritdoc/>
    public override string Summary => "The integers.";

    /// <inheritdoc/>
    public override string Example => "given n in integers\nclaim square: n^2 >= n";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Bare("ℤ", "\\mathbb{Z}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [], () => new SetType(TermType.Integer));
}
