using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>The law P is kept by the chain: a function from points to laws (a Markov kernel), one from points to points, or a state of a block.</summary>
public sealed class Invariant : Predicate
{
    /// <inheritdoc/>
    public override string Name => "invariant";

    /// <inheritdoc/>
    public override string Usage => "invariant(P, chain)";

    /// <inheritdoc/>
    public override string Summary => "The law P is kept by the chain: a function from points to laws (a Markov kernel), one from points to points, or a state of a block.";

    /// <inheritdoc/>
    public override string Example => "step_of(x in reals) = -x\nclaim symmetric: invariant(normal(0, 1), step_of)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("invariant", "\\operatorname{invariant}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Measure, Slot.Any], () =>
            arguments[1].Type is FunctionType or TensorType
                ? TermType.Truth
                : Typing.Wrong($"'invariant' takes a function of points or a state of a block here, not {TypeText.Describe(arguments[1].Type)}", 1));
}
