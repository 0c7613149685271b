using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>The set has exactly one point.</summary>
public sealed class Singleton : Predicate
{
    /// <inheritdoc/>
    public override string Name => "singleton";

    /// <inheritdoc/>
    public override string Usage => "singleton(S)";

    /// <inheritdoc/>
    public override string Summary => "The set has exactly one point.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim one: singleton({t})";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("singleton", "\\operatorname{singleton}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Set], () => TermType.Truth);

    /// <inheritdoc/>
    public override Term? Expand(Sequence<Term> arguments)
    {
        var point = new Symbol("u", SymbolRole.Bound, default) { Type = ((SetType)arguments[0].Type).Element };
        return new Quantified(QuantifierKind.ExistsUnique, [new Binder(point, arguments[0])], Constant.True);
    }
}
