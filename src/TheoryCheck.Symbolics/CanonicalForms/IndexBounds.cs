using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.CanonicalForms;

/// <summary>Whether indices certainly lie on the axes of a tensor, of whatever length: y[1] has no value where y is of length 1.</summary>
internal static class IndexBounds
{
    private const int MostReplacements = 8;

    /// <summary>Whether all indices lie on their axes; false says nothing.</summary>
    public static bool AreKept(Element element, Facts facts) =>
        element.Tensor.Type is not TensorType { Axes: var axes } || element.Indices.Zip(axes, (index, axis) => IsOn(index, axis, facts)).All(static kept => kept);

    private static bool IsOn(Term index, Axis axis, Facts facts)
    {
        if (axis.Length is Constant)
        {
            return IsNonnegative(Build.Subtract(index, axis.Lower), facts);
        }

        var last = Build.PredecessorOf(axis.Length);
        return (index is Reference { Symbol: var symbol } && facts.RangeOf(symbol) is var (low, high) && low.Equals(Number.Zero) && axis.Lower.Equals(Number.Zero) && high.Equals(last))
            || (IsNonnegative(Build.Subtract(index, axis.Lower), facts) && IsNonnegative(Build.Subtract(Build.Add(axis.Lower, last), index), facts));
    }

    // Integers stand at the ends of their ranges at which the gap is least.
    private static bool IsNonnegative(Term gap, Facts facts)
    {
        gap = Canonical.Normalize(gap, facts);
        for (var i = 0; i < MostReplacements && gap is not Number; i++)
        {
            if (gap.FreeSymbols().OrderByDescending(s => facts.RangeOf(s) is var (low, high) ? low.FreeSymbols().Concat(high.FreeSymbols()).Distinct().Count() : -1).Select(s => At(gap, s, facts)).FirstOrDefault(static t => t is not null) is not { } least)
            {
                break;
            }

            gap = least;
        }

        return (Definedness.SignOf(gap, facts) & Signs.Negative) == Signs.None;
    }

    private static Term? At(Term gap, Symbol symbol, Facts facts) =>
        facts.RangeOf(symbol) is var (low, high) && Canonical.Normalize(Build.Subtract(gap.Replace(symbol, Build.Add(Build.Ref(symbol), Number.One)), gap), facts) is Number slope
        && (slope.Value.Sign < 0 ? high : low) is not Constant and var end ? Canonical.Normalize(gap.Replace(symbol, end), facts) : null;
}
