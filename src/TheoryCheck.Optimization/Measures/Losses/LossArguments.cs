using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Losses;

/// <summary>What all losses demand of their scale and labels.</summary>
internal static class LossArguments
{
    /// <summary>The scale as a double.</summary>
    /// <exception cref="ArgumentException">It is not positive.</exception>
    internal static double PositiveScale(Rational scale) =>
        scale.Sign > 0 ? scale.ToDouble() : throw new ArgumentException($"scale is {scale}, but must be positive", nameof(scale));

    /// <summary>The labels as doubles.</summary>
    /// <exception cref="ArgumentException">One is 0.</exception>
    internal static double[] NonzeroLabels(Sequence<Rational> labels)
    {
        for (var i = 0; i < labels.Count; i++)
        {
            if (labels[i].IsZero)
            {
                throw new ArgumentException($"labels[{i}] is 0, but must be a class, such as 1 or -1", nameof(labels));
            }
        }

        return [.. labels.Items.Select(y => y.ToDouble())];
    }

    /// <summary>The number moved into [0, 1].</summary>
    internal static Rational Clamp(Rational value) => value.Sign < 0 ? 0 : value > 1 ? 1 : value;
}
