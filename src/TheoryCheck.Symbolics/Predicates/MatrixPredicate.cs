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
            Call { Operation: MatrixSpace } when symbol.Restriction is { } asked =>
                Strongest(Conjuncts(asked is Quantified { Kind: QuantifierKind.ForAll } all && all.Binders.Equals(symbol.Indices) ? all.Body : asked), matrix => IsEveryMember(matrix, symbol)),
            _ => null,
        };
    }

    /// <summary>The strongest of the predicates that conditions ask of a matrix symbol, or of members of a family at indices that run: what proposals may keep to, and no proof may use.</summary>
    public static Predicate? Asked(Symbol symbol, IEnumerable<Term> conditions) => Strongest(conditions.SelectMany(Conjuncts).SelectMany(static c => c is Quantified { Kind: QuantifierKind.ForAll } all ? Conjuncts(all.Body) : [c]), matrix => matrix switch
    {
        Element { Tensor: Reference { Symbol: var family } } element => family == symbol && element.Indices.All(static i => i is Reference),
        _ => matrix is Reference { Symbol: var named } && named == symbol,
    });

    private static Predicate? Strongest(IEnumerable<Term> conjuncts, Func<Term, bool> isMeant) => conjuncts
        .Where(c => c is Call { Operation: Psd or Symmetric, Arguments: [var matrix] } && isMeant(matrix))
        .Select(static c => (Predicate)((Call)c).Operation).OrderBy(static p => p is not Psd).FirstOrDefault();

    // A restriction is asked for all of the symbol's own indices, if it names them.
    private static bool IsEveryMember(Term matrix, Symbol symbol) => matrix switch
    {
        Reference { Symbol: var named } => named == symbol && symbol.Indices.IsEmpty,
        Element { Tensor: Reference { Symbol: var family } } element => family == symbol && element.Indices.Count == symbol.Indices.Count
            && element.Indices.Zip(symbol.Indices).All(static p => p.First is Reference { Symbol: var index } && index == p.Second.Symbol),
        _ => false,
    };

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
