using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Sets;

/// <summary>Spaces of tensors of one shape.</summary>
internal static class Shapes
{
    /// <summary>Whether a value is a tensor with the given lengths of axes, all elements finite.</summary>
    internal static Certainty Contains<T>(Interpreter<T> interpreter, Sequence<Value<T>> lengths, Value<T> value)
        where T : IReal<T>
    {
        if (value is not Value<T>.Tensor { Elements: var tensor } || tensor.Dimensions.Count != lengths.Count)
        {
            return Certainty.False;
        }

        var isShape = lengths.Zip(tensor.Dimensions, (length, own) => interpreter.Compare(Relation.Equal, length, new Value<T>.Exact(own)))
            .Aggregate(Certainty.True, CertaintyLogic.And);
        return tensor.Elements.ToArray().Aggregate(isShape, (all, x) => all.And(interpreter.IsFinite(new Value<T>.Real(x))));
    }
}
