using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Sets;

/// <summary>The finite subsets of S.</summary>
public sealed class FiniteSubsets : SetConstructor
{
    /// <inheritdoc/>
    public override string Name => "finite_subsets";

    /// <inheritdoc/>
    public override string Usage => "finite_subsets(S)";

    /// <inheritdoc/>
    public override string Summary => "The finite subsets of S.";

    /// <inheritdoc/>
    public override string Example => "claim attained: for all A in finite_subsets(reals): for all t in A: t^2 >= 0";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("Fin", "\\operatorname{Fin}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Set], () => new SetType(arguments[0].Type));
}
