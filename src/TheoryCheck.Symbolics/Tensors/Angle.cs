using TheoryCheck.Core;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Tensors;

/// <summary>The angle in [0, pi] of two vectors that are not 0, atan2(sqrt(|u|^2 |v|^2 - (u.v)^2), u.v).</summary>
/// <remarks>It expands to the scalar function gram_angle of the three inner products, which has a derivative.</remarks>
public sealed class Angle : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "angle";

    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override string Usage => "angle(u, v)";

    /// <inheritdoc/>
    public override string Summary => "The angle in [0, pi] of two vectors that are not 0, atan2(sqrt(|u|^2 |v|^2 - (u.v)^2), u.v).";

    /// <inheritdoc/>
    public override string Example => "given d in 2.., u in sphere(d), v in sphere(d)\nclaim cosine: cos(angle(u, v)) == dot(u, v)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("∠", "\\angle");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Vector, Slot.Vector], () =>
            Extent.Differ((TensorType)arguments[0].Type, (TensorType)arguments[1].Type)
                ? Typing.Wrong("'angle' takes two vectors of one length, but these lengths differ", 1)
                : TermType.Real);

    /// <inheritdoc/>
    public override Term Expand(Sequence<Term> arguments) =>
        Build.Call<GramAngle>(Product(arguments[0], arguments[0]), Product(arguments[1], arguments[1]), Product(arguments[0], arguments[1]));

    private static Term Product(Term left, Term right) => IndexNotation.Sum(
        IndexNotation.Axes(left),
        at => Build.Multiply(IndexNotation.Entry(left, at), IndexNotation.Entry(right, at)));
}
