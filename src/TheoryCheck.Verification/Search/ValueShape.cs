using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Search;

/// <summary>How long the axes of a symbol's value are at a configuration's sizes.</summary>
internal static class ValueShape
{
    private const int MostElements = 4096;

    /// <summary>The lengths of the axes, those of the indices first; null where one is not known or too great.</summary>
    public static int[]? Of(Symbol symbol, Instance instance, ClosedEvaluation evaluation)
    {
        var lengths = new List<int>();
        foreach (var index in symbol.Indices)
        {
            if (index.Domain is null || evaluation.Elements(index.Domain, instance, MostElements) is not { } range)
            {
                return null;
            }

            lengths.Add(range.Count);
        }

        foreach (var axis in symbol.Type is TensorType tensor ? tensor.Axes.Skip(symbol.Type is TensorType full && full.Axes.Count > AxesOfElements(symbol) ? symbol.Indices.Count : 0) : [])
        {
            if (evaluation.TryRational(axis.Length, instance) is not { IsInteger: true } length || length > MostElements)
            {
                return null;
            }

            lengths.Add((int)length.Numerator);
        }

        return [.. lengths];
    }

    // The type of a family lists its indices as axes where they are ranges; those were measured above.
    private static int AxesOfElements(Symbol symbol) =>
        symbol.Domain is { Type: SetType { Element: TensorType element } } ? element.Axes.Count : 0;
}
