using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Symbolics.Rewriting;
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

        return outcome.Uniqueness == OptimumUniqueness.Unique
            ? new Value<T>.FiniteSet([statement.Point(interpreter, optimum.Primal)])
            : new Value<T>.SetByMembership("the optimal points", value => Contains(interpreter, term, value))
            {
                IsSingleton = outcome.Other is { } other && statement.Differ(optimum.Primal, other.Primal) ? Certainty.False : Certainty.Unknown,
            };
    }

    // A point that satisfies the conditions and attains the value.
    private Certainty Contains<T>(Interpreter<T> interpreter, Binding term, Value<T> value)
        where T : IReal<T>
    {
        var values = term.Binders.Count == 1 ? [value] : ((Value<T>.Tuple)value).Items;
        var at = term.Binders.Zip(values).Aggregate(interpreter, static (inner, p) => inner.With(p.First.Symbol, p.Second));
        var isFeasible = term.Binders.Aggregate(Certainty.True, (all, b) => all
            .And(b.Symbol.Indices.IsEmpty ? at.Decide(new Membership(Build.Ref(b.Symbol), b.RangesOver!, isSubset: false)) : Certainty.Unknown)
            .And(b.Where is null ? Certainty.True : at.Decide(b.Where)));
        return isFeasible == Certainty.False ? isFeasible : isFeasible.And(at.Decide(new Comparison([Relation.Equal], [term.Body, new Number(Lower!.Value)])));
    }
}
