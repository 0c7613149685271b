using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The derivative of e in a variable or clock; with an arrow the (one-sided) derivative at that point; undefined when there is none.</summary>
public sealed class Derivative : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "derivative";

    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override string Usage => "derivative(t: e), derivative(h -> 0 from above: e)";

    /// <inheritdoc/>
    public override string Summary => "The derivative of e in a variable or clock; with an arrow the (one-sided) derivative at that point; undefined when there is none.";

    /// <inheritdoc/>
    public override string Example => "given lambda > 0\nclaim slope: derivative(h -> 0 from above: exp(-lambda*h)) == -lambda";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("d/d", "\\frac{\\mathrm{d}}{\\mathrm{d}", IsLarge: false);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Variable, BinderStyle.Limit];

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) =>
        bodies[0].Type switch
        {
            FunctionType { Result: TensorType } function => function,
            _ => BodyTyping.Tensor(Name, bodies[0]),
        };
}
