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
    private readonly MeasureSolution? solution = Solved(statement);

    // The same, but for a factor of the total variation or a bound on it that are irrational.
    private readonly MeasureSolution? above = Solved(statement.Above ?? statement);

    private static MeasureSolution? Solved(MeasureStatement statement) => statement.Problem is not { } problem ? null
        : statement.Mass is { } mass ? FixedMass.Of(problem, SolutionCache.Of(problem), mass)
        : SolutionCache.Of(problem);

    // Of the value that the claim speaks of; a margin is maximised, and what has minus a penalty too.
    private bool IsMaximum => (statement.Problem?.Loss is MaximalMargin) == (statement.Factor.Sign > 0);

    // Measures of more atoms than there are neurons say nothing of what a network attains. Any outputs of measures are those of as many atoms as there are samples.
    private bool Fits => width is null || above is null || (above.HasRoom ? statement.Problem!.SampleCount : above.Atoms.Count) <= width.Value;

    /// <inheritdoc/>
    public override Rational? Lower => !Fits && IsMaximum ? null : statement.Factor.Sign > 0 ? At(statement, solution?.LowerBound) : At(statement.Above ?? statement, above?.UpperBound);

    /// <inheritdoc/>
    public override Rational? Upper => !Fits && !IsMaximum ? null : statement.Factor.Sign > 0 ? At(statement.Above ?? statement, above?.UpperBound) : At(statement, solution?.LowerBound);

    /// <inheritdoc/>
    public override int Infinite => solution?.Status switch
    {
        null => statement.Infinite,
        MeasureStatus.Infeasible => IsMaximum ? -1 : 1,
        MeasureStatus.Unbounded => IsMaximum ? 1 : -1,
        _ => 0,
    };

    private Rational? At(MeasureStatement of, Rational? bound) => solution is null ? of.Constant : (of.Factor * bound) + of.Constant;

    /// <inheritdoc/>
    public override Value<T> Points<T>(Interpreter<T> interpreter, Binding term)
    {
        if (width is not null)
        {
            throw new NotRepresentableException("the set of optimal networks");
        }

        if (solution is null)
        {
            if (statement.IsConstant)
            {
                throw new NotRepresentableException("the optimal measures of an objective that is the same for all of them");
            }

            return new Value<T>.FiniteSet(Infinite == 0 ? [Value<T>.Measure.Zero] : []);
        }

        return Minimisers.In(interpreter, term, new Value<T>.SetByMembership("the optimal measures", value => OptimalMeasures.Contains(interpreter, term, value, Lower, Upper, IsMaximum)));
    }

    /// <inheritdoc/>
    /// <remarks>Where dual solutions have several certificates, a value is enclosed by what the conditions on all of them say.</remarks>
    public override Value<T> Certificate<T>(Interpreter<T> interpreter)
    {
        T Literal(Rational value) => interpreter.EvaluateScalar(new Number(value));
        var dimension = statement.Dimension;
        var value = SharedCertificate() is { } shared ? Shared(shared.Problem, shared.Dual, shared.Level) : typeof(T) != typeof(DoubleReal) && AreCertificatesBounded ? Bounded : throw NoCertificate();
        return new Value<T>.Function(arguments => arguments is [Value<T>.Tensor { Elements: var at }] && at.Elements.Length == dimension
            ? new Value<T>.Real(value(at.Elements))
            : throw new UndefinedException("a certificate at something that is no point of its sphere"));

        // |η| is at most 1 on the sphere and homogeneous.
        T Bounded(ReadOnlyMemory<T> at)
        {
            var square = Literal(Rational.Zero);
            foreach (var v in at.Span)
            {
                square += v * v;
            }

            var length = T.Sqrt(square);
            return T.Either(-length, length);
        }

        Func<ReadOnlyMemory<T>, T> Shared(MeasureProblem problem, ImmutableArray<Interval> dual, Interval level)
        {
            var factors = dual.Select(q => ListedMeasure.Enclosed(interpreter, q, Rational.Zero)).ToArray();
            var inputs = problem.Inputs.Select(x => x.Select(Literal).ToArray()).ToArray();
            var (left, jump, zero) = (Literal(problem.Feature.Left), Literal(problem.Feature.Jump), Literal(Rational.Zero));
            var height = level.Lower == level.Upper ? Literal(level.Lower) : ListedMeasure.Enclosed(interpreter, level, Rational.Zero);
            return at =>
            {
                var sum = zero;
                for (var i = 0; i < inputs.Length; i++)
                {
                    var product = zero;
                    for (var k = 0; k < inputs[i].Length; k++)
                    {
                        product += inputs[i][k] * at.Span[k];
                    }

                    sum += factors[i] * (left * product + jump * T.Max(product, zero));
                }

                return sum / height;
            };
        }
    }

    /// <summary>The supremum of the certificate, or of its modulus, over the sphere.</summary>
    /// <exception cref="NotRepresentableException">The certificate is not one function, or not known.</exception>
    public Interval CertificateSupremum(bool isModulus)
    {
        if (statement.Problem is { Directions: not null })
        {
            throw new NotRepresentableException("the supremum over the sphere of the certificate of a finite dictionary");
        }

        // A certificate is at most 1, and so is its modulus where measures have signs; it attains 1, or -1 where they have, where a minimiser has mass.
        var one = Interval.FromRational(Rational.One);
        var shared = SharedCertificate();
        var isConstrained = isModulus != statement.Problem?.IsNonnegative;
        if (isConstrained && (shared is not null || HasCertificates) && IsSomewhere)
        {
            return one;
        }

        if (shared is not var (problem, dual, level))
        {
            return isConstrained && AreCertificatesBounded ? Interval.FromBounds(Rational.Zero, Rational.One) : throw NoCertificate();
        }

        var found = RidgeSupremum.Of(problem, dual, isModulus) / level;
        return isModulus && problem.IsNonnegative ? found : found.Lower <= Rational.One ? Interval.FromBounds(found.Lower, found.Upper < Rational.One ? found.Upper : Rational.One) : found;
    }

    // Whether all minimisers are other than 0, and there is one.
    private bool IsSomewhere => Shape is { IsUnique: Certainty.True, Atoms.IsEmpty: false } || SolutionCache.HullOf(statement.Problem!)?.Variation.CertainSign == 1
        || (Shape.Exists == Certainty.True && (statement.Problem!.Loss is MaximalMargin ? solution!.LowerBound?.Sign > 0 : ((SeparableLoss)statement.Problem.Loss).AtZero() is not { } zero || zero > solution!.UpperBound));

    // Whether the dual problem has a solution, and a positive level: its dual variables, or certificates, are in a compact set. Nonnegative measures under conditions on outputs may have no dual solution.
    private bool HasCertificates => IsCertified && statement.Problem is { Directions: null } problem && Shape.Exists == Certainty.True
        && (problem.Loss is MaximalMargin ? solution!.LowerBound?.Sign > 0 && !problem.IsNonnegative
            : problem.Penalty.Sign > 0 && (problem.NormBound is null || ((SeparableLoss)problem.Loss).IsFinite) && (!problem.IsNonnegative || ((SeparableLoss)problem.Loss).IsFinite));

    private bool AreCertificatesBounded => HasCertificates && !statement.Problem!.IsNonnegative;

    // With rational data, and of measures.
    private bool IsCertified => statement is { Above: null, Problem: not null } && width is null && solution!.Status is not (MeasureStatus.Infeasible or MeasureStatus.Unbounded or MeasureStatus.NotAttained)
        && (statement.Mass is null || Minimisers.AreOutside);

    private static NotRepresentableException NoCertificate() => new("the certificate of this optimum over measures: it need not be one function, or the solver knows no enclosure of it");

    // The certificate that all dual solutions share; null where it is not known, or they have several.
    private (MeasureProblem Problem, ImmutableArray<Interval> Dual, Interval Level)? SharedCertificate() =>
        !IsCertified ? null
        : Shape is { IsUnique: Certainty.True, Level: { CertainSign: 1 } level, Dual: { IsEmpty: false } dual } ? (statement.Problem!, dual, level)
        : (Shape.Hull ?? SolutionCache.HullOf(statement.Problem!)) is { Level: { CertainSign: 1, IsBounded: true } } hull ? (statement.Problem!, hull.Dual, hull.Level)
        : null;

    private SparseOptimum Shape => SolutionCache.ShapeOf(statement.Problem!);

    private KnownMinimisers Minimisers => new(statement, Shape, () => SolutionCache.HullOf(statement.Problem!), statement.Problem!.NormBound);
}
