using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Sets;

/// <summary>The square-summable real sequences, indexed from 0.</summary>
public sealed class SquareSummable : SetConstructor
{
    /// <inheritdoc/>
    public override string Name => "l2";

    /// <inheritdoc/>
    public override string Usage => "l2";

    /// <inheritdoc/>
    public override string Summary => "The square-summable real sequences, indexed from 0.";

    /// <inheritdoc/>
    public override string Example => "given u in l2\nclaim finite: converges(sum(j in 0..: u[j]^2))";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Bare("ℓ²", "\\ell^2");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [], () => new SetType(TermType.Vector(Constant.Infinity)));
}
