using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Calculus;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>F(W) is the least value of F: F(W) &lt;= F(U) for all U.</summary>
public sealed class GlobalMin : Predicate
{
    /// <inheritdoc/>
    public override string Name => "global_min";

    /// <inheritdoc/>
    public override string Usage => "global_min(F, W, ..)";

    /// <inheritdoc/>
    public override string Summary => "F(W) is the least value of F: F(W) <= F(U) for all U.";

    /// <inheritdoc/>
    public override string Example => "f(t in reals) = t^2\nclaim origin: global_min(f, 0)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("global_min", "\\operatorname{global\\_min}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Function, Slot.Any], () =>
            CalculusTyping.WrongPoints(Name, arguments) ?? TermType.Truth, repeats: true);

    /// <inheritdoc/>
    public override Term? Expand(Sequence<Term> arguments) =>
        FunctionDomain.Binders(arguments[0]) is { } binders
            ? new Quantified(QuantifierKind.ForAll, binders, new Comparison(
                FunctionDomain.Value(arguments[0], arguments.Skip(1).ToSequence()),
                Relation.LessOrEqual,
                FunctionDomain.Value(arguments[0], binders)))
            : null;
}
