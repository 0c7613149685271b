using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Symbolics.Terms;

/// <summary>Whether a formula is about values of a set that is not written as a finite range or list, so that it cannot be settled by running through them.</summary>
public static class InfiniteChoice
{
    /// <summary>Whether a binder, as written, runs over finitely many values.</summary>
    /// <param name="binder">The binder.</param>
    public static bool IsFinite(this Binder binder)
    {
        ArgumentNullException.ThrowIfNull(binder);
        return binder.RangesOver is IndexRange { Upper: not Constant } or Collection { Kind: CollectionKind.Set };
    }

    /// <summary>Whether a binder runs over a range without end.</summary>
    /// <param name="binder">The binder.</param>
    public static bool IsEndless(this Binder binder)
    {
        ArgumentNullException.ThrowIfNull(binder);
        return binder.RangesOver is IndexRange { Upper: Constant };
    }

    /// <summary>Whether a formula, its definitions not unfolded, quantifies over such a set or speaks of the minima of a function.</summary>
    /// <param name="formula">The formula.</param>
    public static bool HasInfinite(this Term formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        return formula is Call { Operation.Name: "local_min" or "global_min" } || (formula is Quantified quantified && quantified.Binders.Any(b => !b.IsFinite()))
            || formula.Children.Any(HasInfinite);
    }
}
