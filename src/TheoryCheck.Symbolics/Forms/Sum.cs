using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>Σ over index ranges or finite sets; 0 when empty; of tensors of one shape, a tensor; of measures, a measure.</summary>
public sealed class Sum : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "sum";

    /// <inheritdoc/>
    public override string Usage => "sum(i<n, j<i where A: e)";

    /// <inheritdoc/>
    public override string Summary => "The sum of e over the indices; 0 when there are none; over an infinite range the limit of the partial sums.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., x[i<n] in reals\nclaim squares: sum(i<n: x[i]^2) >= 0";

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Fresh];

    /// <inheritdoc/>
    public override BindingNotation Notation => new("∑", "\\sum", IsLarge: true);

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) => bodies[0].Type switch
    {
        MeasureType measure => measure with { Kind = MeasureKind.Signed },
        TensorType or ErrorType => bodies[0].Type,
        var other => Typing.Wrong($"'sum' adds numbers, tensors or measures, not {TypeText.Describe(other)}", 0),
    };
}
