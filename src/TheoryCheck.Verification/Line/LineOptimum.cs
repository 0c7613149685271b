using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Linear;

namespace TheoryCheck.Verification.Line;

/// <summary>The optimum of a function of one number: the greatest of finitely many candidates, in readings that know the places exactly as exact as these.</summary>
/// <param name="supremum">What is proved of the supremum, of the negated function for a minimum.</param>
/// <param name="chart">The number, in terms of the one that the candidates are values of.</param>
/// <param name="body">The function of that one.</param>
/// <param name="isMaximum">Whether a greatest value is wanted.</param>
internal sealed class LineOptimum(LineSupremum supremum, LineChart chart, Term body, bool isMaximum) : Optimum
{
    /// <inheritdoc/>
    public override Rational? Lower => Infinite != 0 ? null : isMaximum ? supremum.Low : -supremum.High;

    /// <inheritdoc/>
    public override Rational? Upper => Infinite != 0 ? null : isMaximum ? supremum.High : -supremum.Low;

    /// <inheritdoc/>
    public override int Infinite => isMaximum ? supremum.Infinite : -supremum.Infinite;

    private bool IsExact => supremum.Low == supremum.High;

    /// <inheritdoc/>
    public override Value<T> In<T>(Interpreter<T> interpreter) => Infinite != 0 || IsExact || supremum.Best.Any(static c => !c.IsSure)
        ? base.In(interpreter)
        : new Value<T>.Real(supremum.Best.Select(c => ValueOf(interpreter, c)).Aggregate(isMaximum ? T.Max : T.Min));

    /// <inheritdoc/>
    public override Value<T> Points<T>(Interpreter<T> interpreter, Binding term)
    {
        if (Infinite != 0)
        {
            return new Value<T>.FiniteSet([]);
        }

        if (supremum.IsFlat)
        {
            return IsExact ? OptimalPointSet.Of(interpreter, term, Lower!.Value, Certainty.False) : throw Undecided();
        }

        var best = supremum.Best;
        bool IsGreatest(LineCandidate candidate) => best.Aggregate(Certainty.True, (all, c) => all.And(ReferenceEquals(c, candidate) ? Certainty.True
            : c.IsExact && candidate.IsExact ? CertaintyLogic.Of(candidate.Low >= c.Low)
            : T.Compare(isMaximum ? Relation.GreaterOrEqual : Relation.LessOrEqual, ValueOf(interpreter, candidate), ValueOf(interpreter, c)))) switch
        {
            Certainty.True => true,
            Certainty.False => false,
            _ => throw new UndecidedException("which of several places is the optimal one"),
        };
        if (best.Any(static c => !c.IsSure))
        {
            throw Undecided();
        }

        LineCandidate[] greatest = [.. best.Where(IsGreatest)];
        return greatest.Any(static c => c is { Point: null, IsAttained: true })
            ? throw Undecided()
            : new Value<T>.FiniteSet(greatest.Where(static c => c.IsAttained).Select(static c => c.Point!).DistinctBy(static p => (p.Low, p.High))
                .Select(p => interpreter.With(chart.Symbol, In(p, interpreter)).Evaluate(chart.Number)).ToSequence());
    }

    private static NotRepresentableException Undecided() => new("the optimal points of a function of one number, where they are not known exactly or several are too close to tell apart");

    // The function at a candidate's place.
    private T ValueOf<T>(Interpreter<T> interpreter, LineCandidate candidate)
        where T : IReal<T>
    {
        var sign = interpreter.Literal(isMaximum ? Rational.One : -Rational.One);
        return candidate.IsExact || candidate.Point is not { IsClosed: true } point
            ? sign * Between(interpreter, candidate.Low, candidate.High)
            : interpreter.With(chart.Symbol, In(point, interpreter)).EvaluateScalar(body);
    }

    private static Value<T> In<T>(RealRoot point, Interpreter<T> interpreter)
        where T : IReal<T> => point.IsRational ? new Value<T>.Exact(point.Low) : new Value<T>.Real(point.In(interpreter.Literal(Rational.One)));
}
