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

        var rounding = new PenaltyRounding(false);
        var below = Read(rounding);
        return below.Infinite == 0 && (rounding.IsUsed || scaled is not null) ? below with { Above = Read(new(true)) } : below;

        MeasureStatement Read(PenaltyRounding end)
        {
            NotRepresentableException? reason = null;
            foreach (var written in new[] { false, true })
            {
                try
                {
                    if (new Reader(exact, binder.Symbol, dimension, points, mass, end).Read(term.Form, written ? IndexForm.Of(body) : body, where) is { } statement)
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

    private static List<Sequence<Rational>> Points(Interpreter<Rational> exact, Term set) => exact.Evaluate(set) is Value<Rational>.FiniteSet finite
        ? [.. finite.Points.Select(p => p is Value<Rational>.Tensor { Elements: { Dimensions.Count: 1 } vector } ? vector.Elements.ToArray().ToSequence() : throw Unsupported("the support is bounded by a set that has not vectors for points"))]
        : throw Unsupported("the support is bounded by a set whose points are not listed");

    private static NotRepresentableException Unsupported(string reason) => new($"no solver for this optimum over measures: {reason}");

    private sealed class Reader(Interpreter<Rational> exact, Symbol measure, int dimension, DirectionList? points, Rational? unit, PenaltyRounding rounding)
    {
        private const string NoSamples = "an optimum over measures without samples: the index of its outputs has no values";

        private readonly MeasureOutputs outputs = new(measure);
        private readonly List<(SampleTerm Sample, Relation Relation)> constraints = [];
        private Rational? bound;
        private Rational? mass = unit;
        private bool isMassGiven;
        private bool isVariationGiven;
        private bool isNonnegative = unit is not null;
        private bool isOpen;
        private DirectionList? directions = points;

        public MeasureStatement? Read(BindingForm form, Term body, Term? where)
        {
            var objective = outputs.Abstract(body);
            if (objective.Mentions(measure))
            {
                return null;
            }

            if (where is not null)
            {
                Constrain(outputs.Abstract(Entries(where)), exact);
            }

            if (mass is { } given)
            {
                Settle(given);
            }

            var sense = form is Supremum or Argmax ? -Rational.One : Rational.One;
            return LeastOutput.Of(objective, -sense, exact, outputs) is { } least ? Margin(least) : Minimum(objective, sense);
        }

        // A condition with equations between vectors as equations between their entries, and norms and products of vectors of outputs as sums.
        private Term Entries(Term condition)
        {
            switch (condition)
            {
                case Connective or Quantified { Kind: QuantifierKind.ForAll } or Binding { Form: All }:
                    return condition.With(condition.Children.Map(Entries));
                case Comparison { Relations: [Relation.Equal], Children: [{ Type: TensorType { Axes: [{ Lower: Number { Value.IsZero: true } } axis] } } left, { Type: TensorType } right] }:
                    var index = Build.Index("c");
                    var entry = Build.Ref(index);
                    return new Quantified(
                        QuantifierKind.ForAll,
                        [new Binder(index, new IndexRange(Number.Zero, Build.PredecessorOf(axis.Length)))],
                        new Comparison(IndexForm.Element(left, entry), Relation.Equal, IndexForm.Element(right, entry)));
                case Comparison when HasVectors(condition):
                    return IndexForm.Of(condition);
                default:
                    return condition;
            }
        }

        private bool HasVectors(Term term) => term.Mentions(measure) && (term.Type is TensorType { Axes.IsEmpty: false } || term.Children.Items.Any(HasVectors));

        // Measures whose mass is their total variation, or at least as large as it may be, are nonnegative; a larger bound then says nothing.
        private void Settle(Rational given)
        {
            isNonnegative |= isMassGiven && (isVariationGiven || bound == given);
            if (!isNonnegative || given.Sign <= 0 || directions is not null || bound < given || (isOpen && bound == given))
            {
                throw Unsupported($"the mass is to be {given} of measures that may be negative, or only of finitely many points, or of less than that");
            }

            (bound, isOpen) = (null, false);
        }

        // sense·inf of sense·objective.
        private MeasureStatement? Minimum(Term objective, Rational sense)
        {
            var parts = new ObjectiveParts(outputs, isNonnegative, rounding);
            if (!parts.Add(objective, exact, sense))
            {
                return null;
            }

            // Samples of weight 0.
            parts.DropConstants();

            if (parts.Samples.Count > 0 && constraints.Count > 0)
            {
                throw Unsupported("it has both a loss and constraints on outputs");
            }

            if (mass is { } given)
            {
                return OfMass(parts, given, sense);
            }

            // Infinitely many points carry measures that are not 0 and of which finitely many integrals are.
            var isUnbounded = parts.Penalty.Sign < 0 && dimension > 1 && bound is null && !isNonnegative && directions is null && constraints.Count == 0;
            if (parts.Penalty.Sign < 0 && !isUnbounded)
            {
                throw Unsupported($"the total variation has the negative factor {parts.Penalty}");
            }

            if (parts.Samples.Count == 0 && constraints.Count == 0)
            {
                return new MeasureStatement(null, sense, sense * parts.Constant, dimension) { Infinite = isUnbounded ? -sense.Sign : 0, IsConstant = parts.Penalty.IsZero };
            }

            IReadOnlyList<SampleTerm> samples = parts.Samples.Count > 0 ? parts.Samples : [.. constraints.Select(c => c.Sample)];
            var (loss, constant) = parts.Samples.Count > 0 ? Losses(ref samples) : (Constraint(), Rational.Zero);
            var statement = Statement(samples, loss, isUnbounded ? Rational.Zero : parts.Penalty, sense, sense * (parts.Constant + constant));
            return isUnbounded ? statement with { Problem = null, Infinite = -sense.Sign } : statement;
        }

        // All measures have one total variation, so that its multiples are constants.
        private MeasureStatement OfMass(ObjectiveParts parts, Rational given, Rational sense)
        {
            if (constraints.Count > 0)
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

            if (constraints.Count > 0)
            {
                throw Unsupported("it has both a margin and constraints on outputs");
            }

            var parts = new ObjectiveParts(outputs, isNonnegative);
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

            var (inputs, feature, profiled) = new SampleFeatures(dimension, mass is not null).Of(samples) ?? throw Unsupported("the outputs have different features");
            if (isOpen && loss is SeparableLoss { IsFinite: false })
            {
                throw Unsupported("a strict bound of the total variation beside conditions on outputs");
            }

            if (profiled is not null)
            {
                return directions is null
                    ? new MeasureStatement(null, factor, constant, dimension) { Smooth = new(profiled, inputs, loss, penalty, isNonnegative, bound, mass), IsOpen = isOpen, Mass = mass }
                    : throw Unsupported("features that are not homogeneous, on finitely many points");
            }

            return new MeasureStatement(new MeasureProblem(inputs, feature!.Value, loss, penalty, isNonnegative, mass ?? bound) { Directions = directions }, factor, constant, dimension) { IsOpen = isOpen, Mass = mass };
        }

        // Where no loss is known of the summands, those of equal outputs are added up: an inner product written out has several.
        private (Loss Loss, Rational Constant) Losses(ref IReadOnlyList<SampleTerm> samples)
        {
            if (LossOf(samples) is { } loss)
            {
                return loss;
            }

            if (new SampleFeatures(dimension, mass is not null).Of(samples) is var (inputs, _, _))
            {
                samples = [.. samples.Zip(inputs).GroupBy(static p => p.Second).Select(static equal => equal.First().First with
                {
                    Profile = equal.First().First.Profile with { Value = Build.Add([.. equal.Select(p => p.First.Profile.Value.Replace(p.First.Profile.Argument, Build.Ref(equal.First().First.Profile.Argument)))]) },
                })];
            }

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

        private Loss Constraint()
        {
            var lines = constraints.Select(c => (Line: c.Sample.Profile.Affine(), c.Relation)).ToList();
            if (lines.Exists(l => l.Line is not { Slope.IsZero: false }))
            {
                throw Unsupported("a constraint is not affine in an output");
            }

            if (lines.TrueForAll(l => l.Relation == Relation.Equal))
            {
                return new Interpolation(lines.Select(l => -l.Line!.Value.Intercept / l.Line.Value.Slope).ToSequence());
            }

            return lines.TrueForAll(l => l.Relation == Relation.GreaterOrEqual && l.Line!.Value.Intercept.Sign < 0)
                ? new HardMargin(lines.Select(l => l.Line!.Value.Slope / -l.Line.Value.Intercept).ToSequence())
                : throw Unsupported("its constraints are neither equations nor lower bounds on margins");
        }

        private void Constrain(Term formula, Interpreter<Rational> at)
        {
            switch (formula)
            {
                case Connective { Kind: ConnectiveKind.And } and:
                    foreach (var part in and.Children)
                    {
                        Constrain(part, at);
                    }

                    break;
                case Quantified { Kind: QuantifierKind.ForAll } all:
                    foreach (var point in at.PointsOf(all.Binders))
                    {
                        Constrain(DecidedCases.Of(all.Body, point, c => !outputs.In(c)), point);
                    }

                    break;
                case Binding { Form: All } all:
                    foreach (var point in at.PointsOf(all.Binders))
                    {
                        Constrain(DecidedCases.Of(all.Body, point, c => !outputs.In(c)), point);
                    }

                    break;
                case Comparison { Relations: [Relation.GreaterOrEqual], Children: [var left, var right] } when LeastOutput.Members(left, isLeast: true, at) is { } parts && !outputs.In(right):
                    foreach (var (part, place) in parts)
                    {
                        Compare(part, Relation.GreaterOrEqual, new Number(at.EvaluateScalar(right)), place);
                    }

                    break;
                case Comparison { Relations: [Relation.LessOrEqual], Children: [var left, var right] } when LeastOutput.Members(left, isLeast: false, at) is { } parts && !outputs.In(right):
                    foreach (var (part, place) in parts)
                    {
                        Compare(part, Relation.LessOrEqual, new Number(at.EvaluateScalar(right)), place);
                    }

                    break;
                case Comparison { Relations: [var relation], Children: [var left, var right] }:
                    Compare(left, relation, right, at);
                    break;
                case Membership { IsSubset: true, Left: Call { Operation: Support, Arguments: [Reference { Symbol: var of }] }, Right: var set } when ReferenceEquals(of, measure):
                    var listed = DirectionList.OnSphere(Points(at, set).Where(p => p.Count == dimension));
                    directions = directions is null ? listed : DirectionList.OnSphere(directions.Points.Where(listed.Points.Contains));
                    break;
                default:
                    throw Unsupported($"the restriction {Symbolics.Typesetting.Typeset.TextOf(formula)}");
            }
        }

        private void Compare(Term left, Relation relation, Term right, Interpreter<Rational> at)
        {
            bool Is(Term term, Symbol symbol) => term is Reference { Symbol: var s } && ReferenceEquals(s, symbol);
            var (low, high) = relation is Relation.GreaterOrEqual or Relation.Greater ? (right, left) : (left, right);
            if ((relation == Relation.Equal && Is(left, outputs.Mass) && Is(right, outputs.Variation))
                || (relation is Relation.Equal or Relation.LessOrEqual or Relation.GreaterOrEqual && Is(low, outputs.Variation) && Is(high, outputs.Mass)))
            {
                // The mass is never above the total variation.
                isNonnegative = true;
                return;
            }

            var (measured, number) = outputs.In(right) ? (right, left) : (left, right);
            if (relation == Relation.Equal && (Is(measured, outputs.Mass) || Is(measured, outputs.Variation)) && !outputs.In(number))
            {
                var value = at.EvaluateScalar(number);
                isMassGiven |= Is(measured, outputs.Mass);
                isVariationGiven |= Is(measured, outputs.Variation);
                mass = mass is null || mass == value ? value : throw Unsupported("two different masses or total variations are given");
                return;
            }

            if (relation != Relation.Equal && (Is(low, outputs.Variation) || (isNonnegative && Is(low, outputs.Mass))) && !outputs.In(high))
            {
                Bound(rounding.Bound(high, at), relation is Relation.Less or Relation.Greater);
                return;
            }

            if (relation is Relation.Equal or Relation.LessOrEqual or Relation.GreaterOrEqual && high is Number { Value.IsZero: true } && low is Call { Operation.Name: "root" or "sqrt", Arguments: [var square] })
            {
                Compare(square, Relation.Equal, Number.Zero, at);
                return;
            }

            // What is to be at most 0, or 0.
            var excess = Build.Subtract(low, high);
            var parts = new ObjectiveParts(outputs, isNonnegative);
            if (relation == Relation.NotEqual || !parts.Add(excess, at, Rational.One))
            {
                throw Unsupported("a restriction that is no equation or inequality of one output");
            }

            var isStrict = relation is Relation.Less or Relation.Greater;
            if (parts.Samples.Count == 0 && parts.Penalty.Sign > 0 && relation != Relation.Equal)
            {
                Bound(-parts.Constant / parts.Penalty, isStrict);
            }
            else if (isStrict)
            {
                throw Unsupported("a strict inequality of outputs");
            }
            else if (parts.Penalty.IsZero && SquaresThatVanish(parts) is { } targets)
            {
                constraints.AddRange(parts.Samples.Zip(targets, static (s, y) => (s with { Profile = s.Profile with { Value = Build.Subtract(Build.Ref(s.Profile.Argument), new Number(y)) } }, Relation.Equal)));
            }
            else
            {
                constraints.Add(new ObjectiveParts(outputs, isNonnegative).Single(excess, at) is { } sample
                    ? (sample with { Profile = sample.Profile with { Value = Build.Negate(sample.Profile.Value) } }, relation == Relation.Equal ? relation : Relation.GreaterOrEqual)
                    : throw Unsupported("a restriction that is no equation or inequality of one output"));
            }
        }

        // The yᵢ of a sum of cᵢ/2·(yᵢ - fᵢ)² that is to be 0 or less.
        private static List<Rational>? SquaresThatVanish(ObjectiveParts parts)
        {
            var shares = parts.Samples.ConvertAll(s => new HalfSquaredForm().Match(s.Profile));
            return shares.Count > 0 && shares.TrueForAll(s => s is not null) && shares.Aggregate(parts.Constant, (sum, s) => sum + s!.Value.Constant).IsZero
                ? shares.ConvertAll(s => s!.Value.Label)
                : null;
        }

        private void Bound(Rational value, bool isStrict)
        {
            if (value.Sign <= 0)
            {
                throw Unsupported($"the total variation is bounded by {value}, which leaves at most the zero measure");
            }

            if (!(bound < value))
            {
                (bound, isOpen) = (value, isStrict || (isOpen && bound == value));
            }
        }
    }
}
