using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Uniqueness;

/// <summary>Which outputs of a measure are at corners of a loss made of lines, by the dual variables of a solution: those strictly between the slopes. A proposal, until <see cref="AreStrict"/>.</summary>
/// <param name="Held">The outputs at corners.</param>
/// <param name="Known">The dual variables of the others, shape (n).</param>
internal sealed record HeldCorners(int[] Held, Rational[] Known)
{
    private const double Inner = 1e-7;

    /// <summary>Proposes them.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="dual">Dual variables.</param>
    /// <param name="independent">Outputs of which all others are combinations, for interpolation.</param>
    internal static HeldCorners Of(SeparableLoss loss, double[] dual, Func<IEnumerable<int>> independent)
    {
        var known = new Rational[dual.Length];
        if (loss.IsSmooth)
        {
            return new([], known);
        }

        if (loss is Interpolation)
        {
            // The other outputs are combinations of these.
            return new([.. independent()], known);
        }

        var size = dual.Max(Math.Abs) * Inner;
        var held = new List<int>();
        for (var i = 0; i < dual.Length; i++)
        {
            var (_, below, above) = loss.Corner(i)!.Value;
            var isBelow = below is { } top && dual[i] > top.ToDouble() - size;
            var isAbove = above is { } bottom && dual[i] < bottom.ToDouble() + size;
            if (isBelow || isAbove)
            {
                known[i] = (isBelow ? below : above)!.Value;
            }
            else
            {
                held.Add(i);
            }
        }

        return new([.. held], known);
    }

    /// <summary>Whether, for certain, the dual variables at corners are strictly between the slopes and the other outputs strictly on the sides of theirs.</summary>
    internal bool AreStrict(SeparableLoss loss, Interval[] dual, Interval[] outputs)
    {
        if (loss.IsSmooth || loss is Interpolation)
        {
            return true;
        }

        for (var i = 0; i < dual.Length; i++)
        {
            var (at, below, above) = loss.Corner(i)!.Value;
            var isStrict = Array.IndexOf(Held, i) >= 0
                ? (below is not { } top || (dual[i].Literal(top) - dual[i]).CertainSign == 1) && (above is not { } bottom || (dual[i] - dual[i].Literal(bottom)).CertainSign == 1)
                : (outputs[i] - outputs[i].Literal(at)).CertainSign == (Known[i] == above ? 1 : -1);
            if (!isStrict)
            {
                return false;
            }
        }

        return true;
    }
}
