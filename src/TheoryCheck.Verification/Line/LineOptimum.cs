using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Linear;

namespace TheoryCheck.Verification.Line;

/// <summary>The optimum of a function of one number: the greatest of finitely many candidates, exact where that one is rational or the root of a quadratic.</summary>
internal sealed class LineOptimum : Optimum
{
    private readonly LineProblem problem;
    private readonly bool isMaximum;
    private readonly Rational low;
    private readonly Rational high;
    private readonly List<LineCandidate> best = [];

    public LineOptimum(LineProblem problem, bool isMaximum)
    {
        (this.problem, this.isMaximum) = (problem, isMaximum);
        if (problem.Infinite == 0)
        {
            low = problem.Candidates.Where(static c => c.IsSure).Select(static c => c.Low).Max();
            high = problem.Candidates.Select(static c => c.High).Max();
            best = [.. problem.Candidates.Where(c => c.High >= low)];
        }
    }

    /// <inheritdoc/>
    public override Rational? Lower => Infinite != 0 ? null : isMaximum ? low : -high;

    /// <inheritdoc/>
    public override Rational? Upper => Infinite != 0 ? null : isMaximum ? high : -low;

    /// <inheritdoc/>
    public override int Infinite => isMaximum ? problem.Infinite : -problem.Infinite;

    /// <inheritdoc/>
    public override Value<T> In<T>(Interpreter<T> interpreter)
    {
        if (Infinite != 0 || low == high || best.Any(static c => !c.IsSure))
        {
            return base.In(interpreter);
        }

        // In exact readings the greatest of candidates that are close is decided.
        var greatest = best.Select(c => c.In(interpreter.Literal(Rational.One))).Aggregate(T.Max);
        return new Value<T>.Real(isMaximum ? greatest : -greatest);
    }

    /// <inheritdoc/>
    public override Value<T> Points<T>(Interpreter<T> interpreter, Binding term)
    {
        if (Infinite != 0)
        {
            return new Value<T>.FiniteSet([]);
        }

        if (problem.Flat.Any(best.Contains))
        {
            return low == high ? OptimalPointSet.Of(interpreter, term, Lower!.Value, Certainty.False) : throw Undecided();
        }

        var one = interpreter.Literal(Rational.One);
        bool IsGreatest(LineCandidate candidate) => best.Aggregate(Certainty.True, (all, c) => all.And(ReferenceEquals(c, candidate) ? Certainty.True
            : c.IsExact && candidate.IsExact ? CertaintyLogic.Of(candidate.Low >= c.Low)
            : T.Compare(Relation.GreaterOrEqual, candidate.In(one), c.In(one)))) switch
        {
            Certainty.True when best.TrueForAll(static c => c.IsSure) => true,
            Certainty.False => false,
            _ => throw Undecided(),
        };
        return new Value<T>.FiniteSet(best.Where(IsGreatest).Select(static c => c.Point).OfType<RealRoot>().DistinctBy(static p => (p.Low, p.High))
            .Select(p => p.IsRational ? (Value<T>)new Value<T>.Exact(p.Low) : new Value<T>.Real(p.In(one))).ToSequence());
    }

    private static NotRepresentableException Undecided() => new("the optimal points of a function of one number, of which several are too close to tell apart");
}
