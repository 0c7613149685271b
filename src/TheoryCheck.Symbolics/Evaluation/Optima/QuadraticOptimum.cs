using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Optima;

/// <summary>
/// The optimum of c + b·u + uᵀQu over ℝ or ℝⁿ, exactly: for positive definite Q the least value is c - bᵀQ⁻¹b/4, at u = -Q⁻¹b/2 and nowhere
/// else; where Q has a negative direction there is none and the infimum is -∞.
/// </summary>
internal sealed class QuadraticOptimum : OptimumEvaluation
{
    /// <inheritdoc/>
    public override Optimum? Find(Interpreter<Rational> exact, Binding term)
    {
        if (term.Binders is not [{ Where: null, Symbol: { Indices.IsEmpty: true } symbol } binder] || binder.RangesOver is not Call { Operation.Name: "reals" or "vector" }
            || !term.Body.Type.IsScalar)
        {
            return null;
        }

        var sign = term.Form.Name is "inf" or "argmin" ? Rational.One : -Rational.One;
        try
        {
            var shape = exact.ShapeOf(symbol.Type);
            var unknowns = exact.Unknowns(symbol, shape);
            var form = exact.Among(unknowns).EvaluateScalar(exact.Written(term.Body)).Polynomial();
            var square = form.SquarePart(unknowns.Size) * sign;
            if (PositiveMatrix<Rational>.TryOf(square) is not { } positive)
            {
                return PositiveMatrix<Rational>.IsSemidefinite(square) == Certainty.False ? new Unbounded(-sign.Sign) : null;
            }

            var slope = DenseMatrix<Rational>.Column(form.LinearPart(unknowns.Size)) * (sign / 2);
            var point = positive.Solve(slope) * -Rational.One;
            return new Single(form.Constant + (sign * slope.Dot(point)), new(shape, point.Elements));
        }
        catch (NotRepresentableException)
        {
            // Not a quadratic with known coefficients: another kind of problem.
            return null;
        }
    }

    private sealed class Single(Rational value, TensorValue<Rational> point) : Optimum
    {
        public override Rational? Lower => value;

        public override Rational? Upper => value;

        public override Value<T> Points<T>(Interpreter<T> interpreter, Binding term) => new Value<T>.FiniteSet([point.Dimensions.IsEmpty
            ? new Value<T>.Exact(point.First)
            : new Value<T>.Tensor(new(point.Dimensions, point.Elements.ToArray().Select(interpreter.Literal).ToArray()))]);
    }

    private sealed class Unbounded(int sign) : Optimum
    {
        public override Rational? Lower => null;

        public override Rational? Upper => null;

        public override int Infinite => sign;

        public override Value<T> Points<T>(Interpreter<T> interpreter, Binding term) => new Value<T>.FiniteSet([]);
    }
}
