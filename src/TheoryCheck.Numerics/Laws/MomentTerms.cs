using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Laws;

/// <summary>Terms that the moments of laws are made of.</summary>
internal static class MomentTerms
{
    /// <summary>1 where the indices agree and 0 elsewhere.</summary>
    public static Term Delta(Term a, Term b) => new Conditional(new Comparison(a, Relation.Equal, b), Number.One, Number.Zero);

    /// <summary>The vector with one value everywhere.</summary>
    public static Term ConstantVector(Term length, Term value) => Build.Bind<MatrixForm>([Build.Below(Build.Index("i"), length)], value);
}
