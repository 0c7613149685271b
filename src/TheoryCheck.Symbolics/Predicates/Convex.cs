using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>f(s*u + (1 - s)*v) &lt;= s*f(u) + (1 - s)*f(v) for all points u, v and s in [0, 1]; of a set, that it holds with u, v every point between.</summary>
public sealed class Convex : Predicate
{
    /// <inheritdoc/>
    public override string Name => "convex";

    /// <inheritdoc/>
    public override string Usage => "convex(f)";

    /// <inheritdoc/>
    public override string Summary => "f(s*u + (1 - s)*v) <= s*f(u) + (1 - s)*f(v) for all points u, v and s in [0, 1]; of a set, that it holds with u, v every point between.";

    /// <inheritdoc/>
    public override string Example => "claim square: convex(t |-> t^2)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("convex", "\\operatorname{convex}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Any], () => arguments[0].Type switch
        {
            SetType => TermType.Truth,
            FunctionType { Result: { IsScalar: true } or ErrorType } => TermType.Truth,
            var other => Typing.Wrong($"'convex' takes a set or a function with numbers as values, not {TypeText.Describe(other)}", 0),
        });

    /// <inheritdoc/>
    public override Term? Expand(Sequence<Term> arguments) => arguments[0].Type is FunctionType ? Convexity.Definition(arguments[0], null) : null;
}
