using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Formulas;

/// <summary>
/// <c>for all u in vector(d): p(u) &lt;= q(u)</c> where q - p = c + b·u + uᵀQu is a polynomial of degree two: true exactly when the form
/// [c, bᵀ/2; b/2, Q] is positive semidefinite. Conjunctions of such comparisons, several points at once, numbers among them.
/// </summary>
/// <remarks>The form is the polynomial in homogeneous coordinates: its negative direction is a point, or one at infinity near which there are points.</remarks>
internal sealed class QuadraticInequality : FormulaEvaluation
{
    private const int MostNumbers = 64;

    /// <inheritdoc/>
    public override Certainty? Decide<T>(Interpreter<T> interpreter, Term formula)
    {
        if (formula is not Quantified { Kind: QuantifierKind.ForAll, Binders: var binders } all || !binders.All(IsWhole) || Parts(interpreter.Written(all.Body)) is not { } parts)
        {
            return null;
        }

        var unknowns = binders.Aggregate(NormalVariables<T>.None, (known, binder) => known.With(binder.Symbol, interpreter, Degenerate(interpreter, interpreter.ShapeOf(binder.Symbol.Type))));
        if (unknowns.Size is 0 or > MostNumbers)
        {
            throw Interpreter<T>.NoChecker($"a quantifier over {unknowns.Size} numbers");
        }

        var inside = interpreter.Among(unknowns);
        return parts.Aggregate(Certainty.True, (held, part) => held == Certainty.False ? held : held.And(Holds(interpreter, inside, part, unknowns.Size)));
    }

    private static Certainty Holds<T>(Interpreter<T> interpreter, Interpreter<QuadraticForm<T>> inside, (Term Small, Relation Relation, Term Large) part, int size)
        where T : IReal<T>
    {
        var (small, large) = (inside.ScalarOf(inside.Value(part.Small)), inside.ScalarOf(inside.Value(part.Large)));
        var gap = part.Relation is Relation.LessOrEqual or Relation.Less or Relation.Equal ? large - small : small - large;
        var (linear, square, half) = (gap.LinearPart(size), gap.Polynomial().SquarePart(size), interpreter.Literal(new Rational(1, 2)));
        var form = DenseMatrix<T>.Of(size + 1, size + 1, (i, j) => (i, j) switch
        {
            (0, 0) => gap.Constant,
            (0, _) => linear[j - 1] * half,
            (_, 0) => linear[i - 1] * half,
            _ => square[i - 1, j - 1],
        });
        switch (part.Relation)
        {
            case Relation.LessOrEqual or Relation.GreaterOrEqual:
                return PositiveMatrix<T>.IsSemidefinite(form);
            case Relation.Equal:
                return form.IsZero();
            default:
                // A positive definite form is positive everywhere; a semidefinite one may vanish at a point or only at infinity.
                return PositiveMatrix<T>.IsSemidefinite(form) == Certainty.False ? Certainty.False
                    : PositiveMatrix<T>.TryOf(form) is not null ? Certainty.True
                    : Certainty.Unknown;
        }
    }

    private static Value<T>.Normal Degenerate<T>(Interpreter<T> interpreter, Sequence<int> shape)
        where T : IReal<T>
    {
        var unknowns = interpreter.Unknowns(new Symbol("u", SymbolRole.Bound, default), shape);
        return new(new(shape, unknowns.Mean.Elements), unknowns.Covariance.Elements);
    }

    private static bool IsWhole(Binder binder) => binder is { Where: null, Symbol.Indices.IsEmpty: true }
        && binder.RangesOver is Call { Operation.Name: "reals" or "vector" or "matrix" };

    private static List<(Term Small, Relation Relation, Term Large)>? Parts(Term body)
    {
        switch (body)
        {
            case Connective { Kind: ConnectiveKind.And } and:
                var parts = and.Children.Select(Parts).ToList();
                return parts.Exists(p => p is null) ? null : [.. parts.SelectMany(p => p!)];
            case Comparison comparison when comparison.Children.All(c => c.Type.IsScalar) && !comparison.Relations.Contains(Relation.NotEqual):
                return [.. comparison.Relations.Map((r, i) => (comparison.Children[i], r, comparison.Children[i + 1]))];
            default:
                return null;
        }
    }
}
