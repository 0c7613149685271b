using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures.Losses;

/// <summary>scale·exp(−y f): y = −ℓ''(0)/ℓ'(0), scale = ℓ'(0)²/ℓ''(0).</summary>
internal sealed class ExponentialForm : LossForm
{
    /// <inheritdoc/>
    public override LossShare? Match(ScalarProfile output)
    {
        var slope = output.Derivative;
        if (slope.At(Rational.Zero) is not { IsZero: false } first || slope.Derivative.At(Rational.Zero) is not { Sign: > 0 } second || output.At(Rational.Zero) is not { } value)
        {
            return null;
        }

        var share = new LossShare(-second / first, first * first / second, value - (first * first / second));
        var exponential = Build.Call<Exp>(Build.Multiply(new Number(-share.Label), Build.Ref(output.Argument)));
        return output.Is(Build.Add(Build.Multiply(new Number(share.Scale), exponential), new Number(share.Constant))) ? share : null;
    }

    /// <inheritdoc/>
    public override SeparableLoss Of(Sequence<Rational> labels, Rational scale) => new ExponentialLoss(labels, scale);
}
