using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.LinearPrograms.Exact;

/// <summary>One pivot over the rationals; ties go to the variable that comes first.</summary>
internal static class ExactPivot
{
    /// <summary>From a feasible basis: the variable improves until a bound stops it. False when nothing does: the program is unbounded.</summary>
    public static bool Primal(ExactColumns columns, BasisStatus[] status, ExactBasis basis, int entering)
    {
        var rises = status[entering] == BasisStatus.AtLower || (status[entering] == BasisStatus.Free && basis.Reduced[entering].Sign < 0);
        var image = basis.Image(entering);
        var shortest = columns.Bounds(entering) is { Lower: { } own, Upper: { } far } ? far - own : (Rational?)null;
        var (leaving, atUpper) = (-1, false);
        for (var place = 0; place < image.Length; place++)
        {
            var rate = rises ? -image[place] : image[place];
            if (rate.IsZero)
            {
                continue;
            }

            var (lower, upper) = columns.Bounds(basis.Head[place]);
            if ((rate.Sign > 0 ? upper : lower) is not { } bound)
            {
                continue;
            }

            var step = (bound - basis.Values[basis.Head[place]]) / rate;
            if (shortest is not { } least || step < least)
            {
                (shortest, leaving, atUpper) = (step, place, rate.Sign > 0);
            }
        }

        if (shortest is null)
        {
            return false;
        }

        if (leaving < 0)
        {
            status[entering] = rises ? BasisStatus.AtUpper : BasisStatus.AtLower;
            return true;
        }

        status[basis.Head[leaving]] = atUpper ? BasisStatus.AtUpper : BasisStatus.AtLower;
        status[entering] = BasisStatus.Basic;
        return true;
    }

    /// <summary>The violated variable leaves at its bound. False when nothing can replace it: the program is infeasible.</summary>
    public static bool Dual(ExactColumns columns, BasisStatus[] status, ExactBasis basis, int place)
    {
        var variable = basis.Head[place];
        var isLow = basis.Values[variable] < columns.Bounds(variable).Lower;
        var row = basis.PivotRow(place);
        Rational? least = null;
        var entering = -1;
        for (var k = 0; k < columns.Count; k++)
        {
            if (status[k] == BasisStatus.Basic || columns.Bounds(k).IsFixed || row[k].IsZero)
            {
                continue;
            }

            // x_B = ... - row·x_N: the violated value must rise when it is low and fall when it is high.
            var helpsByRising = isLow ? row[k].Sign < 0 : row[k].Sign > 0;
            var helps = status[k] == BasisStatus.Free || (status[k] == BasisStatus.AtLower) == helpsByRising;
            if (!helps)
            {
                continue;
            }

            // A reduced cost of the wrong sign counts as 0: primal pivots repair it afterwards.
            var reduced = status[k] == BasisStatus.AtUpper ? -basis.Reduced[k] : basis.Reduced[k];
            var ratio = reduced.Sign <= 0 && status[k] != BasisStatus.Free ? Rational.Zero : Magnitude(reduced / row[k]);
            if (least is not { } best || ratio < best)
            {
                (least, entering) = (ratio, k);
            }
        }

        if (entering < 0)
        {
            return false;
        }

        status[variable] = isLow ? BasisStatus.AtLower : BasisStatus.AtUpper;
        status[entering] = BasisStatus.Basic;
        return true;
    }

    private static Rational Magnitude(Rational value) => value.Sign < 0 ? -value : value;
}
