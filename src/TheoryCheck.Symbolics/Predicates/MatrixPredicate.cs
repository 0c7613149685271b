using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>A predicate of square matrices that names, applied to a size, the set of the matrices of that size that have it.</summary>
public static class MatrixPredicate
{
    /// <summary>The predicate that a matrix symbol, or every member of a family of matrices, has by its declaration; null for other symbols.</summary>
    public static Predicate? Of(Symbol symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        return symbol.Domain switch
        {
            Call { Operation: Psd or Symmetric } set => (Predicate)set.Operation,
            Call { Operation: MatrixSpace } when symbol.Restriction is { } asked => Asked(symbol, [asked]),
            _ => null,
        };
    }

    /// <summary>The strongest of the predicates that conditions ask of a matrix symbol, or of all members of a family; null when they ask none.</summary>
    public static Predicate? Asked(Symbol symbol, IEnumerable<Term> conditions) => conditions.SelectMany(Conjuncts)
        .Select(static c => c is Quantified { Kind: QuantifierKind.ForAll } all ? all.Body : c).OfType<Call>()
        .Where(c => c is { Operation: Psd or Symmetric, Arguments: [var matrix] } && (matrix is Element { Tensor: var family } ? family : matrix) is Reference { Symbol: var named } && ReferenceEquals(named, symbol))
        .Select(static c => (Predicate)c.Operation).OrderBy(static p => p is not Psd).FirstOrDefault();

    private static IEnumerable<Term> Conjuncts(Term formula) => formula is Connective { Kind: ConnectiveKind.And } and ? and.Children.SelectMany(Conjuncts) : [formula];

    /// <summary>The truth of a square matrix, or a set of matrices.</summary>
    internal static Typing Check(string name, Sequence<Term> arguments) =>
        Signature.Check(name, arguments, [Slot.Tensor], () => arguments[0].Type switch
        {
            TensorType { Axes.Count: 0, Kind: NumberKind.Integer } => new SetType(TermType.Matrix(arguments[0], arguments[0])),
            TensorType { Axes.Count: 2 } matrix when !Extent.Differ(matrix.Axes[0].Length, matrix.Axes[1].Length) => TermType.Truth,
            var other => Typing.Wrong($"'{name}' takes a square matrix, or a size for the set of matrices, not {TypeText.Describe(other)}", 0),
        });

    /// <summary>Whether a matrix lies in the set: it has the size, and what is asked.</summary>
    internal static Term Contains<TPredicate>(Term value, Sequence<Term> arguments)
        where TPredicate : Predicate => new Connective(ConnectiveKind.And, [
        new Comparison(IndexNotation.Axes(value)[0].Length, Relation.Equal, arguments[0]),
        Build.Call<TPredicate>(value)]);
}
