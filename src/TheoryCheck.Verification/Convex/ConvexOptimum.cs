using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Linear;

namespace TheoryCheck.Verification.Convex;

/// <summary>The optimum of a convex problem, or of a concave one; perhaps offset + factor·√(its value), where a norm is minimised.</summary>
/// <param name="statement">The unknowns and their conditions.</param>
/// <param name="solution">What is proved of the least value, of the negated objective for a maximum.</param>
/// <param name="isMaximum">Whether a greatest value is wanted.</param>
/// <param name="norm">Offset and factor of a norm of which the square was minimised; null where none was.</param>
internal sealed class ConvexOptimum(LinearStatement statement, ConvexSolution solution, bool isMaximum, (Rational Offset, Rational Factor)? norm) : Optimum
{
    private const int Precision = 128;

    /// <inheritdoc/>
    public override Rational? Lower => Infinite != 0 ? null : isMaximum ? -Least(solution.Upper).Upper : Least(solution.Lower).Lower;

    /// <inheritdoc/>
    public override Rational? Upper => Infinite != 0 ? null : isMaximum ? -Least(solution.Lower).Lower : Least(solution.Upper).Upper;

    /// <inheritdoc/>
    public override int Infinite => (isMaximum ? -1 : 1) * solution.Status switch
    {
        LinearProgramStatus.Infeasible => 1,
        LinearProgramStatus.Unbounded => -1,
        _ => 0,
    };

    /// <inheritdoc/>
    public override Value<T> In<T>(Interpreter<T> interpreter) => solution.IsExact && norm is var (offset, factor)
        ? new Value<T>.Real(Signed(interpreter.Literal(offset) + (interpreter.Literal(factor) * T.Sqrt(interpreter.Literal(solution.Lower)))))
        : base.In(interpreter);

    /// <inheritdoc/>
    public override Value<T> Points<T>(Interpreter<T> interpreter, Binding term)
    {
        if (Infinite != 0)
        {
            return new Value<T>.FiniteSet([]);
        }

        if (solution is { IsExact: true, Distance: null } && norm is null)
        {
            var differs = !statement.IsStrict && !solution.Other.IsDefaultOrEmpty && statement.Differ(solution.Point, solution.Other);
            return OptimalPointSet.Of(interpreter, term, Lower!.Value, differs ? Certainty.False : Certainty.Unknown);
        }

        if (solution.Distance is not { } distance)
        {
            throw new NotRepresentableException("the minimisers of a convex function that is not known to be strongly convex: its value is known, and so is what follows from a quadratic that is added");
        }

        var point = statement.Point(interpreter, [.. solution.Point.Select(x => Between(interpreter, x - distance, x + distance))]);
        return !statement.IsStrict ? new Value<T>.FiniteSet([point])
            : solution.IsExact && norm is null ? OptimalPointSet.Only(interpreter, term, Lower!.Value, point, isStrict: true)
            : throw new NotRepresentableException("the minimisers of a convex function under strict conditions");
    }

    private T Signed<T>(T value)
        where T : IReal<T> => isMaximum ? -value : value;

    // The value of the problem from what was minimised.
    private (Rational Lower, Rational Upper) Least(Rational value)
    {
        if (norm is not var (offset, factor))
        {
            return (value, value);
        }

        var root = Interval.FromRational(offset, Precision) + (Interval.FromRational(factor, Precision) * Interval.Sqrt(Interval.FromRational(value.Sign < 0 ? Rational.Zero : value, Precision)));
        return (root.Lower, root.Upper);
    }
}
