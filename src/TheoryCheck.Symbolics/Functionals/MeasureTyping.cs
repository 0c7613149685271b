using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>What functionals of measures ask of them.</summary>
internal static class MeasureTyping
{
    /// <summary>The type of the points of a measure argument.</summary>
    internal static TermType Point(Term measure) => ((MeasureType)measure.Type).Point;

    /// <summary>Nothing when two measures live on points of one type; else what is wrong.</summary>
    internal static Typing? WrongPoints(string name, Sequence<Term> arguments, int first, int second) =>
        Differ(Point(arguments[first]), Point(arguments[second]))
            ? Typing.Wrong($"'{name}' takes two measures on one space, but their points differ in type", second)
            : (Typing?)null;

    /// <summary>Whether two types certainly differ; a type with an error agrees with everything, an integer with a real.</summary>
    internal static bool Differ(TermType left, TermType right) => (left, right) switch
    {
        (ErrorType, _) or (_, ErrorType) => false,
        (TensorType a, TensorType b) => Extent.Differ(a, b),
        (TupleType a, TupleType b) => a.Items.Count != b.Items.Count || a.Items.Zip(b.Items).Any(pair => Differ(pair.First, pair.Second)),
        (SetType a, SetType b) => Differ(a.Element, b.Element),
        (MeasureType a, MeasureType b) => Differ(a.Point, b.Point),
        (FunctionType a, FunctionType b) => a.Parameters.Count != b.Parameters.Count || Differ(a.Result, b.Result)
            || a.Parameters.Zip(b.Parameters).Any(pair => Differ(pair.First, pair.Second)),
        _ => left.GetType() != right.GetType(),
    };
}
