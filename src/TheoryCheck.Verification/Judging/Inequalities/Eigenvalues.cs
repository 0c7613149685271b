using TheoryCheck.Core;
using TheoryCheck.Numerics.Tensors;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Inequalities;

/// <summary>Bounds of extreme eigenvalues and of operator norms as statements about all vectors: λmin(A) ≥ c says that A is symmetric with u'Au ≥ c|u|² for all u.</summary>
internal static class Eigenvalues
{
    /// <summary>What implies a comparison of an extreme eigenvalue or an operator norm with a number; null for other comparisons.</summary>
    /// <remarks>Of matrices without rows, which have no eigenvalues, nothing is said: their size has to be positive.</remarks>
    public static Term? Of(Comparison comparison) => comparison switch
    {
        { Relations: [Relation.GreaterOrEqual], Children: [Call { Operation: EigMin, Arguments: [var matrix] }, var bound] } => Form(matrix, bound, Relation.GreaterOrEqual),
        { Relations: [Relation.LessOrEqual], Children: [var bound, Call { Operation: EigMin, Arguments: [var matrix] }] } => Form(matrix, bound, Relation.GreaterOrEqual),
        { Relations: [Relation.LessOrEqual], Children: [Call { Operation: EigMax, Arguments: [var matrix] }, var bound] } => Form(matrix, bound, Relation.LessOrEqual),
        { Relations: [Relation.GreaterOrEqual], Children: [var bound, Call { Operation: EigMax, Arguments: [var matrix] }] } => Form(matrix, bound, Relation.LessOrEqual),
        { Relations: [Relation.LessOrEqual], Children: [Call { Operation: OpNorm, Arguments: [var matrix] }, var bound] } => Length(matrix, bound),
        { Relations: [Relation.GreaterOrEqual], Children: [var bound, Call { Operation: OpNorm, Arguments: [var matrix] }] } => Length(matrix, bound),
        _ => null,
    };

    /// <summary>What is enough for a bound of the operator norm of a square matrix, and no more than that if it is symmetric: the same bound of |u'Au|; null for other comparisons.</summary>
    public static Term? Symmetrically(Comparison comparison) => comparison switch
    {
        { Relations: [Relation.LessOrEqual], Children: [Call { Operation: OpNorm, Arguments: [{ Type: TensorType { Axes: [var rows, var columns] } } matrix] }, var bound] } when rows.Length.Equals(columns.Length) =>
            new Connective(ConnectiveKind.And, [Form(matrix, bound, Relation.LessOrEqual), Form(matrix, Build.Negate(bound), Relation.GreaterOrEqual)]),
        { Relations: [Relation.GreaterOrEqual], Children: [var bound, Call { Operation: OpNorm } norm] } => Symmetrically(new Comparison(norm, Relation.LessOrEqual, bound)),
        _ => null,
    };

    /// <summary>What operator norms that are spoken of say themselves, of vectors and of what another of the matrices makes of these: |A| ≥ 0, |Au| ≤ |A||u| and, for square A, |u'Au| ≤ |A||u|².</summary>
    /// <param name="terms">What has a value.</param>
    /// <param name="vectors">The vectors.</param>
    public static IEnumerable<Comparison> Norms(IEnumerable<Term> terms, IReadOnlyList<Term> vectors)
    {
        var norms = terms.SelectMany(Norms).Distinct().ToList();
        foreach (var norm in norms)
        {
            yield return new(Number.Zero, Relation.LessOrEqual, norm);
            var (matrix, columns) = (norm.Arguments[0], Size(norm.Arguments[0], 1));
            var images = norms.Where(inner => Size(inner.Arguments[0], 0).Equals(columns))
                .SelectMany(inner => vectors.Where(v => Size(v, 0).Equals(Size(inner.Arguments[0], 1))).Select(v => (Term)Build.Call<Matmul>(inner.Arguments[0], v)));
            foreach (var vector in vectors.Where(v => Size(v, 0).Equals(columns)).Concat(norms.Count > 1 ? images : []))
            {
                Term image = Build.Call<Matmul>(matrix, vector);
                var square = Build.Multiply(norm, Build.Call<Dot>(vector, vector));
                yield return new(Build.Call<Dot>(image, image), Relation.LessOrEqual, Build.Multiply(norm, square));
                if (Size(matrix, 0).Equals(columns))
                {
                    yield return new(Build.Call<Dot>(vector, image), Relation.LessOrEqual, square);
                    yield return new(Build.Negate(square), Relation.LessOrEqual, Build.Call<Dot>(vector, image));
                }
            }
        }
    }

    private static Term Size(Term tensor, int axis) => ((TensorType)tensor.Type).Axes[axis].Length;

    // What stands in a branch or below a binder need not have a value, or one for each of many.
    private static IEnumerable<Call> Norms(Term term) => term switch
    {
        Call { Operation: OpNorm } call => [call],
        BinderTerm or Conditional => [],
        _ => term.Children.SelectMany(Norms),
    };

    // |Au| ≤ c|u| for all u.
    private static Connective Length(Term matrix, Term bound)
    {
        var (columns, u) = Vector(matrix, 1);
        Term image = Build.Call<Matmul>(matrix, u);
        return new Connective(ConnectiveKind.And, [
            new Comparison(((TensorType)matrix.Type).Axes[0].Length, Relation.GreaterOrEqual, Number.One),
            new Comparison(columns, Relation.GreaterOrEqual, Number.One),
            new Comparison(bound, Relation.GreaterOrEqual, Number.Zero),
            ForAll(u, new Comparison(Build.Call<Dot>(image, image), Relation.LessOrEqual, Build.Multiply(bound, bound, Build.Call<Dot>(u, u))))]);
    }

    private static Connective Form(Term matrix, Term bound, Relation relation)
    {
        var (size, u) = Vector(matrix, 0);
        return new Connective(ConnectiveKind.And, [
            new Comparison(size, Relation.GreaterOrEqual, Number.One),
            Build.Call<Symmetric>(matrix),
            ForAll(u, new Comparison(Build.Call<Quadratic>(matrix, u), relation, Build.Multiply(bound, Build.Call<Dot>(u, u))))]);
    }

    private static (Term Size, Reference Vector) Vector(Term matrix, int axis)
    {
        var size = ((TensorType)matrix.Type).Axes[axis].Length;
        return (size, Build.Ref(new Symbol("u", SymbolRole.Bound, default) { Type = TermType.Vector(size), Domain = Build.Call<VectorSpace>(size) }));
    }

    private static Quantified ForAll(Reference vector, Term formula) => new(QuantifierKind.ForAll, [new Binder(vector.Symbol, vector.Symbol.Domain)], formula);
}
