using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Evaluation.Recurrences;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Formulas;

/// <summary>
/// A comparison of <c>limit(k -&gt; infinity: f@k)</c> with c for f linear in the states of a recursion w ← Aw + b without chance, at one start or for all values of numbers that enter
/// the start linearly; at one start also for f of degree two, as products of n states satisfy a recurrence of order (n + 1)(n + 2)/2. The sequence satisfies a linear recurrence, whose roots say whether it converges: decided for rational data, also where A has eigenvalues of modulus 1 or above
/// that the sequence does not see. Where data are only enclosed, A has to be symmetric with eigenvalues in (-1, 1), and the limit is (I - A)⁻¹b.
/// </summary>
internal sealed class LinearLimit : FormulaEvaluation
{
    private const int MostNumbers = 24;
    private const int MostMultiplied = 6;

    /// <inheritdoc/>
    public override Certainty? Decide<T>(Interpreter<T> interpreter, Term formula)
    {
        var free = IsOverStarts(formula) ? ((Quantified)formula).Binders : [];
        if ((free.IsEmpty ? formula : ((Quantified)formula).Body) is not Comparison { Relations: [var relation], Children: [var left, var right] })
        {
            return null;
        }

        var isLeft = Series(left) is not null;
        if (Series(isLeft ? left : right) is not var (series, evolution) || Series(isLeft ? right : left) is not null || (!free.IsEmpty && relation != Relation.Equal))
        {
            return null;
        }

        var other = isLeft ? right : left;
        try
        {
            return Decide(interpreter.Exactly(), free, (series, evolution), isLeft ? relation : relation.Turned(), other);
        }
        catch (NotRepresentableException) when (interpreter is not Interpreter<Rational> && free.IsEmpty && series is Reference { Symbol: { Role: SymbolRole.State } state })
        {
            var limit = Interpreter<T>.ValueOf(new LinearMotion<T>(interpreter, evolution).Limit(), state);
            return interpreter.Compare(isLeft ? relation : relation.Turned(), limit, interpreter.Value(other));
        }
    }

    /// <summary>Whether a formula asks for a limit along steps for all values of some numbers.</summary>
    public static bool IsOverStarts(Term formula) => formula is Quantified { Kind: QuantifierKind.ForAll, Binders: var binders, Body: Comparison { Children: var sides } }
        && binders.All(static b => b is { Where: null, Symbol: { Restriction: null, Indices.IsEmpty: true }, RangesOver: Call { Operation.Name: "reals" or "vector" or "matrix" } })
        && sides.Any(static s => Series(s) is not null);

    // What the limit is of, and along which recursion.
    private static (Term Series, Evolution Evolution)? Series(Term term) => term is Binding
    {
        Form: Limit,
        Binders: [{ Where: null, Domain: LimitPoint { Point: Constant }, Symbol: var clock }],
        Body: var body,
    } && Lifted(body, clock) is var series && !series.Mentions(clock) && Unfold.Definitions(series).FreeSymbols().Where(static s => s.Evolution is not null).ToList() is [{ Role: SymbolRole.State, Evolution: { IsFlow: false } evolution }, .. var others]
        && others.TrueForAll(s => s.Role == SymbolRole.State && ReferenceEquals(s.Evolution, evolution)) ? (series, evolution) : null;

    // f(w@k) is f(w)@k.
    private static Term Lifted(Term term, Symbol clock) => term is AtStep { Series: var series, Step: Reference { Symbol: var step } } && ReferenceEquals(clock, step) ? series
        : term.Children.IsEmpty ? term
        : term.With(term.Children.Map(c => Lifted(c, clock)));

    private static Certainty Decide(Interpreter<Rational> exact, Sequence<Binder> free, (Term Series, Evolution Evolution) limit, Relation relation, Term other)
    {
        var (series, evolution) = limit;
        var symbols = free.Map(static b => b.Symbol);
        if (evolution.Rules.Select(static r => r.Update).OfType<Term>().Append(series).Any(t => symbols.Any(Unfold.Definitions(t).Mentions)))
        {
            throw Interpreter<Rational>.NoChecker("the limit of a recursion with unknown coefficients");
        }

        // The map and what is read off it do not depend on the free numbers, the start and the right side do, linearly.
        var shapes = symbols.Map(s => exact.ShapeOf(s.Type));
        var known = symbols.Zip(shapes).Aggregate(exact, static (at, s) => at.With(s.First, Zero(s.Second)));
        var motion = new LinearMotion<Rational>(known, evolution);
        var (map, shift) = motion.Step();
        var size = shapes.Sum(NormalVariables<Rational>.Count);
        if (motion.States.Size > MostNumbers)
        {
            throw Interpreter<Rational>.NoChecker($"the limit of a recursion of {motion.States.Size} numbers");
        }

        var among = exact.Among(new([.. symbols.Zip(shapes)], DenseMatrix<Rational>.Zero(size, 1, Rational.One), DenseMatrix<Rational>.Zero(size, size, Rational.One)));
        var starts = evolution.Rules.SelectMany(r => Linear(LinearMotion<QuadraticForm<Rational>>.KnownStart(among, evolution, r), size)).ToArray();
        var targets = Linear(among.Value(among.Written(other)), size).ToArray();
        var inside = known.Among(motion.States);
        var reads = Forms(inside.Value(inside.Written(series))).Select(f => f.Polynomial(isLinear: !free.IsEmpty)).ToArray();
        if (motion.States.Size > MostMultiplied && reads.Any(static r => r.Square is not null))
        {
            throw Interpreter<Rational>.NoChecker($"the limit of products along a recursion of {motion.States.Size} numbers");
        }

        if (targets.Length != reads.Length)
        {
            throw Interpreter<Rational>.NoChecker("a limit and a value of different shapes");
        }

        for (var c = 0; c <= size; c++)
        {
            var limits = Limits(map, c == 0 ? shift : null, [.. starts.Select(s => s[c])], c == 0 ? reads : [.. reads.Select(static r => r - r.Literal(r.Constant))]);
            for (var i = 0; i < limits.Length; i++)
            {
                // A claim that uses a limit claims that it exists.
                if (limits[i] is not { } at || Rational.Compare(relation, at, targets[i][c]) != Certainty.True)
                {
                    return Certainty.False;
                }
            }
        }

        return Certainty.True;
    }

    // The limits of the polynomials c + b·x + x·Qx along x ← Ax + b.
    private static Rational?[] Limits(DenseMatrix<Rational> map, DenseMatrix<Rational>? shift, Rational[] start, QuadraticForm<Rational>[] reads)
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

    // Constant and coefficients of each element of a value.
    private static IEnumerable<Rational[]> Linear(Value<QuadraticForm<Rational>> value, int size) => Forms(value).Select(f => Coefficients(f, size));

    private static IEnumerable<QuadraticForm<Rational>> Forms(Value<QuadraticForm<Rational>> value) => value switch
    {
        Value<QuadraticForm<Rational>>.Exact number => [QuadraticForm<Rational>.Known(number.Number)],
        Value<QuadraticForm<Rational>>.Real real => [real.Number],
        Value<QuadraticForm<Rational>>.Tensor tensor => tensor.Elements.Elements.ToArray(),
        _ => throw Interpreter<Rational>.NoChecker("a limit that is compared with something else than numbers"),
    };

    private static Rational[] Coefficients(QuadraticForm<Rational> form, int size) => [form.Polynomial(isLinear: true).Constant, .. form.LinearPart(size)];

    private static Value<Rational> Zero(Sequence<int> shape) => shape.IsEmpty
        ? new Value<Rational>.Exact(Rational.Zero)
        : new Value<Rational>.Tensor(new(shape, new Rational[NormalVariables<Rational>.Count(shape)]));
}
