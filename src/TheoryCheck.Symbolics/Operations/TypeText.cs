using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Operations;

/// <summary>Types in words, for messages.</summary>
public static class TypeText
{
    /// <summary>A short noun phrase: "a scalar", "a vector", "a matrix", "a truth value".</summary>
    public static string Describe(TermType type) => type switch
    {
        TensorType { Axes.Count: 0, Kind: NumberKind.Integer } => "an integer",
        TensorType { Axes.Count: 0 } => "a scalar",
        TensorType { Axes.Count: 1 } => "a vector",
        TensorType { Axes.Count: 2 } => "a matrix",
        TensorType tensor => $"a tensor with {tensor.Axes.Count} axes",
        TruthType => "a truth value",
        FunctionType => "a function",
        TupleType tuple => $"a tuple of {tuple.Items.Count}",
        SetType => "a set",
        MeasureType { Kind: MeasureKind.Probability } => "a law",
        MeasureType => "a measure",
        _ => "an expression with an error",
    };
}
