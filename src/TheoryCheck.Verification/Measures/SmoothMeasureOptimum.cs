using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>What the solver proved of an optimum over measures with smooth features.</summary>
/// <param name="statement">The problem.</param>
internal sealed class SmoothMeasureOptimum(MeasureStatement statement) : Optimum
{
    private readonly Optimization.Measures.MeasureSolution solution = SolutionCache.Of(statement.Smooth!);

    private bool IsMaximum => statement.Factor.Sign < 0;

    /// <inheritdoc/>
    public override Rational? Lower => (statement.Factor * (IsMaximum ? solution.UpperBound : solution.LowerBound)) + statement.Constant;

    /// <inheritdoc/>
    public override Rational? Upper => (statement.Factor * (IsMaximum ? solution.LowerBound : solution.UpperBound)) + statement.Constant;

    /// <inheritdoc/>
    /// <remarks>Where the certificate of the zero measure is below 1 everywhere, every other one is worse; else the set is known by membership.</remarks>
    public override Value<T> Points<T>(Interpreter<T> interpreter, Binding term) =>
        solution is { Atoms.IsEmpty: true, Certificate.Supremum: { IsBounded: true } supremum } && supremum.Upper < Rational.One
            ? new Value<T>.FiniteSet([Value<T>.Measure.Zero])
            : new Value<T>.SetByMembership("the optimal measures", value => OptimalMeasures.Contains(interpreter, term, value, Lower, Upper, IsMaximum));
}
