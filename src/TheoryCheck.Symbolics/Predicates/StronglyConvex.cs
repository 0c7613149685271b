using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>f - c/2*norm^2 is convex, for c &gt; 0.</summary>
public sealed class StronglyConvex : Predicate
{
    /// <inheritdoc/>
    public override string Name => "strongly_convex";

    /// <inheritdoc/>
    public override string Usage => "strongly_convex(f, c)";

    /// <inheritdoc/>
    public override string Summary => "f - c/2*norm^2 is convex, for c > 0.";

    /// <inheritdoc/>
    public override string Example => "claim square: strongly_convex(t |-> t^2, 2)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("strongly_convex", "\\operatorname{strongly\\_convex}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Function, Slot.Scalar], () => TermType.Truth);

    /// <inheritdoc/>
    public override Term? Expand(Sequence<Term> arguments) => Convexity.Definition(arguments[0], arguments[1]);
}
