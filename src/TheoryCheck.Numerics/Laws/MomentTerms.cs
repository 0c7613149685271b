using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Laws;

/// <summary>Terms that the moments of laws are made of.</summary>
internal static class MomentTerms
{
    /// <summary>1 where the indices agree and 0 elsewhere.</summary>
    public static Term Delta(Term a, Term b) => new Conditional(new Comparison(a, Relation.Equal, b), Number.One, Number.Zero);

    /// <summary>The vector with one value everywhere, or null where the language has no <c>matrix</c> form.</summary>
    public static Term? ConstantVector(Term length, Term value)
    {
        if (OperationCatalogue.FindForm("matrix") is not { } form)
        {
            return null;
        }

        var binder = Build.Below(Build.Index("i"), length);
        return form.Check([], [binder], [value], null).Type is { } type ? new Binding(form, type, [], [binder], [value], null) : null;
    }
}
