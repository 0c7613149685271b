using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>The formula for the symmetry of a matrix.</summary>
internal static class SymmetryOf
{
    /// <summary>For all i, j: A[i, j] = A[j, i].</summary>
    internal static Term Formula(Term matrix)
    {
        var axes = IndexNotation.Axes(matrix);
        var (i, j) = (Build.Index("i"), Build.Index("j"));
        return new Quantified(
            QuantifierKind.ForAll,
            [Build.Below(i, axes[0].Length), Build.Below(j, axes[1].Length)],
            new Comparison(
                IndexNotation.Entry(matrix, Build.Ref(i), Build.Ref(j)),
                Relation.Equal,
                IndexNotation.Entry(matrix, Build.Ref(j), Build.Ref(i))));
    }
}
