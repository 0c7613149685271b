using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Laws;

/// <summary>
/// An <c>evolve</c> or <c>flow</c> block whose states move by linear equations with constant normal noise from a normal start: their joint law is
/// normal at each step and time. That they are linear is read off the rules for all states at once, not sampled.
/// </summary>
internal sealed class LinearMotion<T>
    where T : IReal<T>
{
    private const int MostNumbers = 64;
    private const int MostSteps = 4096;

    private readonly Interpreter<T> interpreter;
    private readonly Evolution evolution;
    private readonly bool isTimed;
    private readonly NormalVariables<T> start;

    /// <summary>The motion under the values of an interpreter.</summary>
    /// <exception cref="NotRepresentableException">A start is neither normal nor known, or there are too many states.</exception>
    public LinearMotion(Interpreter<T> interpreter, Evolution evolution)
    {
        (this.interpreter, this.evolution) = (interpreter, evolution);
        isTimed = evolution.Rules.Any(r => r.Update is { } update && update.ReachedSymbols().Contains(evolution.Clock));
        start = evolution.Rules.Aggregate(NormalVariables<T>.None, (known, rule) => known.With(rule.State, interpreter, Start(rule)));
        if (start.Size is 0 or > MostNumbers)
        {
            throw Interpreter<T>.NoChecker($"the law of {start.Size} numbers");
        }
    }

    /// <summary>The joint law of the states at a step or time.</summary>
    /// <exception cref="NotRepresentableException">The motion is not linear with constant normal noise, or the time is out of reach in this reading.</exception>
    public NormalVariables<T> At(Term at) => evolution.IsFlow ? AtTime(interpreter.ScalarOf(interpreter.Value(at))) : AtStep((int)interpreter.IntegerOf(at));

    /// <summary>The states with their law at the start.</summary>
    public NormalVariables<T> States => start;

    /// <summary>A and b of the steps x ← Ax + b of a recursion without chance whose steps are all alike.</summary>
    /// <exception cref="NotRepresentableException">It is not one.</exception>
    public (DenseMatrix<T> Map, DenseMatrix<T> Shift) Step() => isTimed || !evolution.StepDraws.IsEmpty || evolution.Rules.Any(static r => r.StartIsLaw || r.Noise is not null)
        ? throw Interpreter<T>.NoChecker("the limit of a recursion with chance or with changing steps")
        : Map(interpreter, start, static rule => Build.Ref(rule.State));

    /// <summary>Where a recursion without chance tends from every start.</summary>
    /// <exception cref="NotRepresentableException">It is not linear and symmetric, not certainly a contraction, or the steps differ.</exception>
    public NormalVariables<T> Limit()
    {
        var (map, shift) = Step();
        var identity = DenseMatrix<T>.Identity(start.Size, interpreter.Literal(Rational.One));
        return (map - map.Transposed()).IsZero() == Certainty.True && PositiveMatrix<T>.TryOf(identity + map) is not null && PositiveMatrix<T>.TryOf(identity - map) is { } gap
            ? start with { Mean = gap.Solve(shift), Covariance = DenseMatrix<T>.Zero(start.Size, start.Size, interpreter.Literal(Rational.One)) }
            : throw Interpreter<T>.NoChecker("the limit of a recursion that is not known to be a symmetric contraction");
    }

    private NormalVariables<T> AtTime(T time)
    {
        if (T.Compare(Relation.Less, time, time.Literal(Rational.Zero)) == Certainty.True)
        {
            throw new UndefinedException("a flow has no time below 0");
        }

        if (isTimed)
        {
            throw Interpreter<T>.NoChecker("the law along a flow whose rate depends on the time");
        }

        var (map, shift) = Map(interpreter, start, rule => new Number(Rational.Zero));
        var root = DenseMatrix<T>.Column([.. evolution.Rules.SelectMany(Noise)]);
        var noise = DenseMatrix<T>.Of(start.Size, start.Size, (i, j) => i == j ? root[i, 0] * root[i, 0] : time.Literal(Rational.Zero));
        var (mean, covariance) = LinearFlow.At(map, shift, noise, (start.Mean, start.Covariance), time);
        return start with { Mean = mean, Covariance = covariance };
    }

    private NormalVariables<T> AtStep(int step)
    {
        if (step is < 0 or > MostSteps)
        {
            throw step < 0 ? new UndefinedException($"there is no step {step}") : new NotRepresentableException($"more than {MostSteps} steps");
        }

        var now = start;
        (DenseMatrix<T> Map, DenseMatrix<T> Shift)? constant = null;
        for (var k = 0; k < step; k++)
        {
            var at = interpreter.With(evolution.Clock, new Value<T>.Exact(k));
            var all = evolution.StepDraws.Aggregate(now, (known, draw) => known.With(draw, at, at.LawOfFamily(draw, draw.Domain!)));
            var (map, shift) = constant ?? Map(at, all, static rule => Build.Ref(rule.State));
            constant = isTimed ? null : (map, shift);
            now = now with { Mean = (map * all.Mean) + shift, Covariance = map * all.Covariance * map.Transposed() };
        }

        return now;
    }

    // The new values, or the rates, as linear functions of the states and draws; the fallback is for states without a rule.
    private (DenseMatrix<T> Map, DenseMatrix<T> Shift) Map(Interpreter<T> at, NormalVariables<T> variables, Func<StateRule, Term> fallback)
    {
        var inside = at.Among(variables);
        var stepping = new Stepping<QuadraticForm<T>>(evolution);
        inside = inside.Within(stepping);
        foreach (var rule in evolution.Rules)
        {
            var update = rule.Update is { } written ? at.Written(written) : null;
            stepping.Add(rule.State, () => update is null ? Constant(inside, rule, fallback(rule)) : Trajectory<QuadraticForm<T>>.Family(inside, rule.State, update, rule.UpdateIndices));
        }

        var forms = evolution.Rules.SelectMany(rule => inside.TensorOf(stepping.Next(rule.State)).Elements.ToArray()).Select(f => f.Polynomial(isLinear: true)).ToArray();
        return forms.Length != start.Size
            ? throw Interpreter<T>.NoChecker("a rule whose shape is not that of its state")
            : (new(forms.Length, variables.Size, [.. forms.SelectMany(f => f.LinearPart(variables.Size))]), DenseMatrix<T>.Column([.. forms.Select(f => f.Constant)]));
    }

    private static Value<QuadraticForm<T>> Constant(Interpreter<QuadraticForm<T>> inside, StateRule rule, Term fallback)
    {
        var value = inside.Value(fallback);
        return fallback is Reference || rule.State.Type.IsScalar ? value
            : inside.Multiply(value, inside.Value(Build.Ref(rule.State)));
    }

    private IEnumerable<T> Noise(StateRule rule)
    {
        var own = start.Lengths(rule.State);
        if (rule.Noise is not { } written)
        {
            return Enumerable.Repeat(interpreter.Literal(Rational.Zero), own);
        }

        var noise = interpreter.TensorOf(Trajectory<T>.Family(interpreter, rule.State, interpreter.Written(written), rule.UpdateIndices)).Elements.ToArray();
        return noise.Length == own ? noise : throw Interpreter<T>.NoChecker("a noise whose shape is not that of its state");
    }

    private Value<T>.Normal Start(StateRule rule)
    {
        if (rule.StartIsLaw)
        {
            return interpreter.With(evolution.Clock, new Value<T>.Exact(Rational.Zero)).LawOfFamily(rule.State, rule.Start);
        }

        var known = interpreter.TensorOf(KnownStart(interpreter, evolution, rule));
        return new Value<T>.Normal(known, DenseMatrix<T>.Zero(known.Elements.Length, known.Elements.Length, interpreter.Literal(Rational.One)).Elements);
    }

    /// <summary>The value of a state at the start, which is no law.</summary>
    internal static Value<T> KnownStart(Interpreter<T> interpreter, Evolution evolution, StateRule rule)
    {
        var at = interpreter.With(evolution.Clock, new Value<T>.Exact(Rational.Zero));
        return Trajectory<T>.Family(at, rule.State, at.Written(rule.Start), rule.State.Indices.Map(b => b.Symbol));
    }
}
