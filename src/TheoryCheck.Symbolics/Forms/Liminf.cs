using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The limit inferior of e, perhaps -infinity.</summary>
public sealed class Liminf : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "liminf";

    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override string Usage => "liminf(h -> 0 from above: e)";

    /// <inheritdoc/>
    public override string Summary => "The limit inferior of e, perhaps -infinity.";

    /// <inheritdoc/>
    public override string Example => "claim decay: liminf(n -> infinity: 1/n) == 0";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("lim inf", "\\liminf", IsLarge: true);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Limit];

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) =>
        BodyTyping.Number(Name, bodies[0]);
}
