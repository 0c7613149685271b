using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures.Losses;

/// <summary>scale·max(0, 1 − y f): scale = ℓ(0), y = −ℓ'(0)/scale.</summary>
internal sealed class HingeForm : LossForm
{
    /// <inheritdoc/>
    public override LossShare? Match(ScalarProfile output)
    {
        if (output.At(Rational.Zero) is not { Sign: > 0 } scale || output.Derivative.At(Rational.Zero) is not { IsZero: false } slope)
        {
            return null;
        }

        var share = new LossShare(-slope / scale, scale, Rational.Zero);
        var lack = Build.Subtract(Number.One, Build.Multiply(new Number(share.Label), Build.Ref(output.Argument)));
        return output.Is(Build.Multiply(new Number(scale), Build.Call<Relu>(lack))) ? share : null;
    }

    /// <inheritdoc/>
    public override SeparableLoss Of(Sequence<Rational> labels, Rational scale) => new HingeLoss(labels, scale);
}
