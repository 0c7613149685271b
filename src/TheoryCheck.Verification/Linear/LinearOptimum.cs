using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Linear;

/// <summary>What is proved of the optimum of a linear program.</summary>
/// <param name="statement">The unknowns and their conditions.</param>
/// <param name="below">What is proved of the least value, of the negated objective for a maximum, from below.</param>
/// <param name="above">What is proved of it from above; the same where all data are exact.</param>
/// <param name="isMaximum">Whether a greatest value is wanted.</param>
internal sealed class LinearOptimum(LinearStatement statement, RationalOptimum? below, RationalOptimum? above, bool isMaximum) : Optimum
{
    /// <inheritdoc/>
    public override Rational? Lower => isMaximum ? -above?.Value : below?.Value;

    /// <inheritdoc/>
    public override Rational? Upper => isMaximum ? -below?.Value : above?.Value;

    /// <inheritdoc/>
    public override int Infinite => (isMaximum ? -1 : 1) * (below?.Status == LinearProgramStatus.Infeasible ? 1 : above?.Status == LinearProgramStatus.Unbounded ? -1 : 0);

    /// <inheritdoc/>
    public override Value<T> Points<T>(Interpreter<T> interpreter, Binding term)
    {
        if (Infinite != 0)
        {
            return new Value<T>.FiniteSet([]);
        }

        if (!ReferenceEquals(below, above) || below?.Outcome is not { Certificate: { } optimum } outcome)
        {
            throw new NotRepresentableException("the optimal points of a linear program with data that are only enclosed");
        }

        if (outcome.Uniqueness == OptimumUniqueness.Unique)
        {
            return OptimalPointSet.Only(interpreter, term, Lower!.Value, statement.Point(interpreter, optimum.Primal), statement.IsStrict);
        }

        var differs = !statement.IsStrict && outcome.Other is { } other && statement.Differ(optimum.Primal, other.Primal);
        return OptimalPointSet.Of(interpreter, term, Lower!.Value, differs ? Certainty.False : Certainty.Unknown);
    }
}
