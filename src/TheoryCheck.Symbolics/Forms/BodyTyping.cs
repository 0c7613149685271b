using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>What binding forms ask of their bodies, and the points that their binders run through.</summary>
internal static class BodyTyping
{
    /// <summary>A number: its own type when <paramref name="keepsInteger"/>, else real.</summary>
    internal static Typing Number(string name, Term body, bool keepsInteger = false) => body.Type switch
    {
        ErrorType error => error,
        TensorType { Axes.Count: 0 } scalar => keepsInteger ? scalar : TermType.Real,
        var other => Typing.Wrong($"'{name}' takes a number behind the colon, not {TypeText.Describe(other)}", 0),
    };

    /// <summary>A number or tensor, the result real.</summary>
    internal static Typing Tensor(string name, Term body) => body.Type switch
    {
        ErrorType error => error,
        TensorType tensor => tensor with { Kind = NumberKind.Real },
        var other => Typing.Wrong($"'{name}' takes a number, vector or matrix behind the colon, not {TypeText.Describe(other)}", 0),
    };

    /// <summary>A formula; the result is of the given type.</summary>
    internal static Typing Formula(string name, Term body, TermType result) => body.Type switch
    {
        ErrorType error => error,
        TruthType => result,
        var other => Typing.Wrong($"'{name}' takes a formula behind the colon, not {TypeText.Describe(other)}", 0),
    };

    /// <summary>The type of the points: that of the bound symbol, or the tuple of several.</summary>
    internal static TermType Point(Sequence<Binder> binders) =>
        binders.FirstOrDefault(b => b.Symbol.Type is ErrorType)?.Symbol.Type
        ?? (binders.Count == 1 ? binders[0].Symbol.Type : new TupleType(binders.Map(b => b.Symbol.Type)));

    /// <summary>The set of points; the error type when one of the symbols could not be typed.</summary>
    internal static TermType PointSet(Sequence<Binder> binders) => Point(binders) is ErrorType error ? error : new SetType(Point(binders));
}
