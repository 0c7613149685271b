using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures.Losses;

/// <summary>scale/2·(y − f)²: the second derivative is one positive number c, and then y = −ℓ'(0)/c.</summary>
internal sealed class HalfSquaredForm : LossForm
{
    /// <inheritdoc/>
    public override LossShare? Match(ScalarProfile output)
    {
        var slope = output.Derivative;
        if (slope.Derivative.Constant is not { Sign: > 0 } curvature || slope.At(Rational.Zero) is not { } start || output.At(Rational.Zero) is not { } value)
        {
            return null;
        }

        var target = -start / curvature;
        var share = new LossShare(target, curvature, value - (curvature * target * target / 2));
        var residual = Build.Subtract(new Number(target), Build.Ref(output.Argument));
        var parabola = Build.Multiply(new Number(curvature / 2), Build.Power(residual, new Number(2)));
        return output.Is(Build.Add(parabola, new Number(share.Constant))) ? share : null;
    }

    /// <inheritdoc/>
    public override SeparableLoss Of(Sequence<Rational> labels, Rational scale) => new HalfSquaredLoss(labels, scale);
}
