using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The variance E[(e - E e)^2] of a number over the listed draws, conditional on B if given.</summary>
public sealed class Variance : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "var";

    /// <inheritdoc/>
    public override string Usage => "var(w: e given B)";

    /// <inheritdoc/>
    public override string Summary => "The variance E[(e - E e)^2] of a number over the listed draws, conditional on B if given.";

    /// <inheritdoc/>
    public override string Example => "given d in 1..\nw ~ normal(d)\nclaim coordinate: var(w: w[0]) == 1";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("Var", "\\operatorname{Var}", IsLarge: false);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Draws];

    /// <inheritdoc/>
    public override bool AllowsGiven => true;

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) =>
        BodyTyping.Number(Name, bodies[0]);
}
