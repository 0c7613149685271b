using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Measures.Losses;

namespace TheoryCheck.Verification.Measures;

/// <summary>An optimum over measures on a sphere, or on finitely many of its points, as data for the solver.</summary>
/// <param name="Problem">The problem; null when the objective is a constant plus a multiple of the total variation, least at the zero measure.</param>
/// <param name="Factor">What the problem's value is multiplied by; negative where a greatest value is minus a least one.</param>
/// <param name="Constant">What the objective adds to that.</param>
/// <param name="Dimension">The dimension d of the sphere in R^d.</param>
internal sealed record MeasureStatement(MeasureProblem? Problem, Rational Factor, Rational Constant, int Dimension)
{
    /// <summary>1 or -1 where the value is +∞ or -∞ without a problem to solve, else 0.</summary>
    public int Infinite { get; private init; }

    /// <summary>
    /// A statement whose value is at least that of the one stated (times <see cref="Factor"/>), where the factor of the total variation or its bound is irrational: with the upper end of an enclosure of the factor in its
    /// place, and the lower end of the bound; that of this one is then at most it. Null where all data are rational.
    /// </summary>
    public MeasureStatement? Above { get; private init; }

    /// <summary>Whether rational numbers stand in the place of irrational data, so that the problem is only near the one stated. Its value is bounded from both sides, with <see cref="Above"/>; of the minimisers nothing is known.</summary>
    public bool IsRounded { get; private init; }

    /// <summary>Whether every admitted measure has the same value.</summary>
    public bool IsConstant { get; private init; }

    /// <summary>Whether measures on the bound of the total variation are excluded. The value is the same: a loss finite everywhere is continuous along the multiples of a measure.</summary>
    public bool IsOpen { get; private init; }

    /// <summary>The problem where its features are smooth; there is no <see cref="Problem"/> then.</summary>
    public SmoothStatement? Smooth { get; private init; }

    /// <summary>The mass that nonnegative measures are to have; null for any. The <see cref="Problem"/> then bounds it from above, and its solutions are to be read with <see cref="FixedMass"/>.</summary>
    public Rational? Mass { get; private init; }

    /// <summary>
    /// Derives the problem from a form's meaning: definitions are unfolded, integrals against the measure become outputs, the objective
    /// is split into functions of single outputs, and these are matched by proof. Null when the form is not over measures on a sphere.
    /// </summary>
    /// <exception cref="NotRepresentableException">It is, but of no kind that can be solved; the message says which part.</exception>
    public static MeasureStatement? Of(Interpreter<Rational> exact, Binding term)
    {
        if (term.Binders is not [var binder] || binder.RangesOver is not Call { Operation: Symbolics.Sets.Measures or Symbolics.Sets.Probabilities, Arguments: [var space] } domain
            || Sphere(exact, Unfold.Definitions(space)) is not var (dimension, points))
        {
            return null;
        }

        var body = Unfold.Definitions(term.Body, static s => s.Parameters.IsEmpty);
        var where = binder.Where is { } condition ? Unfold.Definitions(condition, static s => s.Parameters.IsEmpty) : null;
        var mass = domain.Operation is Symbolics.Sets.Probabilities ? Rational.One : (Rational?)null;
        if (mass is not null && points is not null)
        {
            // Weights of finitely many points are numbers, and their optima are optima over numbers.
            return null;
        }

        var scaled = mass is null ? UniformScale.Of(body, where, binder.Symbol, exact) : null;
        if (scaled is var (objective, within))
        {
            (body, where) = (objective, within);
        }

        try
        {
            return Enclosed(isRounded: false);
        }
        catch (NotRepresentableException irrational)
        {
            try
            {
                return Enclosed(isRounded: true);
            }
            catch (NotRepresentableException)
            {
                throw irrational;
            }
        }

        MeasureStatement Enclosed(bool isRounded)
        {
            var rounding = new PenaltyRounding(false);
            var below = Read(rounding, isRounded);
            return below.Infinite == 0 && (rounding.IsUsed || scaled is not null || isRounded) ? below with { Above = Read(new(true), isRounded) } : below;
        }

        MeasureStatement Read(PenaltyRounding end, bool isRounded)
        {
            NotRepresentableException? reason = null;
            foreach (var written in new[] { false, true })
            {
                var outputs = new MeasureOutputs(binder.Symbol);
                var reader = new Reader(exact, binder.Symbol, dimension, outputs, new MeasureConditions(outputs, binder.Symbol, dimension, points, mass, end), end, isRounded ? new() : null);
                try
                {
                    if (reader.Read(term.Form, written ? IndexForm.Of(body) : body, where) is { } statement)
                    {
                        return statement;
                    }
                }
                catch (NotRepresentableException unsupported)
                {
                    // In index form norms and products of vectors are sums over their entries.
                    reason ??= unsupported;
                }
            }

            throw reason ?? Unsupported("its objective is no sum of a multiple of the total variation and functions of single outputs, or the measure enters in another way than through integrals of functions of its points and its total variation");
        }
    }

    /// <summary>The dimension of a sphere, or of finitely many points of one and these points; null for other sets.</summary>
    private static (int Dimension, DirectionList? Points)? Sphere(Interpreter<Rational> exact, Term space)
    {
        switch (space)
        {
            case Call { Operation.Name: "sphere", Arguments: [var size] }:
                var dimension = exact.EvaluateScalar(size);
                return dimension.Sign > 0 ? ((int)dimension.Numerator, null) : throw new UndefinedException($"the sphere of R^{dimension} is empty");
            case Collection or Binding { Form: Comprehension } or Call { Operation: Symbolics.Sets.Image }:
                var points = Points(exact, space);
                var list = DirectionList.OnSphere(points);
                return points.Count > 0 && points.TrueForAll(list.Points.Contains) ? (points[0].Count, list)
                    : throw Unsupported("it is over a finite set that is empty or has points off the unit sphere");
            default:
                return null;
        }
    }

    /// <summary>The points of a set that is listed.</summary>
    /// <exception cref="NotRepresentableException">It is not, or they are no vectors.</exception>
    internal static List<Sequence<Rational>> Points(Interpreter<Rational> exact, Term set) => exact.Evaluate(set) is Value<Rational>.FiniteSet finite
        ? [.. finite.Points.Select(p => p is Value<Rational>.Tensor { Elements: { Dimensions.Count: 1 } vector } ? vector.Elements.ToArray().ToSequence() : throw Unsupported("the support is bounded by a set that has not vectors for points"))]
        : throw Unsupported("the support is bounded by a set whose points are not listed");

    /// <summary>Why a problem is not solved.</summary>
    internal static NotRepresentableException Unsupported(string reason) => new($"no solver for this optimum over measures: {reason}");

    private sealed class Reader(Interpreter<Rational> exact, Symbol measure, int dimension, MeasureOutputs outputs, MeasureConditions conditions, PenaltyRounding rounding, DataRounding? data)
    {
        private const string NoSamples = "an optimum over measures without samples: the index of its outputs has no values";

        public MeasureStatement? Read(BindingForm form, Term body, Term? where)
        {
            var objective = outputs.Abstract(body);
            if (objective.Mentions(measure))
            {
                return null;
            }

            if (where is not null)
            {
                conditions.Read(where, exact);
            }

            conditions.Settle();

            var sense = form is Supremum or Argmax ? -Rational.One : Rational.One;
            return data is not null ? Rounded(objective, sense, data) : LeastOutput.Of(objective, -sense, exact, outputs) is { } least ? Margin(least) : Minimum(objective, sense);
        }

        // With a constant that makes up for what rational data change.
        private MeasureStatement? Rounded(Term objective, Rational sense, DataRounding data)
        {
            if (conditions.Constraints.Count > 0 || (Minimum(objective, sense) ?? (LeastOutput.Of(objective, -sense, exact, outputs) is { } least ? Margin(least) : null)) is not { Problem: { } problem } near)
            {
                return null;
            }

            var slack = problem.Loss is MaximalMargin margin ? data.Slack(problem, margin) : data.Slack(problem, matched, Features);
            return near with { Constant = near.Constant + (rounding.IsAbove ? near.Factor : -near.Factor) * slack, IsRounded = true };
        }

        // The summands of the loss, each a convex function of one output.
        private IReadOnlyList<SampleTerm> matched = [];
        private SampleFeatures? features;

        // Once all conditions are read.
        private SampleFeatures Features => features ??= new(dimension, conditions.Mass is not null, data);

        // sense·inf of sense·objective.
        private MeasureStatement? Minimum(Term objective, Rational sense)
        {
            var parts = new ObjectiveParts(outputs, conditions.IsNonnegative, rounding, data is null ? new(outputs, Features) : null, data);
            if (!parts.Add(objective, exact, sense))
            {
                return null;
            }

            if (!parts.Separate())
            {
                throw Unsupported("it is no sum of functions of single outputs: products of different outputs do not cancel");
            }

            // Samples of weight 0.
            parts.DropConstants();

            if (parts.Samples.Count > 0 && conditions.Constraints.Count > 0)
            {
                throw Unsupported("it has both a loss and constraints on outputs");
            }

            if (conditions.Mass is { } given)
            {
                return OfMass(parts, given, sense);
            }

            // Infinitely many points carry measures that are not 0 and of which finitely many integrals are.
            var isUnbounded = parts.Penalty.Sign < 0 && dimension > 1 && conditions.Bound is null && !conditions.IsNonnegative && conditions.Directions is null && conditions.Constraints.Count == 0;
            if (parts.Penalty.Sign < 0 && !isUnbounded)
            {
                throw Unsupported($"the total variation has the negative factor {parts.Penalty}");
            }

            if (parts.Samples.Count == 0 && conditions.Constraints.Count == 0)
            {
                return new MeasureStatement(null, sense, sense * parts.Constant, dimension) { Infinite = isUnbounded ? -sense.Sign : 0, IsConstant = parts.Penalty.IsZero };
            }

            IReadOnlyList<SampleTerm> samples = parts.Samples.Count > 0 ? parts.Samples : [.. conditions.Constraints.Select(c => c.Sample)];
            var (loss, constant) = parts.Samples.Count > 0 ? Losses(ref samples) : (conditions.ToLoss(), Rational.Zero);
            var statement = Statement(samples, loss, isUnbounded ? Rational.Zero : parts.Penalty, sense, sense * (parts.Constant + constant));
            return isUnbounded ? statement with { Problem = null, Infinite = -sense.Sign } : statement;
        }

        // All measures have one total variation, so that its multiples are constants.
        private MeasureStatement OfMass(ObjectiveParts parts, Rational given, Rational sense)
        {
            if (conditions.Constraints.Count > 0)
            {
                throw Unsupported("a given mass beside conditions on outputs");
            }

            var constant = parts.Constant + (parts.Penalty * given);
            if (parts.Samples.Count == 0)
            {
                return new MeasureStatement(null, sense, sense * constant, dimension) { IsConstant = true };
            }

            IReadOnlyList<SampleTerm> samples = parts.Samples;
            var (loss, rest) = Losses(ref samples);
            return Statement(samples, loss, Rational.Zero, sense, sense * (constant + rest));
        }

        // factor·(max over |ν| ≤ bound of minᵢ cᵢ fᵢ) + constant.
        private MeasureStatement? Margin(LeastOutput least)
        {
            if (rounding.IsUsed)
            {
                throw Unsupported("a margin under an irrational bound of the total variation");
            }

            if (conditions.Constraints.Count > 0)
            {
                throw Unsupported("it has both a margin and constraints on outputs");
            }

            var parts = new ObjectiveParts(outputs, conditions.IsNonnegative);
            var samples = least.Terms.Select(t => parts.Single(t.Value, t.At)).ToList();
            var slopes = samples.Select(s => s?.Profile.Affine() is { Intercept.IsZero: true, Slope: { IsZero: false } slope } ? least.Sign * slope : (Rational?)null).ToList();
            return slopes.Exists(l => l is null) ? null
                : Statement([.. samples.Select(s => s!)], new MaximalMargin(slopes.Select(l => l!.Value).ToSequence()), Rational.Zero, least.Factor, least.Constant);
        }

        private MeasureStatement Statement(IReadOnlyList<SampleTerm> samples, Loss loss, Rational penalty, Rational factor, Rational constant)
        {
            if (samples.Count == 0)
            {
                throw new UndefinedException(NoSamples);
            }

            var (inputs, feature, profiled) = Features.Of(samples) ?? throw Unsupported("the outputs have different features");
            if (conditions.IsOpen && loss is SeparableLoss { IsFinite: false })
            {
                throw Unsupported("a strict bound of the total variation beside conditions on outputs");
            }

            if (profiled is not null)
            {
                return conditions.Directions is null
                    ? new MeasureStatement(null, factor, constant, dimension) { Smooth = new(profiled, inputs, loss, penalty, conditions.IsNonnegative, conditions.Bound, conditions.Mass), IsOpen = conditions.IsOpen, Mass = conditions.Mass }
                    : throw Unsupported("features that are not homogeneous, on finitely many points");
            }

            return new MeasureStatement(new MeasureProblem(inputs, feature!.Value, loss, penalty, conditions.IsNonnegative, conditions.Mass ?? conditions.Bound) { Directions = conditions.Directions }, factor, constant, dimension) { IsOpen = conditions.IsOpen, Mass = conditions.Mass };
        }

        // Where no loss is known of the summands, those of equal outputs are added up: an inner product written out has several.
        private (Loss Loss, Rational Constant) Losses(ref IReadOnlyList<SampleTerm> samples)
        {
            matched = samples;
            if (LossOf(samples) is { } loss)
            {
                return loss;
            }

            if (Features.Of(samples) is var (inputs, _, _))
            {
                samples = [.. samples.Zip(inputs).GroupBy(static p => p.Second).Select(static equal => equal.First().First with
                {
                    Profile = equal.First().First.Profile with { Value = Build.Add([.. equal.Select(p => p.First.Profile.Value.Replace(p.First.Profile.Argument, Build.Ref(equal.First().First.Profile.Argument)))]) },
                })];
            }

            matched = samples;
            return LossOf(samples) ?? throw Unsupported("no known loss is proved to be its function of an output");
        }

        private static (Loss Loss, Rational Constant)? LossOf(IReadOnlyList<SampleTerm> samples)
        {
            foreach (var form in Catalogue<LossForm>.Members)
            {
                var known = new Dictionary<Term, LossShare?>();
                var shares = new List<LossShare>();
                foreach (var sample in samples)
                {
                    // Samples with one label have one function.
                    var key = sample.Profile.Value.Replace(sample.Profile.Argument, Anything);
                    if (!known.TryGetValue(key, out var share))
                    {
                        known.Add(key, share = form.Match(sample.Profile));
                    }

                    if (share is null)
                    {
                        break;
                    }

                    shares.Add(share.Value);
                }

                if (shares.Count == samples.Count)
                {
                    var labels = shares.Select(s => s.Label).ToSequence();
                    var loss = shares.TrueForAll(s => s.Scale == shares[0].Scale)
                        ? form.Of(labels, shares[0].Scale)
                        : new WeightedLoss(form.Of(labels, Rational.One), shares.Select(s => s.Scale).ToSequence());
                    return (loss, shares.Aggregate(Rational.Zero, (sum, s) => sum + s.Constant));
                }
            }

            return null;
        }

        private static readonly Term Anything = Build.Ref(new Symbol("z", SymbolRole.Bound, default) { Type = TermType.Real });
    }
}
