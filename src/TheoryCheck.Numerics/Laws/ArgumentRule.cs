using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Laws;

/// <summary>What an argument must be; each rule gives the typing error, or null when it is kept.</summary>
internal static class ArgumentRule
{
    public static Typing? Count(string name, Sequence<Term> arguments, int least, int most)
    {
        if (arguments.FirstOrDefault(a => a.Type is ErrorType) is { } wrong)
        {
            return wrong.Type;
        }

        if (arguments.Count >= least && arguments.Count <= most)
        {
            return null;
        }

        var expected = least == most ? $"{least}" : $"{least} to {most}";
        return Typing.Wrong($"'{name}' has {arguments.Count} argument(s), but takes {expected}");
    }

    public static Typing? Count(string name, Sequence<Term> arguments, int count) => Count(name, arguments, count, count);

    public static Typing? Scalar(string name, Sequence<Term> arguments, int position) =>
        arguments[position].Type.IsScalar ? (Typing?)null : Expected(name, arguments, position, "a scalar");

    public static Typing? Integer(string name, Sequence<Term> arguments, int position) =>
        arguments[position].Type is TensorType { Axes.IsEmpty: true, Kind: NumberKind.Integer } ? (Typing?)null : Expected(name, arguments, position, "an integer");

    public static Typing? Vector(string name, Sequence<Term> arguments, int position) =>
        arguments[position].Type is TensorType { Axes.Count: 1 } ? (Typing?)null : Expected(name, arguments, position, "a vector");

    public static Typing? Matrix(string name, Sequence<Term> arguments, int position) =>
        arguments[position].Type is TensorType { Axes.Count: 2 } ? (Typing?)null : Expected(name, arguments, position, "a matrix");

    /// <summary>A matrix whose two lengths are not certainly different: two unequal numbers are refused, symbols are left to the instance.</summary>
    public static Typing? Square(string name, Sequence<Term> arguments, int position)
    {
        if (Matrix(name, arguments, position) is { } error)
        {
            return error;
        }

        var axes = ((TensorType)arguments[position].Type).Axes;
        return CertainlyDiffer(axes[0].Length, axes[1].Length)
            ? Typing.Wrong($"'{name}' takes a square matrix, but this has {((Number)axes[0].Length).Value} rows and {((Number)axes[1].Length).Value} columns", position)
            : (Typing?)null;
    }

    public static bool CertainlyDiffer(Term left, Term right) => left is Number a && right is Number b && a.Value != b.Value;

    private static Typing Expected(string name, Sequence<Term> arguments, int position, string expected) =>
        Typing.Wrong($"'{name}' takes {expected} here, not {TypeText.Describe(arguments[position].Type)}", position);
}
