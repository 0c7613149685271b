using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Operations;

/// <summary>What kind of value an argument must be.</summary>
internal enum Slot
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>A number.</summary>
    Scalar,

    /// <summary>An integer.</summary>
    Integer,

    /// <summary>A tensor with one axis.</summary>
    Vector,

    /// <summary>A tensor with two axes.</summary>
    Matrix,

    /// <summary>A tensor with two axes of one length.</summary>
    Square,

    /// <summary>A number or tensor.</summary>
    Tensor,

    /// <summary>A measure or law.</summary>
    Measure,

    /// <summary>A set.</summary>
    Set,

    /// <summary>A function.</summary>
    Function,

    /// <summary>A truth value.</summary>
    Truth,
}

/// <summary>Checks arguments against the kinds an operation takes, and says in words which one does not fit.</summary>
internal static class Signature
{
    /// <summary>
    /// The type that <paramref name="result"/> gives when the arguments fit; an argument with an error gives the error type,
    /// so that a mistake is reported once.
    /// </summary>
    /// <param name="name">The operation.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="slots">The kinds, in order.</param>
    /// <param name="result">The type of the application, called only when all arguments fit.</param>
    /// <param name="optional">How many slots at the end may be left out.</param>
    /// <param name="repeats">Whether the last slot may be filled again and again.</param>
    internal static Typing Check(
        string name, Sequence<Term> arguments, Sequence<Slot> slots, Func<Typing> result, int optional = 0, bool repeats = false)
    {
        var minimum = slots.Count - optional;
        if (arguments.Count < minimum || (arguments.Count > slots.Count && !repeats))
        {
            var expected = repeats ? $"at least {minimum}" : optional == 0 ? $"{minimum}" : $"{minimum} to {slots.Count}";
            return Typing.Wrong($"'{name}' has {arguments.Count} argument(s), but takes {expected}");
        }

        for (var i = 0; i < arguments.Count; i++)
        {
            var type = arguments[i].Type;
            if (type is ErrorType)
            {
                return type;
            }

            var slot = slots[Math.Min(i, slots.Count - 1)];
            if (!Fits(slot, type))
            {
                return Typing.Wrong($"'{name}' takes {Describe(slot)} here, not {TypeText.Describe(type)}", i);
            }
        }

        return result();
    }

    private static bool Fits(Slot slot, TermType type) => slot switch
    {
        Slot.Any => true,
        Slot.Scalar => type.IsScalar,
        Slot.Integer => type is TensorType { Axes.Count: 0, Kind: NumberKind.Integer },
        Slot.Vector => type is TensorType { Axes.Count: 1 },
        Slot.Matrix => type is TensorType { Axes.Count: 2 },
        Slot.Square => type is TensorType { Axes.Count: 2 } square && !Extent.Differ(square.Axes[0].Length, square.Axes[1].Length),
        Slot.Tensor => type is TensorType,
        Slot.Measure => type is MeasureType,
        Slot.Set => type is SetType,
        Slot.Function => type is FunctionType,
        _ => type is TruthType,
    };

    private static string Describe(Slot slot) => slot switch
    {
        Slot.Any => "a value",
        Slot.Scalar => "a number",
        Slot.Integer => "an integer",
        Slot.Vector => "a vector",
        Slot.Matrix => "a matrix",
        Slot.Square => "a square matrix",
        Slot.Tensor => "a number, vector or matrix",
        Slot.Measure => "a measure or law",
        Slot.Set => "a set",
        Slot.Function => "a function",
        _ => "a formula",
    };
}
