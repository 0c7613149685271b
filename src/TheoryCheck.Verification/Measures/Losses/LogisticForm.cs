using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures.Losses;

/// <summary>scale·log(1 + exp(−y f)): ℓ'(0) = −scale·y/2 and ℓ''(0) = scale·y²/4 give y = −2ℓ''(0)/ℓ'(0), scale = ℓ'(0)²/ℓ''(0).</summary>
internal sealed class LogisticForm : LossForm
{
    /// <inheritdoc/>
    public override LossShare? Match(ScalarProfile output)
    {
        var slope = output.Derivative;
        if (slope.At(Rational.Zero) is not { IsZero: false } first || slope.Derivative.At(Rational.Zero) is not { Sign: > 0 } second)
        {
            return null;
        }

        var share = new LossShare(-2 * second / first, first * first / second, Rational.Zero);
        var odds = Build.Call<Exp>(Build.Multiply(new Number(-share.Label), Build.Ref(output.Argument)));
        return output.Is(Build.Multiply(new Number(share.Scale), Build.Call<Log>(Build.Add(Number.One, odds)))) ? share : null;
    }

    /// <inheritdoc/>
    public override Loss Of(Sequence<Rational> labels, Rational scale) => new LogisticLoss(labels, scale);
}
