using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>
/// Rational numbers in the place of irrational inputs, labels, weights and factors of a problem over measures, and how far its least value can be from that of the problem with these.
/// </summary>
/// <remarks>
/// With summands Σᵢ vᵢ(fᵢ) ≥ m at all outputs, measures whose value is at most that of the zero measure have |ν| ≤ R = (Σᵢ vᵢ(0) − m)/λ, or |ν| ≤ B under a bound. There outputs of homogeneous features are at most F = L·|x|·R, an input that is
/// off by ρ moves them by L·ρ·R, and a number that is off by r moves vᵢ by r·sup |∂vᵢ/∂c| over |f| ≤ F and all numbers in question. The values of both problems differ by no more than the sum of these, at every measure that matters to either.
/// </remarks>
internal sealed class DataRounding
{
    private const int Precision = 128;
    private readonly Dictionary<Symbol, Interval> numbers = [];
    private readonly Dictionary<Sequence<Rational>, Rational> radii = [];
    private readonly Dictionary<(LinearForm Form, Interpreter<Rational> At), Sequence<Rational>> inputs = [];
    private readonly List<(SampleTerm Sample, Term Value)> summands = [];
    private Interval constants = Interval.FromRational(0, Precision);

    /// <summary>A function of one output with symbols in the place of irrational numbers; null when a construct is in the way.</summary>
    public Term? Closed(Term term, Symbol symbol, Interpreter<Rational> at) => ClosedTerm.Of(term, symbol, at, irrational: number =>
    {
        var constant = new Symbol("c", SymbolRole.Given, default) { Type = TermType.Real };
        numbers.Add(constant, Enclosed(number, at));
        return Build.Ref(constant);
    });

    /// <summary>The term with rational numbers in the place of these symbols.</summary>
    public Term Rounded(Term closed) => closed.FreeSymbols().Where(numbers.ContainsKey).Aggregate(closed, (term, s) => term.Replace(s, new Number(numbers[s].Midpoint)));

    /// <summary>Notes a summand.</summary>
    /// <param name="sample">The output that it is a function of.</param>
    /// <param name="value">The function, with symbols for irrational numbers.</param>
    public void Add(SampleTerm sample, Term value) => summands.Add((sample, value));

    /// <summary>A number of the objective that does not depend on the measure.</summary>
    public Rational Constant(Term term, Interpreter<Rational> at, Rational factor)
    {
        var value = Enclosed(term, at) * Literal(factor);
        constants += value - Literal(value.Midpoint);
        return value.Midpoint;
    }

    /// <summary>A rational vector near that of a linear form.</summary>
    public Sequence<Rational> Input(LinearForm form, Interpreter<Rational> at, int dimension)
    {
        if (inputs.TryGetValue((form, at), out var found))
        {
            return found;
        }

        var exact = form.Vector(Over(at), dimension);
        var input = exact.Select(static v => v.Midpoint).ToSequence();
        var radius = exact.Aggregate(Literal(0), static (sum, v) => sum + Interval.Abs(v - v.Literal(v.Midpoint))).Upper;
        radii[input] = radii.TryGetValue(input, out var known) && known > radius ? known : radius;
        inputs.Add((form, at), input);
        return input;
    }

    /// <summary>At least the difference of the least values.</summary>
    /// <param name="problem">The problem with rational data.</param>
    /// <param name="losses">The summands of its loss, each convex.</param>
    /// <param name="features">The inputs and the feature.</param>
    /// <exception cref="NotRepresentableException">No bound is known.</exception>
    public Rational Slack(MeasureProblem problem, IReadOnlyList<SampleTerm> losses, SampleFeatures features)
    {
        var slope = Literal(Steepness(problem.Feature) * (problem.NormBound ?? Reach(problem.Penalty)));
        var slack = Interval.Abs(constants);
        foreach (var loss in losses)
        {
            // Of a convex function the slopes within are at most those of chords beyond.
            var (farthest, radius) = Farthest(loss);
            Interval Chord(int side) => Interval.Abs(At(loss, loss.Profile.Value, Literal(side * (farthest + 1))) - At(loss, loss.Profile.Value, Literal(side * farthest)));
            slack += radius.IsZero ? Literal(0) : slope * Literal(radius) * Interval.Max(Chord(1), Chord(-1));
        }

        foreach (var (sample, value) in summands.Where(s => s.Value.FreeSymbols().Any(numbers.ContainsKey)))
        {
            var (farthest, _) = Farthest(sample);
            foreach (var symbol in value.FreeSymbols().Where(numbers.ContainsKey))
            {
                slack += Interval.Abs(numbers[symbol] - Literal(numbers[symbol].Midpoint)) * Steepest(sample, value, symbol, Interval.FromBounds(-farthest, farthest, Precision));
            }
        }

        return slack.IsBounded ? slack.Upper : throw Unbounded();

        // How far its outputs may be from 0, and how far its input may be from the rational one.
        (Rational Farthest, Rational Radius) Farthest(SampleTerm sample)
        {
            var input = features.Of([sample])!.Value.Inputs[0];
            var radius = radii[input];
            return ((slope * Literal(input.Aggregate(radius, static (sum, v) => sum + Size(v)))).Upper, radius);
        }
    }

    /// <summary>At least the difference of the greatest margins.</summary>
    /// <exception cref="NotRepresentableException">No bound is known.</exception>
    public Rational Slack(MeasureProblem problem, MaximalMargin margin) => problem.NormBound is { } bound
        ? Steepness(problem.Feature) * bound * problem.Inputs.Select((x, i) => Size(margin.Labels[i]) * radii[x]).Max()
        : throw Unbounded();

    private static Rational Steepness(HomogeneousFeature feature) => Rational.Max(Size(feature.Right), Size(feature.Left));

    private Rational Reach(Rational penalty)
    {
        if (penalty.Sign <= 0)
        {
            throw Unbounded();
        }

        var gap = Literal(0);
        foreach (var (sample, value) in summands)
        {
            gap += At(sample, value, Literal(0)) - Least(sample, value);
        }

        return gap.IsBounded ? gap.Upper / penalty + 1 : throw Unbounded();
    }

    // Of a summand at all outputs: on the whole line at once, or on three parts of it, as a case distinction that is not decided loses what is known of the cases.
    private Interval Least(SampleTerm sample, Term value)
    {
        foreach (var middle in new Rational[] { 0, 16, 4096 })
        {
            Interval[] parts = middle.IsZero ? [Interval.Line(Precision)] : [-Interval.AtLeast(middle, Precision), Interval.FromBounds(-middle, middle, Precision), Interval.AtLeast(middle, Precision)];
            var values = Array.ConvertAll(parts, part => At(sample, value, part));
            if (Array.TrueForAll(values, static v => double.IsFinite(v.LowerDouble)))
            {
                return Literal(values.Select(static v => v.Lower).Min());
            }
        }

        throw Unbounded();
    }

    private Interval Steepest(SampleTerm sample, Term value, Symbol symbol, Interval outputs) =>
        IsContinuous(value) ? Interval.Abs(At(sample, Differentiation.Partial(value, new Variable(Build.Ref(symbol), [])).Value, outputs)) : throw Unbounded();

    private Interval At(SampleTerm sample, Term value, Interval output) =>
        numbers.Where(n => value.Mentions(n.Key)).Aggregate(
            Over(sample.At).With(sample.Output.Name, new Value<Interval>.Real(output)),
            static (at, n) => at.With(n.Key, new Value<Interval>.Real(n.Value))).EvaluateScalar(value);

    // Between its kinks it has a derivative, and none of its changes is a jump.
    private static bool IsContinuous(Term term) => term switch
    {
        Reference or Number => true,
        Arithmetic => term.Children.All(IsContinuous),
        Call { Operation: ScalarFunction { IsContinuous: true } } => term.Children.All(IsContinuous),
        _ => false,
    };

    private static Interpreter<Interval> Over(Interpreter<Rational> at) => at.Over(static q => Interval.FromRational(q, Precision));

    private static Interval Enclosed(Term term, Interpreter<Rational> at) => Over(at).EvaluateScalar(term) is { IsBounded: true } value ? value : throw Unbounded();

    private static Interval Literal(Rational value) => Interval.FromRational(value, Precision);

    private static Rational Size(Rational value) => value.Sign < 0 ? -value : value;

    private static NotRepresentableException Unbounded() => MeasureStatement.Unsupported("how far irrational numbers move its value is not bounded");
}
