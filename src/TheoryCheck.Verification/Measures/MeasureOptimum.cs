using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Bounds;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>What the solver proved of an optimum over measures; or over networks of a width that its atoms fit in.</summary>
/// <param name="statement">The problem.</param>
/// <param name="width">The number of neurons of a network; null for measures.</param>
internal sealed class MeasureOptimum(MeasureStatement statement, Rational? width) : Optimum
{
    private readonly MeasureSolution? solution = statement.Problem is { } problem ? SolutionCache.Of(problem) : null;

    // Of the value that the claim speaks of; a margin is maximised, and what has minus a penalty too.
    private bool IsMaximum => (statement.Problem?.Loss is MaximalMargin) == (statement.Factor.Sign > 0);

    // Measures of more atoms than there are neurons say nothing of what a network attains.
    private bool Fits => width is null || solution is null || solution.Atoms.Count <= width.Value;

    /// <inheritdoc/>
    public override Rational? Lower => !Fits && IsMaximum ? null : At(statement.Factor.Sign > 0 ? solution?.LowerBound : solution?.UpperBound);

    /// <inheritdoc/>
    public override Rational? Upper => !Fits && !IsMaximum ? null : At(statement.Factor.Sign > 0 ? solution?.UpperBound : solution?.LowerBound);

    /// <inheritdoc/>
    public override int Infinite => solution?.Status switch
    {
        null => statement.Infinite,
        MeasureStatus.Infeasible => IsMaximum ? -1 : 1,
        MeasureStatus.Unbounded => IsMaximum ? 1 : -1,
        _ => 0,
    };

    private Rational? At(Rational? bound) => solution is null ? statement.Constant : (statement.Factor * bound) + statement.Constant;

    /// <inheritdoc/>
    public override Value<T> Points<T>(Interpreter<T> interpreter, Binding term)
    {
        if (width is not null)
        {
            throw new NotRepresentableException("the set of optimal networks");
        }

        if (solution is null)
        {
            return new Value<T>.FiniteSet(Infinite == 0 ? [Value<T>.Measure.Zero] : []);
        }

        if (solution.Status is MeasureStatus.Infeasible or MeasureStatus.Unbounded or MeasureStatus.NotAttained || Shape.Exists == Certainty.False)
        {
            return new Value<T>.FiniteSet(new Sequence<Value<T>>());
        }

        if (typeof(T) == typeof(Rational) && Shape is { IsUnique: Certainty.True, Exact: { } exact } && Rationally(interpreter, exact, term) is { } rational)
        {
            return new Value<T>.FiniteSet([rational]);
        }

        // One measure is listed where the reading has enclosures of its atoms; exact rationals only know that there is one.
        return Shape.IsUnique == Certainty.True && typeof(T) != typeof(Rational)
            ? new Value<T>.FiniteSet([ListedMeasure.Of(interpreter, Shape.Atoms, Rational.Zero, ListedMeasure.Space(term))])
            : new Value<T>.SetByMembership("the optimal measures", value => OptimalMeasures.Contains(interpreter, term, value, Lower, Upper, IsMaximum)) { IsSingleton = Shape.IsUnique, Enclosure = Enclosure(interpreter, term) };
    }

    /// <inheritdoc/>
    public override Value<T> Certificate<T>(Interpreter<T> interpreter)
    {
        var (problem, dual) = SharedCertificate();
        var factors = dual.Select(q => ListedMeasure.Enclosed(interpreter, q, Rational.Zero)).ToArray();
        T Literal(Rational value) => interpreter.EvaluateScalar(new Number(value));
        var inputs = problem.Inputs.Select(x => x.Select(Literal).ToArray()).ToArray();
        var (left, jump, zero, penalty) = (Literal(problem.Feature.Left), Literal(problem.Feature.Jump), Literal(Rational.Zero), Literal(problem.Penalty));
        return new Value<T>.Function(arguments =>
        {
            if (arguments is not [Value<T>.Tensor { Elements: var at }] || at.Elements.Length != problem.Dimension)
            {
                throw new UndefinedException("a certificate at something that is no point of its sphere");
            }

            var sum = zero;
            for (var i = 0; i < inputs.Length; i++)
            {
                var product = zero;
                for (var k = 0; k < inputs[i].Length; k++)
                {
                    product += inputs[i][k] * at.Elements.Span[k];
                }

                sum += factors[i] * (left * product + jump * T.Max(product, zero));
            }

            return new Value<T>.Real(sum / penalty);
        });
    }

    /// <summary>The supremum of the certificate, or of its modulus, over the sphere.</summary>
    /// <exception cref="NotRepresentableException">The certificate is not one function, or not known.</exception>
    public Interval CertificateSupremum(bool isModulus)
    {
        var (problem, dual) = SharedCertificate();
        if (problem.Directions is not null)
        {
            throw new NotRepresentableException("the supremum over the sphere of the certificate of a finite dictionary");
        }

        // The certificate is at most 1, and its modulus attains 1 where a minimiser has mass.
        var one = Interval.FromRational(Rational.One);
        if (isModulus && (Shape is { IsUnique: Certainty.True, Atoms.IsEmpty: false } || SolutionCache.HullOf(problem)?.Variation.CertainSign == 1))
        {
            return one;
        }

        var found = RidgeSupremum.Of(problem, dual, isModulus) / one.Literal(problem.Penalty);
        return found.Lower <= Rational.One ? Interval.FromBounds(found.Lower, found.Upper < Rational.One ? found.Upper : Rational.One) : found;
    }

    private (MeasureProblem Problem, ImmutableArray<Interval> Dual) SharedCertificate()
    {
        if (statement.Problem is not { NormBound: null, Penalty.Sign: > 0, Loss: SeparableLoss { IsSmooth: true } } problem || width is not null)
        {
            throw new NotRepresentableException("the certificate of an optimum that is not one over measures of a smooth loss and a penalty: it need not be one function");
        }

        return Shape is { IsUnique: Certainty.True, Dual: { IsEmpty: false } known } ? (problem, known)
            : SolutionCache.HullOf(problem) is { } hull ? (problem, hull.Dual)
            : throw new NotRepresentableException("the certificate of this optimum, of which the solver knows no enclosure");
    }

    // Where uniqueness is not known, or known to fail: the points that carry all minimisers.
    private Value<T>.Measure? Enclosure<T>(Interpreter<T> interpreter, Binding term)
        where T : IReal<T> => typeof(T) != typeof(Rational) && typeof(T) != typeof(DoubleReal) && !IsMaximum && Shape.Exists == Certainty.True
            && SolutionCache.HullOf(statement.Problem!) is { Contacts.IsDefault: false } hull
        ? ListedMeasure.Of(interpreter, hull.Contacts, Rational.Zero, ListedMeasure.Space(term)) with { Variation = new Value<T>.Real(ListedMeasure.Enclosed(interpreter, hull.Variation, Rational.Zero)) }
        : null;

    private static Value<T>.Measure? Rationally<T>(Interpreter<T> interpreter, Sequence<Atom> atoms, Binding term)
        where T : IReal<T>
    {
        try
        {
            return ListedMeasure.Of(interpreter, atoms, ListedMeasure.Space(term));
        }
        catch (NotRepresentableException)
        {
            // A weight or direction is irrational.
            return null;
        }
    }

    private SparseOptimum Shape => SolutionCache.ShapeOf(statement.Problem!);
}
