using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>Of a matrix: symmetric with quadratic(A, u) &gt;= 0 for all u; of a size: the set of such n by n matrices.</summary>
/// <remarks>One name, told apart by the argument: applied to an integer it is a set, and the type of the application says so.</remarks>
public sealed class Psd : Predicate
{
    /// <inheritdoc/>
    public override string Name => "psd";

    /// <inheritdoc/>
    public override string Usage => "psd(A), psd(n)";

    /// <inheritdoc/>
    public override string Summary => "Of a matrix: symmetric with quadratic(A, u) >= 0 for all u; of a size: the set of such n by n matrices.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., A in psd(n)\nclaim diagonal: for all i<n: A[i, i] >= 0";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("psd", "\\operatorname{psd}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => MatrixPredicate.Check(Name, arguments);

    /// <inheritdoc/>
    public override Term? Contains(Term value, Sequence<Term> arguments) => MatrixPredicate.Contains<Psd>(value, arguments);

    /// <inheritdoc/>
    public override Term? Expand(Sequence<Term> arguments)
    {
        if (arguments[0].Type.IsScalar)
        {
            return null;
        }

        var size = IndexNotation.Axes(arguments[0])[0].Length;
        var vector = new Symbol("u", SymbolRole.Bound, default) { Type = TermType.Vector(size) };
        var form = new Comparison(Build.Call<Quadratic>(arguments[0], Build.Ref(vector)), Relation.GreaterOrEqual, Number.Zero);
        return new Connective(ConnectiveKind.And, [
            SymmetryOf.Formula(arguments[0]),
            new Quantified(QuantifierKind.ForAll, [new Binder(vector, Build.Call<VectorSpace>(size))], form)]);
    }
}
