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
    /// <inheritdoc/>
    public override Certainty? Decide<T>(Interpreter<T> interpreter, Term formula)
    {
        if (formula is Comparison comparison)
        {
            return IsAboutLimit(comparison) ? Compare(interpreter, comparison) : null;
        }

        if (!IsOverStarts(formula) || formula is not Quantified { Binders: var free, Body: Comparison { Relations: [Relation.Equal], Children: [var left, var right] } })
        {
            return null;
        }

        var isLeft = RunLimit.Read(left) is not null;
        return RunLimit.Read(isLeft ? left : right) is ({ } series, { IsFlow: false } evolution) && RunLimit.Read(isLeft ? right : left) is null
            ? Decide(interpreter.Exactly(), free, (series, evolution), isLeft ? right : left)
            : null;
    }

    /// <summary>Whether a formula asks for a limit along steps for all values of some numbers.</summary>
    public static bool IsOverStarts(Term formula) => formula is Quantified { Kind: QuantifierKind.ForAll, Binders: var binders, Body: Comparison { Children: var sides } }
        && binders.All(static b => b is { Where: null, Symbol: { Restriction: null, Indices.IsEmpty: true }, RangesOver: Call { Operation.Name: "reals" or "vector" or "matrix" } })
        && sides.Any(static s => RunLimit.Read(s) is (_, { IsFlow: false }));

    // Each limit in the sides is a number or tensor; a claim that uses one claims that it exists.
    private static Certainty? Compare<T>(Interpreter<T> interpreter, Comparison comparison)
        where T : IReal<T>
    {
        var limits = comparison.Children.SelectMany(Limits).Distinct().ToList();
        if (!limits.TrueForAll(static l => RunLimit.Read(l, isShifted: true) is not null && (l.Form is Limit || l.Type.IsScalar)))
        {
            return null;
        }

        var (at, known) = (interpreter, new Dictionary<Binding, Term>());
        foreach (var limit in limits)
        {
            if (RunLimit.Of(interpreter, limit) is not { } value)
            {
                return limit.Form is Limit ? Certainty.False : throw Interpreter<T>.NoChecker($"'{limit.Form.Name}' of a run that tends to nothing");
            }

            var number = new Symbol($"limit{known.Count}", SymbolRole.Bound, limit.Span) { Type = limit.Type };
            at = at.With(number, value);
            known.Add(limit, Build.Ref(number));
        }

        Term Placed(Term term) => term is Binding binding && known.TryGetValue(binding, out var number) ? number : term.Children.IsEmpty ? term : term.With(term.Children.Map(Placed));
        return at.TruthOf(Placed(comparison));
    }

    // The outermost limits that are written in a term where nothing in them is bound outside of them.
    private static IEnumerable<Binding> Limits(Term term) => term is Binding { Form: Limit or Limsup or Liminf } limit ? [limit] : term is BinderTerm ? [] : term.Children.SelectMany(Limits);

    private static Certainty Decide(Interpreter<Rational> exact, Sequence<Binder> free, (Term Series, Evolution Evolution) limit, Term other)
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
        var among = exact.Among(new([.. symbols.Zip(shapes)], DenseMatrix<Rational>.Zero(size, 1, Rational.One), DenseMatrix<Rational>.Zero(size, size, Rational.One)));
        var starts = evolution.Rules.SelectMany(r => Linear(LinearMotion<QuadraticForm<Rational>>.KnownStart(among, evolution, r), size)).ToArray();
        var targets = Linear(among.Value(among.Written(other)), size).ToArray();
        var reads = RunLimit.Reads(known, motion, series, isLinear: true);
        if (targets.Length != reads.Length)
        {
            throw Interpreter<Rational>.NoChecker("a limit and a value of different shapes");
        }

        for (var c = 0; c <= size; c++)
        {
            var limits = RunLimit.Limits(map, c == 0 ? shift : null, [.. starts.Select(s => s[c])], c == 0 ? reads : [.. reads.Select(static r => r - r.Literal(r.Constant))]);
            for (var i = 0; i < limits.Length; i++)
            {
                // A claim that uses a limit claims that it exists.
                if (limits[i] is not { } at || at != targets[i][c])
                {
                    return Certainty.False;
                }
            }
        }

        return Certainty.True;
    }

    // Constant and coefficients of each element of a value.
    private static IEnumerable<Rational[]> Linear(Value<QuadraticForm<Rational>> value, int size) => RunLimit.Forms(value).Select(f => Coefficients(f, size));

    private static Rational[] Coefficients(QuadraticForm<Rational> form, int size) => [form.Polynomial(isLinear: true).Constant, .. form.LinearPart(size)];

    private static Value<Rational> Zero(Sequence<int> shape) => shape.IsEmpty
        ? new Value<Rational>.Exact(Rational.Zero)
        : new Value<Rational>.Tensor(new(shape, new Rational[NormalVariables<Rational>.Count(shape)]));
}
