using System.Runtime.Intrinsics;

namespace TheoryCheck.Numerics.Plans;

/// <summary>What folds do at their ends.</summary>
internal static unsafe class Folds
{
    /// <summary>What an empty fold gives.</summary>
    public static double Neutral(Fold fold) => fold switch
    {
        Fold.Sum => SumFold.Neutral,
        Fold.Product => ProductFold.Neutral,
        Fold.Minimum => MinimumFold.Neutral,
        _ => MaximumFold.Neutral,
    };

    /// <summary>Eight partial values folded into one, halves with each other.</summary>
    public static double Whole(Fold fold, double* partial) => fold switch
    {
        Fold.Sum => Whole<SumFold>(partial),
        Fold.Product => Whole<ProductFold>(partial),
        Fold.Minimum => Whole<MinimumFold>(partial),
        _ => Whole<MaximumFold>(partial),
    };

    private static double Whole<TFold>(double* partial)
        where TFold : struct, ILaneFold
    {
        var all = Vector512.Load(partial);
        all = TFold.Combine(all, Vector512.Shuffle(all, Vector512.Create(4L, 5, 6, 7, 0, 1, 2, 3)));
        all = TFold.Combine(all, Vector512.Shuffle(all, Vector512.Create(2L, 3, 0, 1, 6, 7, 4, 5)));
        return TFold.Combine(all, Vector512.Shuffle(all, Vector512.Create(1L, 0, 3, 2, 5, 4, 7, 6))).ToScalar();
    }
}
