using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The set of points at which e attains its greatest value; empty when there is none.</summary>
public sealed class Argmax : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "argmax";

    /// <inheritdoc/>
    public override string Usage => "argmax(u in S where A: e)";

    /// <inheritdoc/>
    public override string Summary => "The set of points at which e attains its greatest value; empty when there is none.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., c in vector(d)\nclaim unique: argmax(u in vector(d): -norm(u - c)) == {c}";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("argmax", "\\operatorname*{arg\\,max}", IsLarge: true);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Fresh];

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) =>
        BodyTyping.Number(Name, bodies[0]) is { Type: null } wrong ? wrong
        : bodies[0].Type is ErrorType ? bodies[0].Type
        : BodyTyping.PointSet(binders);
}
