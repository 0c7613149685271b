using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The limit superior of e, perhaps infinity.</summary>
public sealed class Limsup : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "limsup";

    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override string Usage => "limsup(h -> 0 from above: e)";

    /// <inheritdoc/>
    public override string Summary => "The limit superior of e, perhaps infinity.";

    /// <inheritdoc/>
    public override string Example => "claim decay: limsup(n -> infinity: 1/n) == 0";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("lim sup", "\\limsup", IsLarge: true);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Limit];

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) =>
        BodyTyping.Number(Name, bodies[0]);
}
