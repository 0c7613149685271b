using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>The values of the function, or the points of the set, stay within some ball.</summary>
public sealed class Bounded : Predicate
{
    /// <inheritdoc/>
    public override string Name => "bounded";

    /// <inheritdoc/>
    public override string Usage => "bounded(f)";

    /// <inheritdoc/>
    public override string Summary => "The values of the function, or the points of the set, stay within some ball.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., f(u in vector(d)) in reals where bounded(f)\nclaim square: bounded(u |-> f(u)^2)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("bounded", "\\operatorname{bounded}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Any], () => arguments[0].Type is FunctionType or SetType
            ? TermType.Truth
            : Typing.Wrong($"'bounded' takes a function or a set, not {TypeText.Describe(arguments[0].Type)}", 0));
}
