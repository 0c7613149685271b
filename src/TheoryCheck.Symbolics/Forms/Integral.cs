using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The integral of e against a measure, or against Lebesgue measure over a set; undefined when e is not integrable.</summary>
public sealed class Integral : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "integral";

    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override string Usage => "integral(t wrt nu: e), integral(t in [a, b]: e)";

    /// <inheritdoc/>
    public override string Summary => "The integral of e against a measure, or against Lebesgue measure over a set; undefined when e is not integrable.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., P in laws(vector(d)) where moment(P, 2) < infinity\nclaim second: integral(t wrt P: norm(t)^2) == moment(P, 2)";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("∫", "\\int", IsLarge: true);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Measure, BinderStyle.Fresh];

    /// <summary>The measure on tuples whose points' components binders name, as in <c>(u, v) wrt mu</c>; null for other binders.</summary>
    public static Term? Joint(Sequence<Binder> binders) =>
        binders.Count > 1 && binders[0].Domain is { Type: MeasureType { Point: TupleType tuple } } measure && tuple.Items.Count == binders.Count && binders.All(b => b.Where is null && measure.Equals(b.Domain))
            ? measure
            : null;

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) =>
        bodies[0].Type switch
        {
            MeasureType measure => measure,
            _ => BodyTyping.Tensor(Name, bodies[0]),
        };
}
