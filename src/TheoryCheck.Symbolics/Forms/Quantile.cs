using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The least t with P(e &lt;= t) &gt;= q over the listed draws, for 0 &lt; q &lt; 1.</summary>
public sealed class Quantile : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "quantile";

    /// <inheritdoc/>
    public override string Usage => "quantile(q, w: e given B)";

    /// <inheritdoc/>
    public override string Summary => "The least t with P(e <= t) >= q over the listed draws, for 0 < q < 1.";

    /// <inheritdoc/>
    public override string Example => "given d in 1..\nw ~ normal(d)\nclaim median: quantile(1/2, w: w[0]) == 0";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("Q", "Q", IsLarge: false);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Draws];

    /// <inheritdoc/>
    public override int LeadingCount => 1;

    /// <inheritdoc/>
    public override bool AllowsGiven => true;

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) =>
        leading[0].Type switch
        {
            ErrorType error => error,
            { IsScalar: true } => BodyTyping.Number(Name, bodies[0]),
            var other => Typing.Wrong($"'quantile' takes a level between 0 and 1, not {TypeText.Describe(other)}"),
        };
}
