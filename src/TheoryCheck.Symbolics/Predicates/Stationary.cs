using TheoryCheck.Core;
using TheoryCheck.Symbolics.Calculus;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>0 lies in the Clarke subdifferential of F at the points W.</summary>
public sealed class Stationary : Predicate
{
    /// <inheritdoc/>
    public override string Name => "stationary";

    /// <inheritdoc/>
    public override string Usage => "stationary(F, W, ..)";

    /// <inheritdoc/>
    public override string Summary => "0 lies in the Clarke subdifferential of F at the points W.";

    /// <inheritdoc/>
    public override string Example => "f(t in reals) = abs(t)\nclaim origin: stationary(f, 0)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("stationary", "\\operatorname{stationary}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Function, Slot.Tensor], () =>
            CalculusTyping.WrongPoints(Name, arguments) ?? TermType.Truth, repeats: true);

    /// <inheritdoc/>
    public override Term? Expand(Sequence<Term> arguments)
    {
        var zeros = arguments.Skip(1).Select(point => IndexNotation.Tensor(IndexNotation.Axes(point), _ => Number.Zero)).ToSequence();
        var zero = zeros.Count == 1
            ? zeros[0]
            : new Collection(CollectionKind.Tuple, new TupleType(zeros.Map(z => z.Type)), zeros);
        return new Membership(zero, Build.Call<Subdiff>(arguments.AsSpan()), isSubset: false);
    }
}
