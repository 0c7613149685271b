using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>The law on ℝ or ℝⁿ with a density in proportion to exp(c + b·u - uᵀHu/2) for a positive definite H: normal with mean H⁻¹b and covariance H⁻¹.</summary>
public sealed class DensityEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "density";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term)
    {
        var gaussian = GaussianFunction<T>.Of(interpreter, term);
        return gaussian.Precision is { } precision
            ? new Value<T>.Normal(new(gaussian.Shape, precision.Solve(gaussian.Slope).Elements), precision.Inverse().Elements)
            : throw new UndefinedException("a density in proportion to a function whose integral is infinite");
    }
}
