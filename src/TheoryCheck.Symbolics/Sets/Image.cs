using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Sets;

/// <summary>The values of f at the points of S.</summary>
public sealed class Image : SetConstructor
{
    /// <inheritdoc/>
    public override string Name => "image";

    /// <inheritdoc/>
    public override string Usage => "image(f, S)";

    /// <inheritdoc/>
    public override string Summary => "The values of f at the points of S.";

    /// <inheritdoc/>
    public override string Example => "f(t in reals) = t^2\nclaim squares: for all s in image(f, reals): s >= 0";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("image", "\\operatorname{im}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments)
    {
        return Signature.Check(Name, arguments, [Slot.Function, Slot.Set], () =>
        {
            var function = (FunctionType)arguments[0].Type;
            return function.Parameters.Count == 1
                || (((SetType)arguments[1].Type).Element is TupleType tuple && tuple.Items.Count == function.Parameters.Count)
                ? new SetType(function.Result)
                : Typing.Wrong($"'image' takes a set of tuples of {function.Parameters.Count} here, as the function has so many arguments", 1);
        });
    }
}
