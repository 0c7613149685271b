using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Optima;

/// <summary>
/// The optimum of c + b·u + uᵀQu over ℝ or ℝⁿ, exact where the coefficients are and in their reading elsewhere, power series in a parameter among them: for positive definite Q the least value is c - bᵀQ⁻¹b/4, at u = -Q⁻¹b/2 and nowhere
/// else; where Q has a negative direction there is none and the infimum is -∞.
/// </summary>
internal sealed class QuadraticOptimum : OptimumEvaluation
{
    /// <inheritdoc/>
    public override Optimum? Find(Interpreter<Rational> exact, Binding term) => Solve(exact, term) switch
    {
        null => null,
        (null, var sign) => new Unbounded(sign),
        ((var point, var value), _) => new Single(value, point),
    };

    /// <summary>The optimal point and value in any reading of the coefficients; no point, and the sign of the infinite value, where there is no bound. Null for objectives of another kind.</summary>
    /// <exception cref="UndecidedException">The reading cannot tell whether the objective is convex.</exception>
    internal static ((TensorValue<T> Point, T Value)? Best, int Infinite)? Solve<T>(Interpreter<T> interpreter, Binding term)
        where T : IReal<T>
    {
        if (term.Binders is not [{ Where: null, Symbol: { Indices.IsEmpty: true } symbol } binder] || binder.RangesOver is not Call { Operation.Name: "reals" or "vector" }
            || !term.Body.Type.IsScalar)
        {
            return null;
        }

        var sign = term.Form.Name is "inf" or "argmin" ? Rational.One : -Rational.One;
        try
        {
            var shape = interpreter.ShapeOf(symbol.Type);
            var unknowns = interpreter.Unknowns(symbol, shape);
            var form = interpreter.Among(unknowns).EvaluateScalar(interpreter.Written(term.Body)).Polynomial();
            var square = form.SquarePart(unknowns.Size) * interpreter.Literal(sign);
            if (PositiveMatrix<T>.TryOf(square) is not { } positive)
            {
                return PositiveMatrix<T>.IsSemidefinite(square) == Certainty.False ? (null, -sign.Sign) : null;
            }

            var slope = DenseMatrix<T>.Column(form.LinearPart(unknowns.Size)) * interpreter.Literal(sign / 2);
            var point = positive.Solve(slope) * interpreter.Literal(-Rational.One);
            return ((new(shape, point.Elements), form.Constant + (interpreter.Literal(sign) * slope.Dot(point))), 0);
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
