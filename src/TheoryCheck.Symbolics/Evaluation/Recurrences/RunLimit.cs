using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Recurrences;

/// <summary>
/// The limit of a number or tensor read off the states of a linear recursion or flow without chance, as the step or time goes to infinity. Where all states tend together (<see cref="LinearConvergence"/>), what is
/// continuous in them tends to its value at their limit; else polynomials of degree two along recursions have the limits of their recurrences (<see cref="RecurrentSequence"/>).
/// </summary>
internal static class RunLimit
{
    private const int MostNumbers = 24;
    private const int MostMultiplied = 6;
    private const int MostFollowed = 8;

    /// <summary>The limit; null where there is certainly none.</summary>
    /// <param name="interpreter">The values of the other symbols.</param>
    /// <param name="limit">A <c>limit</c>, <c>limsup</c> or <c>liminf</c>.</param>
    /// <exception cref="NotRepresentableException">It is not of this kind, or this reading cannot tell.</exception>
    public static Value<T>? Of<T>(Interpreter<T> interpreter, Binding limit)
        where T : IReal<T>
    {
        var isShifted = Read(limit) is null;
        if (Read(limit, isShifted) is not var (series, evolution))
        {
            throw Interpreter<T>.NoChecker($"'{limit.Form.Name}' of anything but states of one recursion or flow at its steps or times");
        }

        try
        {
            return Of(interpreter, interpreter.Exactly(), series, evolution, isShifted);
        }
        catch (NotRepresentableException why) when (interpreter is not Interpreter<Rational> && !evolution.IsFlow && series is Reference { Symbol: { Role: SymbolRole.State } state })
        {
            return Enclosed(interpreter, evolution, state) ?? throw new NotRepresentableException(why.Message);
        }
    }

    /// <summary>What a limit along steps or times is of, and along which block; null for other limits.</summary>
    /// <param name="term">The limit.</param>
    /// <param name="isShifted">Whether what it is of may read steps ahead, as w@(k+1) does: all of them tend to the same.</param>
    public static (Term Series, Evolution Evolution)? Read(Term term, bool isShifted = false) => term is Binding
    {
        Form: Limit or Limsup or Liminf,
        Binders: [{ Where: null, Domain: LimitPoint { Point: Constant }, Symbol: var clock }],
        Body: var body,
    } && Lifted(body, clock, isShifted) is var series && !series.Mentions(clock) && Unfold.Definitions(series).FreeSymbols().Where(static s => s.Evolution is not null).ToList() is [{ Role: SymbolRole.State, Evolution: { } evolution }, .. var others]
        && others.TrueForAll(s => s.Role == SymbolRole.State && ReferenceEquals(s.Evolution, evolution)) ? (series, evolution) : null;

    /// <summary>The limits of the polynomials c + b·x + x·Qx along x ← Ax + b; null for those that have none.</summary>
    public static Rational?[] Limits(DenseMatrix<Rational> map, DenseMatrix<Rational>? shift, Rational[] start, QuadraticForm<Rational>[] reads)
    {
        var (sequences, now, n) = (reads.Select(static _ => new List<Rational>()).ToArray(), DenseMatrix<Rational>.Column(start), map.Rows);
        var order = reads.Any(static r => r.Square is not null) ? (n + 1) * (n + 2) / 2 : n + 1;
        for (var k = 0; k < 2 * order; k++)
        {
            foreach (var (read, sequence) in reads.Zip(sequences))
            {
                var square = read.Square is null ? Rational.Zero : now.Dot(read.SquarePart(n) * now);
                sequence.Add(read.Constant + DenseMatrix<Rational>.Column(read.LinearPart(n)).Dot(now) + square);
            }

            now = shift is null ? map * now : (map * now) + shift;
        }

        return [.. sequences.Select(RecurrentSequence.Limit)];
    }

    /// <summary>The polynomials that are read off the states of a motion.</summary>
    /// <exception cref="NotRepresentableException">What is read is no polynomial of a degree and number of states that can be followed.</exception>
    public static QuadraticForm<Rational>[] Reads(Interpreter<Rational> exact, LinearMotion<Rational> motion, Term series, bool isLinear)
    {
        if (motion.States.Size > MostNumbers)
        {
            throw Interpreter<Rational>.NoChecker($"the limit of a recursion of {motion.States.Size} numbers");
        }

        var inside = exact.Among(motion.States);
        var reads = Forms(inside.Value(inside.Written(series))).Select(f => f.Polynomial(isLinear)).ToArray();
        return motion.States.Size > MostMultiplied && reads.Any(static r => r.Square is not null)
            ? throw Interpreter<Rational>.NoChecker($"the limit of products along a recursion of {motion.States.Size} numbers")
            : reads;
    }

    /// <summary>The elements of a value that is linear or quadratic in unknowns.</summary>
    public static IEnumerable<QuadraticForm<Rational>> Forms(Value<QuadraticForm<Rational>> value) => value switch
    {
        Value<QuadraticForm<Rational>>.Exact number => [QuadraticForm<Rational>.Known(number.Number)],
        Value<QuadraticForm<Rational>>.Real real => [real.Number],
        Value<QuadraticForm<Rational>>.Tensor tensor => tensor.Elements.Elements.ToArray(),
        _ => throw Interpreter<Rational>.NoChecker("a limit that is compared with something else than numbers"),
    };

    // Where data are only enclosed.
    private static Value<T>? Enclosed<T>(Interpreter<T> interpreter, Evolution evolution, Symbol state)
        where T : IReal<T>
    {
        try
        {
            return Interpreter<T>.ValueOf(new LinearMotion<T>(interpreter, evolution).Limit(), state);
        }
        catch (NotRepresentableException)
        {
            return null;
        }
    }

    private static Value<T>? Of<T>(Interpreter<T> interpreter, Interpreter<Rational> exact, Term series, Evolution evolution, bool isShifted)
        where T : IReal<T>
    {
        var motion = new LinearMotion<Rational>(exact, evolution);
        var (map, shift) = Step(motion);
        var start = motion.States.Mean;
        var written = interpreter.Written(series);
        if (motion.States.Size <= MostNumbers && IsRead(written) && Tending(motion, map, shift, evolution.IsFlow) is { } limit)
        {
            return AtLimit(interpreter, motion.States with { Mean = limit }, written);
        }

        if (isShifted)
        {
            throw Interpreter<T>.NoChecker("the limit of states of several steps that are not known to tend to anything");
        }

        if (evolution.IsFlow)
        {
            throw Interpreter<T>.NoChecker("the limit of a linear flow whose states are not known to tend together, or of what is not known to be continuous in them");
        }

        var limits = Limits(map, shift, [.. start.Elements], Reads(exact, motion, series, isLinear: false));
        return Array.Exists(limits, static l => l is null) ? null
            : series.Type.IsScalar ? new Value<T>.Exact(limits[0]!.Value)
            : new Value<T>.Tensor(new(interpreter.ShapeOf(series.Type), limits.Select(l => interpreter.Literal(l!.Value)).ToArray()));
    }

    private static (DenseMatrix<Rational> Map, DenseMatrix<Rational> Shift) Step(LinearMotion<Rational> motion)
    {
        try
        {
            return motion.Step();
        }
        catch (NotRepresentableException why)
        {
            throw Interpreter<Rational>.NoChecker($"the limit of a run that is not known to be linear in its states ({why.Message}): a run ends; claim it of a step or time, as in e@400, or of all");
        }
    }

    // All states together, or along a recursion each by its own recurrence.
    private static DenseMatrix<Rational>? Tending(LinearMotion<Rational> motion, DenseMatrix<Rational> map, DenseMatrix<Rational> shift, bool isFlow)
    {
        if (LinearConvergence.Limit(map, shift, motion.States.Mean, isFlow) is { } limit)
        {
            return limit;
        }

        if (isFlow || motion.States.Size > MostFollowed)
        {
            return null;
        }

        var limits = Limits(map, shift, [.. motion.States.Mean.Elements], [.. Enumerable.Range(0, map.Rows).Select(i => QuadraticForm<Rational>.Variable(Rational.One, i, map.Rows))]);
        return Array.Exists(limits, static l => l is null) ? null : DenseMatrix<Rational>.Column([.. limits.Select(static l => l!.Value)]);
    }

    private static Value<T> AtLimit<T>(Interpreter<T> interpreter, NormalVariables<Rational> states, Term written)
        where T : IReal<T>
    {
        var at = states.Parts.Aggregate(interpreter, (inner, part) => inner.With(part.Symbol, Interpreter<Rational>.ValueOf(states, part.Symbol) is Value<Rational>.Tensor { Elements: var tensor }
            ? new Value<T>.Tensor(new(tensor.Dimensions, tensor.Elements.ToArray().Select(interpreter.Literal).ToArray()))
            : new Value<T>.Exact(((Value<Rational>.Real)Interpreter<Rational>.ValueOf(states, part.Symbol)).Number)));
        try
        {
            return at.Value(written);
        }
        catch (UndefinedException)
        {
            // A quotient may have a limit where it has no value.
            throw Interpreter<T>.NoChecker("the limit of what has no value where the states tend to");
        }
    }

    // Whether a term is continuous in the states and defined wherever no divisor is 0.
    private static bool IsRead(Term written)
    {
        static bool IsFixed(Term part) => part.FreeSymbols().All(static s => s.Evolution is null);
        return IsDefined(written) && Continuity.Holds(written, IsFixed, static _ => false);
    }

    private static bool IsDefined(Term term) => term switch
    {
        Call { Operation: ScalarFunction function, Arguments: var arguments } when function.Domain(arguments) is not null => false,
        Arithmetic { Operator: ArithmeticOperator.Power, Children: [_, not Number { Value.IsInteger: true }] } => false,
        _ => term.Children.All(IsDefined),
    };

    // f(w@k) is f(w)@k.
    private static Term Lifted(Term term, Symbol clock, bool isShifted)
    {
        bool IsClock(Term step) => step is Reference { Symbol: var symbol } && ReferenceEquals(clock, symbol);
        bool IsAhead(Term step) => isShifted && step is Arithmetic { Operator: ArithmeticOperator.Add, Children: [var first, Number { Value: { IsInteger: true, Sign: >= 0 } }] } && IsClock(first);
        return term is AtStep { Series: var series, Step: { } at } && (IsClock(at) || IsAhead(at)) ? series
            : term.Children.IsEmpty ? term
            : term.With(term.Children.Map(c => Lifted(c, clock, isShifted)));
    }
}
