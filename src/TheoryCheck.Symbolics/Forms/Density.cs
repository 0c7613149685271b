using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The law on X whose density is e divided by its integral over X, for e &gt;= 0 with a finite positive integral.</summary>
public sealed class Density : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "density";

    /// <inheritdoc/>
    public override string Usage => "density(x in X: e)";

    /// <inheritdoc/>
    public override string Summary => "The law on X whose density is e divided by its integral over X, for e >= 0 with a finite positive integral.";

    /// <inheritdoc/>
    public override string Example => "given d in 1..\nP = density(x in vector(d): exp(-norm(x)^2/2))\nclaim gaussian: P == normal(d)";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("density", "\\operatorname{density}", IsLarge: false);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Fresh];

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) =>
        BodyTyping.Number(Name, bodies[0]) is { Type: null } wrong ? wrong
            : bodies[0].Type is ErrorType ? bodies[0].Type
            : BodyTyping.Point(binders) is ErrorType error ? error
            : new MeasureType(BodyTyping.Point(binders), MeasureKind.Probability);
}
