using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The law of independent components, one for each index, the k-th with law P.</summary>
public sealed class LawProduct : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "product";

    /// <inheritdoc/>
    public override string Usage => "product(k<n: P)";

    /// <inheritdoc/>
    public override string Summary => "The law of independent components, one for each index, the k-th with law P.";

    /// <inheritdoc/>
    public override string Example => "given n in 1..\nx ~ product(k<n: normal(0, 1))\nclaim second: expect(x: norm(x)^2) == n";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("⨂", "\\bigotimes", IsLarge: true);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Fresh];

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given)
    {
        if (bodies[0].Type is ErrorType)
        {
            return bodies[0].Type;
        }

        if (bodies[0].Type is not MeasureType { Point: TensorType } measure)
        {
            return Typing.Wrong($"'product' takes a law of numbers or tensors behind the colon, not {TypeText.Describe(bodies[0].Type)}", 0);
        }

        // The components form a tensor of the shape that 'matrix' gives to one point.
        var component = new Reference(new Symbol("component", SymbolRole.Bound, default) { Type = measure.Point });
        var shape = new MatrixForm().Check([], binders, [component], null);
        return shape.Type is { } point ? measure with { Point = point } : Typing.Wrong(shape.Error.Replace("'matrix'", "'product'"), shape.Argument);
    }
}
