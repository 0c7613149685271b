using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The mean over index ranges or finite sets; of tensors of one shape, a tensor; of laws, the mixture.</summary>
public sealed class Mean : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "mean";

    /// <inheritdoc/>
    public override string Usage => "mean(i<n where A: e)";

    /// <inheritdoc/>
    public override string Summary => "The sum of e over the indices divided by their number; undefined when there are none.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., x[i<n] in reals\nclaim square: mean(i<n: x[i])^2 <= mean(i<n: x[i]^2)";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("mean", "\\operatorname{mean}", IsLarge: true);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Fresh];

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) =>
        bodies[0].Type switch
        {
            MeasureType measure => measure,
            _ => BodyTyping.Tensor(Name, bodies[0]),
        };
}
