using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The set of the points of S that satisfy A; with several binders, of tuples.</summary>
public sealed class Comprehension : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "{}";

    /// <inheritdoc/>
    public override string Usage => "{u in S where A}";

    /// <inheritdoc/>
    public override string Summary => "The set of the points of S that satisfy A; with several binders, of tuples.";

    /// <inheritdoc/>
    public override string Example => "given d in 1..\nballs = {u in vector(d) where norm(u) <= 1}\nclaim inside: for all u in balls: norm(u)^2 <= 1";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("", "", IsLarge: false);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Fresh];

    /// <inheritdoc/>
    public override int BodyCount => 0;

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) => BodyTyping.PointSet(binders);
}
