using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures.Losses;

/// <summary>scale·log(1 + exp(−y f)) + constant: ℓ'(0) = −scale·y/2 and ℓ''(0) = scale·y²/4 give y = −2ℓ''(0)/ℓ'(0), scale = ℓ'(0)²/ℓ''(0).</summary>
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

        var (label, scale) = (-2 * second / first, first * first / second);
        var odds = Build.Call<Exp>(Build.Multiply(new Number(-label), Build.Ref(output.Argument)));
        var loss = Build.Multiply(new Number(scale), Build.Call<Log>(Build.Add(Number.One, odds)));
        var rest = new ScalarProfile(output.Argument, Build.Subtract(output.Value, loss)).At(Rational.Zero);
        return rest is { } constant && output.Is(Build.Add(loss, new Number(constant))) ? new LossShare(label, scale, constant) : null;
    }

    /// <inheritdoc/>
    public override SeparableLoss Of(Sequence<Rational> labels, Rational scale) => new LogisticLoss(labels, scale);
}
