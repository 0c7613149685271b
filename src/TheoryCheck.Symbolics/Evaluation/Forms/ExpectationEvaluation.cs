using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Expectations;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Integrals;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>
/// The expectation over draws. Those with finitely many values are summed over. Over Gaussian draws polynomials of degree two in linear, ReLU and step features of them have
/// their closed form at given values, in the reading, and so have half-spaces. Of functions of one linear form in the draws, products of any
/// degree have one too, and of other such functions an enclosing reading has an enclosure by quadrature; so has a function of one uniform number.
/// Over the draws of a linear recursion's steps the mean of a polynomial in its states at one step.
/// </summary>
public sealed class ExpectationEvaluation : FormEvaluation
{
    private const int LargestDimension = 4096;

    /// <inheritdoc/>
    public override string Form => "expect";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term)
    {
        if (term.Given is not null || term.Binders.Any(b => b.Where is not null || b.At is not null || b.Symbol.Role != SymbolRole.Draw))
        {
            throw Interpreter<T>.NoChecker("a conditional expectation");
        }

        if (term.Binders.All(b => b.Symbol.Evolution is not null))
        {
            var random = RandomTerm<T>.Of(interpreter, term.Body);
            return interpreter.MeanAmong(random.Variables, random.Body);
        }

        foreach (var binder in term.Binders)
        {
            if (FiniteDraw.TryOf(interpreter, binder.Symbol) is { } law)
            {
                var others = term.Binders.Where(b => b != binder).ToSequence();
                var inner = others.IsEmpty ? term.Body : new Binding(term.Form, term.Type, term.Leading, others, term.Bodies, null);
                return interpreter.Integral(law, point => interpreter.With(binder.Symbol, point).Value(inner))!;
            }
        }

        if (term.Binders is [{ Symbol: { Indices.IsEmpty: true, Domain: Call { Operation.Name: "uniform", Arguments: [{ Type.IsScalar: true } low, { Type.IsScalar: true } high] } } only }])
        {
            return OverInterval(interpreter, only, term.Body, interpreter.EvaluateScalar(low), interpreter.EvaluateScalar(high));
        }

        if (InClosedForm(interpreter, term) is { } known)
        {
            return known;
        }

        var shapes = term.Binders.Map(b => Shape(interpreter, b.Symbol));
        var size = shapes.Aggregate(0L, static (total, shape) => total + Count(shape));
        if (size is 0 or > LargestDimension)
        {
            throw Interpreter<T>.NoChecker($"an expectation over {size} numbers");
        }

        var forms = Forms(interpreter, term, shapes, (int)size);
        if (TryHalfSpace(interpreter, forms, term.Body, out var half))
        {
            return new Value<T>.Real(half);
        }

        try
        {
            return Closed(forms, term.Body);
        }
        catch (NotRepresentableException) when (term.Type.IsScalar)
        {
            var body = interpreter.Written(term.Body);
            var draws = term.Binders.Select(b => b.Symbol).ToHashSet();
            if (Parts(forms, body, draws) is not [var part] || forms.Value(part) is not Value<GaussianForm<T>>.Real { Number: var number } || number.Normal() is not var (mean, deviation))
            {
                throw;
            }

            var draw = new Symbol("z", SymbolRole.Bound, term.Span) { Type = TermType.Real };
            return new Value<T>.Real(OfOne(interpreter, draw, Put(body, part, Build.Ref(draw)), mean, deviation));
        }
    }

    // By the moments that laws other than the normal one list; null where these do not suffice, or what they rest on is not decided.
    private static Value<T>? InClosedForm<T>(Interpreter<T> interpreter, Binding term)
        where T : IReal<T>
    {
        if (!term.Type.IsScalar || term.Binders.All(static b => b.Symbol.Domain is Call { Operation.Name: "normal" }))
        {
            return null;
        }

        try
        {
            var moments = new Moments(Facts.None);
            var closed = moments.Resolve(IndexForm.Of(interpreter.Written(term)));
            return HasLaws(closed) || !moments.Conditions.All(c => interpreter.Decide(c) == Certainty.True) ? null : new Value<T>.Real(interpreter.EvaluateScalar(closed));
        }
        catch (NoClosedFormException)
        {
            return null;
        }

        static bool HasLaws(Term term) => term is Binding { Form.Styles: var styles } && styles.Contains(BinderStyle.Draws) || term.Type is MeasureType || term.Children.Any(HasLaws);
    }

    // ∫ over [a, b] / (b - a).
    private static Value<T> OverInterval<T>(Interpreter<T> interpreter, Symbol number, Term body, T low, T high)
        where T : IReal<T> => T.Compare(Relation.Less, low, high) switch
        {
            Certainty.True => new Value<T>.Real(new IntegralOverInterval<T>(interpreter, number, body).Between(low, high) / (high - low)),
            Certainty.False => throw new UndefinedException("there is no uniform law on an interval without length"),
            _ => throw new UndecidedException("it is not decided whether the interval of a uniform law has a length"),
        };

    // Of one number where a linear form m + s·u is on one side of 0, and of another elsewhere: P(m + s·u > 0) = erfc(-m/(s√2))/2.
    private static bool TryHalfSpace<T>(Interpreter<T> interpreter, Interpreter<GaussianForm<T>> forms, Term body, out T value)
        where T : IReal<T>
    {
        value = interpreter.Literal(Rational.Zero);
        if (body is not Conditional { Condition: Comparison { Relations: [not (Relation.Equal or Relation.NotEqual) and var relation], Children: [var left, var right] }, Then: Number then, Otherwise: Number otherwise })
        {
            return false;
        }

        try
        {
            if (forms.EvaluateScalar(Build.Subtract(left, right)).Normal() is not var (mean, deviation) || T.Compare(Relation.Greater, deviation, interpreter.Literal(Rational.Zero)) != Certainty.True)
            {
                return false;
            }

            // What is symmetric about 0 stays exact.
            var isCentred = T.TryExact(mean, out var centre) && centre.IsZero;
            var side = relation is Relation.Greater or Relation.GreaterOrEqual ? mean : -mean;
            var above = (isCentred ? interpreter.Literal(Rational.One) : ErrorFunction.Complement(-side / (deviation * T.Sqrt(interpreter.Literal(2))))) / interpreter.Literal(2);
            value = interpreter.Literal(otherwise.Value) + (interpreter.Literal(then.Value - otherwise.Value) * above);
            return true;
        }
        catch (NotRepresentableException)
        {
            return false;
        }
    }

    // The least parts of a term that are linear forms in the draws and hold all of them; null where there are none such.
    private static List<Term>? Parts<T>(Interpreter<GaussianForm<T>> forms, Term term, HashSet<Symbol> draws)
        where T : IReal<T>
    {
        if (!term.FreeSymbols().Any(draws.Contains))
        {
            return [];
        }

        var inside = term.Children.Select(child => Parts(forms, child, draws)).ToList();
        return inside.Count > 0 && inside.TrueForAll(parts => parts is not null) ? [.. inside.SelectMany(parts => parts!).Distinct()]
            : term.Type.IsScalar && IsLinear() ? [term]
            : null;

        bool IsLinear()
        {
            try
            {
                return forms.Value(term) is Value<GaussianForm<T>>.Real { Number: var number } && number.Normal() is not null;
            }
            catch (NotRepresentableException)
            {
                return false;
            }
        }
    }

    private static Term Put(Term term, Term part, Term value) => term.Equals(part) ? value : term.With(term.Children.Map(child => Put(child, part, value)));

    // A function of one normal number: exactly where it is a polynomial on each half line, else enclosed.
    private static T OfOne<T>(Interpreter<T> interpreter, Symbol draw, Term body, T mean, T deviation)
        where T : IReal<T>
    {
        try
        {
            var z = HalfLinePolynomial<T>.Constant(mean) + HalfLinePolynomial<T>.Linear(deviation);
            return interpreter.Over(HalfLinePolynomial<T>.Constant).With(draw, new Value<HalfLinePolynomial<T>>.Real(z)).EvaluateScalar(body).Mean();
        }
        catch (NotRepresentableException)
        {
            if (!GaussianQuadrature<T>.TryMean(interpreter, draw, body, mean, deviation, out var enclosed))
            {
                throw;
            }

            return enclosed;
        }
    }

    private static Interpreter<GaussianForm<T>> Forms<T>(Interpreter<T> interpreter, Binding term, Sequence<Sequence<int>> shapes, int size)
        where T : IReal<T>
    {
        var inside = interpreter.Over(static number => new GaussianForm<T>(number));
        var at = 0;
        foreach (var (binder, shape) in term.Binders.Zip(shapes))
        {
            var (mean, deviation) = Moments(interpreter, binder.Symbol);
            var entries = new GaussianForm<T>[Count(shape)];
            for (var i = 0; i < entries.Length; i++, at++)
            {
                entries[i] = GaussianForm<T>.Coordinate(mean, deviation, at, size);
            }

            inside = inside.With(binder.Symbol, shape.IsEmpty
                ? new Value<GaussianForm<T>>.Real(entries[0])
                : new Value<GaussianForm<T>>.Tensor(new TensorValue<GaussianForm<T>>(shape, entries)));
        }

        return inside;
    }

    private static Value<T> Closed<T>(Interpreter<GaussianForm<T>> forms, Term body)
        where T : IReal<T> =>
        forms.Value(body) switch
        {
            Value<GaussianForm<T>>.Exact exact => new Value<T>.Exact(exact.Number),
            Value<GaussianForm<T>>.Real real => new Value<T>.Real(real.Number.Mean()),
            Value<GaussianForm<T>>.Tensor tensor => new Value<T>.Tensor(new TensorValue<T>(
                tensor.Elements.Dimensions,
                tensor.Elements.Elements.ToArray().Select(e => e.Mean()).ToArray())),
            var other => throw Interpreter<T>.NoChecker($"an expectation of {Interpreter<GaussianForm<T>>.Describe(other)}"),
        };

    private static int Count(Sequence<int> shape) => shape.Aggregate(1, static (product, length) => product * length);

    private static Sequence<int> Shape<T>(Interpreter<T> interpreter, Symbol draw)
        where T : IReal<T> => draw is { Type: TensorType type, Domain: Call { Operation: Law { Name: "normal" }, Arguments: var arguments } } && (arguments.Count == 1 || arguments[0].Type.IsScalar)
        ? type.Axes.Map(axis => interpreter.SizeOf(axis.Length))
        : throw Interpreter<T>.NoChecker($"an expectation over '{draw.Name}', whose law is not a scalar or standard normal one");

    // normal(d) is standard in d dimensions, normal(m, v) the scalar law with that mean and variance.
    private static (T Mean, T Deviation) Moments<T>(Interpreter<T> interpreter, Symbol draw)
        where T : IReal<T> => ((Call)draw.Domain!).Arguments is [var mean, var variance]
        ? (interpreter.EvaluateScalar(mean), T.Sqrt(interpreter.EvaluateScalar(variance)))
        : (interpreter.Literal(Rational.Zero), interpreter.Literal(Rational.One));
}
