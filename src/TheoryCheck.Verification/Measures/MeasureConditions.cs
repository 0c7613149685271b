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

/// <summary>The conditions of an optimum over measures, read one by one: bounds of the total variation, masses, signs, supports, and equations and inequalities of outputs.</summary>
/// <param name="outputs">The outputs that the conditions mention.</param>
/// <param name="measure">The measure.</param>
/// <param name="dimension">The dimension d of the sphere in R^d.</param>
/// <param name="points">The points at which it may have mass; null for the whole sphere.</param>
/// <param name="unit">The mass of the measures of its domain; null for any.</param>
/// <param name="rounding">What stands for irrational bounds.</param>
internal sealed class MeasureConditions(MeasureOutputs outputs, Symbol measure, int dimension, DirectionList? points, Rational? unit, PenaltyRounding rounding)
{
    private bool isMassGiven;
    private bool isVariationGiven;

    /// <summary>Functions of outputs that are to be 0, or at least 0.</summary>
    public List<(SampleTerm Sample, Relation Relation)> Constraints { get; } = [];

    /// <summary>A bound of the total variation; null for none.</summary>
    public Rational? Bound { get; private set; }

    /// <summary>The mass of nonnegative measures; null for any.</summary>
    public Rational? Mass { get; private set; } = unit;

    /// <summary>Whether the measures are nonnegative.</summary>
    public bool IsNonnegative { get; private set; } = unit is not null;

    /// <summary>Whether measures on the bound are excluded.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The points at which measures may have mass; null for the whole sphere.</summary>
    public DirectionList? Directions { get; private set; } = points;

    /// <summary>Reads a condition.</summary>
    /// <param name="where">The condition.</param>
    /// <param name="at">The values of the other symbols.</param>
    /// <exception cref="NotRepresentableException">It is of no kind that can be solved.</exception>
    public void Read(Term where, Interpreter<Rational> at) => Constrain(outputs.Abstract(Entries(where)), at);

    /// <summary>Takes a given mass for what it is once all conditions are read.</summary>
    /// <exception cref="NotRepresentableException">The measures may be negative, or there are none of that mass.</exception>
    public void Settle()
    {
        if (Mass is { } given)
        {
            Settle(given);
        }
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
        IsNonnegative |= isMassGiven && (isVariationGiven || Bound == given);
        if (!IsNonnegative || given.Sign <= 0 || Directions is not null || Bound < given || (IsOpen && Bound == given))
        {
            throw MeasureStatement.Unsupported($"the mass is to be {given} of measures that may be negative, or only of finitely many points, or of less than that");
        }

        (Bound, IsOpen) = (null, false);
    }

    /// <summary>The loss that is 0 where the constraints hold, and infinite elsewhere.</summary>
    /// <exception cref="NotRepresentableException">They are of no kind that can be solved.</exception>
    public Loss ToLoss()
    {
        var lines = Constraints.Select(c => (Line: c.Sample.Profile.Affine(), c.Relation)).ToList();
        if (lines.Exists(l => l.Line is not { Slope.IsZero: false }))
        {
            throw MeasureStatement.Unsupported("a constraint is not affine in an output");
        }

        if (lines.TrueForAll(l => l.Relation == Relation.Equal))
        {
            return new Interpolation(lines.Select(l => -l.Line!.Value.Intercept / l.Line.Value.Slope).ToSequence());
        }

        return lines.TrueForAll(l => l.Relation == Relation.GreaterOrEqual && l.Line!.Value.Intercept.Sign < 0)
            ? new HardMargin(lines.Select(l => l.Line!.Value.Slope / -l.Line.Value.Intercept).ToSequence())
            : throw MeasureStatement.Unsupported("its constraints are neither equations nor lower bounds on margins");
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
                var listed = DirectionList.OnSphere(MeasureStatement.Points(at, set).Where(p => p.Count == dimension));
                Directions = Directions is null ? listed : DirectionList.OnSphere(Directions.Points.Where(listed.Points.Contains));
                break;
            default:
                throw MeasureStatement.Unsupported($"the restriction {Symbolics.Typesetting.Typeset.TextOf(formula)}");
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
            IsNonnegative = true;
            return;
        }

        var (measured, number) = outputs.In(right) ? (right, left) : (left, right);
        if (relation == Relation.Equal && (Is(measured, outputs.Mass) || Is(measured, outputs.Variation)) && !outputs.In(number))
        {
            var value = at.EvaluateScalar(number);
            isMassGiven |= Is(measured, outputs.Mass);
            isVariationGiven |= Is(measured, outputs.Variation);
            Mass = Mass is null || Mass == value ? value : throw MeasureStatement.Unsupported("two different masses or total variations are given");
            return;
        }

        if (relation is not (Relation.Equal or Relation.NotEqual) && (Is(low, outputs.Variation) || (IsNonnegative && Is(low, outputs.Mass))) && !outputs.In(high))
        {
            Tighten(rounding.Bound(high, at), relation is Relation.Less or Relation.Greater);
            return;
        }

        if (relation is Relation.Equal or Relation.LessOrEqual or Relation.GreaterOrEqual && high is Number { Value.IsZero: true } && low is Call { Operation.Name: "root" or "sqrt", Arguments: [var square] })
        {
            Compare(square, Relation.Equal, Number.Zero, at);
            return;
        }

        // What is to be at most 0, or 0.
        var excess = Build.Subtract(low, high);
        var parts = new ObjectiveParts(outputs, IsNonnegative);
        if (relation == Relation.NotEqual || !parts.Add(excess, at, Rational.One))
        {
            throw MeasureStatement.Unsupported("a restriction that is no equation or inequality of one output");
        }

        var isStrict = relation is Relation.Less or Relation.Greater;
        if (parts.Samples.Count == 0 && parts.Penalty.Sign > 0 && relation != Relation.Equal)
        {
            Tighten(-parts.Constant / parts.Penalty, isStrict);
        }
        else if (isStrict)
        {
            throw MeasureStatement.Unsupported("a strict inequality of outputs");
        }
        else if (parts.Penalty.IsZero && SquaresThatVanish(parts) is { } targets)
        {
            Constraints.AddRange(parts.Samples.Zip(targets, static (s, y) => (s with { Profile = s.Profile with { Value = Build.Subtract(Build.Ref(s.Profile.Argument), new Number(y)) } }, Relation.Equal)));
        }
        else
        {
            Constraints.Add(new ObjectiveParts(outputs, IsNonnegative).Single(excess, at) is { } sample
                ? (sample with { Profile = sample.Profile with { Value = Build.Negate(sample.Profile.Value) } }, relation == Relation.Equal ? relation : Relation.GreaterOrEqual)
                : throw MeasureStatement.Unsupported("a restriction that is no equation or inequality of one output"));
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

    private void Tighten(Rational value, bool isStrict)
    {
        if (value.Sign <= 0)
        {
            throw MeasureStatement.Unsupported($"the total variation is bounded by {value}, which leaves at most the zero measure");
        }

        if (!(Bound < value))
        {
            (Bound, IsOpen) = (value, isStrict || (IsOpen && Bound == value));
        }
    }
}
