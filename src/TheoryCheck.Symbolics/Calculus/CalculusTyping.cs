using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Calculus;

/// <summary>What operations of the calculus ask of their arguments.</summary>
internal static class CalculusTyping
{
    /// <summary>
    /// Nothing when the argument can be differentiated in: a symbol, an element of a family, or either at a step; else what is wrong.
    /// </summary>
    internal static Typing? WrongVariable(string name, Sequence<Term> arguments, int position) => arguments[position] switch
    {
        Reference or Element { Tensor: Reference } or AtStep { Series: Reference or Element { Tensor: Reference } } => (Typing?)null,
        Element { Tensor: AtStep { Series: Reference } } => (Typing?)null,
        _ => Typing.Wrong($"'{name}' differentiates in a symbol or an element of a family; for the value at another point define a function of the symbol first", position),
    };

    /// <summary>A real tensor with the axes of the first followed by those of the others.</summary>
    internal static TensorType Shape(params ReadOnlySpan<Term> parts)
    {
        var axes = new List<Axis>();
        foreach (var part in parts)
        {
            axes.AddRange(((TensorType)part.Type).Axes);
        }

        return new TensorType(NumberKind.Real, axes.ToSequence());
    }

    /// <summary>
    /// Nothing when there is one point for each parameter of the function that comes first, of its shape; else what is wrong.
    /// </summary>
    internal static Typing? WrongPoints(string name, Sequence<Term> arguments)
    {
        var function = (FunctionType)arguments[0].Type;
        if (function.Result is { IsScalar: false } and not ErrorType)
        {
            return Typing.Wrong($"'{name}' takes a function with numbers as values, not {TypeText.Describe(function.Result)}", 0);
        }

        if (arguments.Count - 1 != function.Parameters.Count)
        {
            return Typing.Wrong($"'{name}' has {arguments.Count - 1} point(s), but the function takes {function.Parameters.Count} argument(s)");
        }

        for (var i = 1; i < arguments.Count; i++)
        {
            if (arguments[i].Type is TensorType point && function.Parameters[i - 1] is TensorType parameter && Extent.Differ(point, parameter))
            {
                return Typing.Wrong($"'{name}' takes {TypeText.Describe(parameter)} here of the shape of the function's argument, but this is {TypeText.Describe(point)} of another shape", i);
            }
        }

        return (Typing?)null;
    }
}
