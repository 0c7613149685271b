using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Statistics;

/// <summary>Where a sequential probability ratio test stands.</summary>
public enum RatioExit
{
    /// <summary>Between the thresholds.</summary>
    None,

    /// <summary>P(fail) ≤ δ is supported.</summary>
    Supported,

    /// <summary>P(fail) > δ/ρ is indicated: the test gives up. This refutes nothing about δ.</summary>
    GaveUp,
}

/// <summary>
/// Wald's test of p ≥ δ against p = δ/ρ: with R = (p₁/δ)^S ((1−p₁)/(1−δ))^(t−S), p₁ = δ/ρ, support at R ≥ 1/α, give up at R ≤ β.
/// </summary>
/// <remarks>These thresholds hold without Wald's approximation, by Ville's inequality. <i>Accuracy</i>: exact.</remarks>
[Cites("wald1945", "Section 3")]
public sealed class SequentialProbabilityRatio : TestProcedure
{
    /// <inheritdoc/>
    public override string Name => "sequential probability ratio";

    /// <inheritdoc/>
    public override string Decides => "P(fail) <= delta, outside an indifference zone (delta/rho, delta)";

    /// <inheritdoc/>
    public override string Guarantee =>
        "false support has probability at most alpha; giving up has probability at most beta if P(fail) <= delta/rho, and refutes nothing";

    /// <summary>The state after these trials; unknown trials count as failures for support and as successes for giving up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">ρ ≤ 1, or δ is 0 or 1.</exception>
    public static RatioExit Look(Tally tally, Probability delta, Rational rho, Alpha alpha, Alpha beta)
    {
        var process = Process(delta, rho);
        return process.Reaches(tally.Trials, tally.Failures + tally.Unknowns, alpha) == Certainty.True ? RatioExit.Supported
            : beta.Value.Sign > 0 && process.AtMost(tally.Trials, tally.Failures, beta.Value) == Certainty.True ? RatioExit.GaveUp
            : RatioExit.None;
    }

    /// <summary>Wald's approximation of E[N] at p = δ/ρ: ((1−β)ln((1−β)/α) + β ln(β/(1−α)))/KL(p₁‖δ). No guarantee.</summary>
    public static double ExpectedTrials(Probability delta, Rational rho, Alpha alpha, Alpha beta)
    {
        var (p0, p1) = (delta.Value.ToDouble(), (delta.Value / Required(delta, rho)).ToDouble());
        var (a, b) = (alpha.Value.ToDouble(), beta.Value.ToDouble());
        var divergence = p1 * Math.Log(p1 / p0) + (1 - p1) * Math.Log((1 - p1) / (1 - p0));
        return ((1 - b) * Math.Log((1 - b) / a) + b * Math.Log(b / (1 - a))) / divergence;
    }

    private static BernoulliMixture Process(Probability delta, Rational rho) =>
        new(delta, [new MixturePoint(delta.Value / Required(delta, rho), Rational.One)]);

    private static Rational Required(Probability delta, Rational rho) =>
        rho > Rational.One && !delta.Value.IsZero && !delta.Value.IsOne
            ? rho
            : throw new ArgumentOutOfRangeException(nameof(rho), rho, $"rho must be above 1 and delta, {delta}, strictly between 0 and 1");
}
