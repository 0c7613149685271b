using TheoryCheck.Rigor;

namespace TheoryCheck.Checker.Kinds;

/// <summary>The value of a linear program, and nothing of its solutions.</summary>
internal sealed class LinearProgramOptimum() : LinearProgram("lp_optimum")
{
    /// <inheritdoc/>
    protected override string Conclusion(Rational[][] rows, Rational[] dual, Rational[] reducedCosts) => "the linear program has, exactly, the optimal value ";
}
