using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The least L with norm(f(u) - f(v)) &lt;= L*norm(u - v) for all u, v; infinity when there is none.</summary>
public sealed class Lipschitz : Functional
{
    /// <inheritdoc/>
    public override string Name => "lipschitz";

    /// <inheritdoc/>
    public override string Usage => "lipschitz(f)";

    /// <inheritdoc/>
    public override string Summary => "The least L with norm(f(u) - f(v)) <= L*norm(u - v) for all u, v; infinity when there is none.";

    /// <inheritdoc/>
    public override string Example => "claim unit: lipschitz(t |-> relu(t)) == 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("Lip", "\\operatorname{Lip}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Function], () => TermType.Real);
}
