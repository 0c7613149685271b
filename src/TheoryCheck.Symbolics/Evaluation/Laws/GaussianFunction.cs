using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Laws;

/// <summary>A function exp(c + b·u - uᵀHu/2) on ℝ or ℝⁿ.</summary>
/// <param name="Shape">The shape of a point u.</param>
/// <param name="Height">c.</param>
/// <param name="Slope">b.</param>
/// <param name="Precision">H, or null when it is certainly not positive definite, so that the function has an infinite integral.</param>
internal sealed record GaussianFunction<T>(Sequence<int> Shape, T Height, DenseMatrix<T> Slope, PositiveMatrix<T>? Precision)
    where T : IReal<T>
{
    /// <summary>The body of a form that binds one point of a whole space.</summary>
    /// <exception cref="NotRepresentableException">It is of another kind.</exception>
    public static GaussianFunction<T> Of(Interpreter<T> interpreter, Binding term)
    {
        if (term.Binders is not [{ Where: null } binder] || !IsWhole(binder.RangesOver))
        {
            throw Interpreter<T>.NoChecker($"'{term.Form.Name}' over a set that is no whole space");
        }

        var shape = interpreter.ShapeOf(binder.Symbol.Type);
        var unknowns = interpreter.Unknowns(binder.Symbol, shape);
        var exponent = QuadraticForm<T>.Log(interpreter.Among(unknowns).EvaluateScalar(interpreter.Written(term.Body))).Polynomial();
        var precision = exponent.SquarePart(unknowns.Size) * interpreter.Literal(-2);
        return new(shape, exponent.Constant, DenseMatrix<T>.Column(exponent.LinearPart(unknowns.Size)), PositiveMatrix<T>.TryOf(precision));
    }

    /// <summary>Its integral exp(c + bᵀH⁻¹b/2)·((2π)ⁿ/det H)^(1/2), or infinity.</summary>
    public Value<T> Integral()
    {
        if (Precision is null)
        {
            return new Value<T>.Infinite(1);
        }

        var half = Height.Literal(new Rational(1, 2));
        var logVolume = (Height.Literal(Slope.Rows) * T.Log(Height.Literal(2) * Height.LiteralPi())) - T.Log(Precision.Determinant());
        return new Value<T>.Real(T.Exp(Height + (half * (Slope.Dot(Precision.Solve(Slope)) + logVolume))));
    }

    private static bool IsWhole(Term? domain) => domain is Call { Operation.Name: "reals" or "vector" or "matrix" };
}
