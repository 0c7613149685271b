using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>What the solver proved of an optimum over measures; or over networks of a width that its atoms fit in.</summary>
/// <param name="statement">The problem.</param>
/// <param name="width">The number of neurons of a network; null for measures.</param>
internal sealed class MeasureOptimum(MeasureStatement statement, Rational? width) : Optimum
{
    private readonly MeasureSolution? solution = statement.Problem is { } problem ? SolutionCache.Of(problem) : null;

    private bool IsMaximum => statement.Problem?.Loss is MaximalMargin;

    // Measures of more atoms than there are neurons say nothing of what a network attains.
    private bool Fits => width is null || solution is null || solution.Atoms.Count <= width.Value;

    /// <inheritdoc/>
    public override Rational? Lower => solution is null ? statement.Constant : !Fits && IsMaximum ? null : solution.LowerBound + statement.Constant;

    /// <inheritdoc/>
    public override Rational? Upper => solution is null ? statement.Constant : !Fits && !IsMaximum ? null : solution.UpperBound + statement.Constant;

    /// <inheritdoc/>
    public override int Infinite => solution?.Status switch
    {
        MeasureStatus.Infeasible => IsMaximum ? -1 : 1,
        MeasureStatus.Unbounded => IsMaximum ? 1 : -1,
        _ => 0,
    };

    /// <inheritdoc/>
    public override Value<T> Points<T>(Interpreter<T> interpreter, Binding term)
    {
        if (width is not null)
        {
            throw new NotRepresentableException("the set of optimal networks");
        }

        if (solution is null)
        {
            return new Value<T>.FiniteSet([Value<T>.Measure.Zero]);
        }

        if (solution.Status is MeasureStatus.Infeasible or MeasureStatus.Unbounded or MeasureStatus.NotAttained || Shape.Exists == Certainty.False)
        {
            return new Value<T>.FiniteSet(new Sequence<Value<T>>());
        }

        // One measure is listed where the reading has enclosures of its atoms; exact rationals only know that there is one.
        return Shape.IsUnique == Certainty.True && typeof(T) != typeof(Rational)
            ? new Value<T>.FiniteSet([ListedMeasure.Of(interpreter, Shape.Atoms, Rational.Zero, ListedMeasure.Space(term))])
            : new Value<T>.SetByMembership("the optimal measures", value => Contains(interpreter, term, value)) { IsSingleton = Shape.IsUnique };
    }

    private SparseOptimum Shape => SolutionCache.ShapeOf(statement.Problem!);

    // A measure whose value is beyond the bounds is not optimal; one that attains the safe bound is.
    private Certainty Contains<T>(Interpreter<T> interpreter, Binding term, Value<T> value)
        where T : IReal<T>
    {
        if (value is not Value<T>.Measure || Lower is not { } low || Upper is not { } high)
        {
            return value is Value<T>.Measure ? Certainty.Unknown : Certainty.False;
        }

        var inner = interpreter.With(term.Binders[0].Symbol, value);
        var admitted = inner.Decide(new Membership(Build.Ref(term.Binders[0].Symbol), term.Binders[0].Domain ?? term.Binders[0].Symbol.Domain!, isSubset: false))
            .And(term.Binders[0].Where is { } where ? inner.Decide(where) : Certainty.True);
        var (worse, best) = IsMaximum ? (Relation.Less, high) : (Relation.Greater, low);
        var beyond = new Comparison(term.Body, worse, new Number(IsMaximum ? low : high));
        var attains = new Comparison(term.Body, IsMaximum ? Relation.GreaterOrEqual : Relation.LessOrEqual, new Number(best));
        return admitted == Certainty.False || inner.Decide(beyond) == Certainty.True ? Certainty.False : admitted.And(inner.Decide(attains) == Certainty.True ? Certainty.True : Certainty.Unknown);
    }
}
