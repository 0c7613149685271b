using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Search;

/// <summary>
/// By how much a formula fails: positive where it is false, at most 0 where it is true. For l ≤ r it is
/// (l - r)/(|l| + |r|), between -1 and 1; a conjunction fails by its worst part, a disjunction by its best.
/// </summary>
/// <remarks>It only guides a search. Slopes hold the denominator fixed: where the violation is 0 they are exact.</remarks>
/// <typeparam name="T">The reading: doubles, or doubles with slopes.</typeparam>
/// <param name="evaluation">Enumerates finite domains.</param>
/// <param name="sizes">What is bound to exact values.</param>
/// <param name="primal">The double of a number of the reading.</param>
/// <param name="isAbsolute">Whether it is (l - r)/(1 + |l| + |r|) instead, which goes to 0 where both sides do.</param>
internal sealed class Violation<T>(ClosedEvaluation evaluation, Instance sizes, Func<T, double> primal, bool isAbsolute = false)
    where T : IReal<T>
{
    private const int MostElements = 64;

    /// <summary>The violation; false where the formula is of a form that has none, or has no finite value here.</summary>
    public bool TryOf(Term formula, Interpreter<T> at, T one, out T violation)
    {
        violation = default!;
        try
        {
            (violation, var found) = Measure(formula, at, one, sizes, isNegated: false);
            return found && double.IsFinite(primal(violation));
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e))
        {
            return false;
        }
    }

    private (T Value, bool IsKnown) Measure(Term formula, Interpreter<T> at, T one, Instance bound, bool isNegated)
    {
        switch (formula)
        {
            case Comparison { Relations: [var relation], Children: [{ Type: TensorType { Axes.IsEmpty: true } } left, { Type: TensorType { Axes.IsEmpty: true } } right] }:
                return Side(relation, at.EvaluateScalar(left), at.EvaluateScalar(right), one, isNegated);
            case Comparison { Relations: [Relation.Equal or Relation.NotEqual], Children: [{ Type: TensorType } left, { Type: TensorType } right] } tensors:
                return Farthest(tensors.Relations[0], at.Evaluate(left), at.Evaluate(right), one, isNegated);
            case Comparison { Relations.Count: > 1 } chain:
                return Worst([.. chain.Relations.Map((r, i) => (Term)new Comparison(chain.Children[i], r, chain.Children[i + 1]))], at, one, bound, isNegated, isNegated);
            case Connective { Kind: ConnectiveKind.Not } not:
                return Measure(not.Children[0], at, one, bound, !isNegated);
            case Connective { Kind: ConnectiveKind.And } and:
                return Worst([.. and.Children], at, one, bound, isNegated, isNegated);
            case Connective { Kind: ConnectiveKind.Or } or:
                return Worst([.. or.Children], at, one, bound, !isNegated, isNegated);
            case Connective { Kind: ConnectiveKind.Implies, Children: [var premise, var conclusion] }:
                return Worst([new Connective(ConnectiveKind.Not, [premise]), conclusion], at, one, bound, !isNegated, isNegated);
            case Quantified { Kind: QuantifierKind.ForAll or QuantifierKind.Exists, Binders: [{ Where: null } binder] } quantified
                when binder.RangesOver is { } domain && binder.Symbol.Indices.IsEmpty && evaluation.Elements(domain, bound, MostElements) is { Count: > 0 } elements:
                var takesLeast = (quantified.Kind == QuantifierKind.Exists) != isNegated;
                (T Value, bool IsKnown)? extreme = null;
                foreach (var element in elements)
                {
                    if (element is not Number number)
                    {
                        return default;
                    }

                    var next = Measure(quantified.Body, at.With(binder.Symbol, new Value<T>.Exact(number.Value)), one, bound.With(binder.Symbol, number), isNegated);
                    extreme = Choose(extreme, next, takesLeast);
                }

                return extreme!.Value;
            default:
                return default;
        }
    }

    private (T Value, bool IsKnown) Worst(IReadOnlyList<Term> parts, Interpreter<T> at, T one, Instance bound, bool takesLeast, bool isNegated)
    {
        (T Value, bool IsKnown)? extreme = null;
        foreach (var part in parts)
        {
            extreme = Choose(extreme, Measure(part, at, one, bound, isNegated), takesLeast);
        }

        return extreme!.Value;
    }

    private (T Value, bool IsKnown) Choose((T Value, bool IsKnown)? so, (T Value, bool IsKnown) next, bool takesLeast) =>
        so is not { } first ? next
        : !first.IsKnown || !next.IsKnown ? default
        : (primal(next.Value) < primal(first.Value)) == takesLeast ? next : first;

    // Tensors differ by the elements that differ most; a number beside a tensor is the zero one.
    private (T Value, bool IsKnown) Farthest(Relation relation, Value<T> left, Value<T> right, T one, bool isNegated)
    {
        var zero = one.Literal(Rational.Zero);
        if (((left as Value<T>.Tensor) ?? (right as Value<T>.Tensor)) is not { Elements.Elements: { Length: > 0 } shape })
        {
            return default;
        }

        T At(Value<T> side, int k) => side is Value<T>.Tensor tensor ? tensor.Elements.Elements.Span[k] : zero;
        var farthest = Enumerable.Range(0, shape.Length).MaxBy(k => Math.Abs(primal(At(left, k)) - primal(At(right, k))));
        return Side(relation, At(left, farthest), At(right, farthest), one, isNegated);
    }

    private (T Value, bool IsKnown) Side(Relation relation, T left, T right, T one, bool isNegated)
    {
        var (l, r) = (primal(left), primal(right));
        var scale = Math.Abs(l) + Math.Abs(r);
        if (!double.IsFinite(scale))
        {
            return default;
        }

        var difference = (left - right) * one.Literal(Rational.FromExact(isAbsolute ? 1 / (1 + scale) : scale > 1e-300 ? Math.Min(1 / scale, 1e300) : 1));
        switch (relation)
        {
            case Relation.LessOrEqual or Relation.Less:
                return (isNegated ? -difference : difference, true);
            case Relation.GreaterOrEqual or Relation.Greater:
                return (isNegated ? difference : -difference, true);
            default:
                // An equation fails by the distance of its sides, an inequation by minus that.
                var distance = l >= r ? difference : -difference;
                return ((relation == Relation.Equal) == isNegated ? -distance : distance, true);
        }
    }
}
