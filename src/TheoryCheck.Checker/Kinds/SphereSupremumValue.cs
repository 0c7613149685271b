using TheoryCheck.Checker.Statements;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// A supremum over the unit sphere that the claim speaks of lies in [lower, upper]; body: <c>instance</c>, <c>problem</c> (which of the optima), <c>lower</c>,
/// <c>upper</c>.
/// </summary>
internal sealed class SphereSupremumValue() : CertificateKind("sphere_supremum", "instance", "problem", "lower", "upper")
{
    /// <inheritdoc/>
    protected override Finding Check(Case @case, StrictJson[] fields)
    {
        var value = @case.Evaluator.Number(@case.Optimum(fields[1]), @case.Instance(fields[0])).Constant;
        Require(fields[2].Number() <= value.Low && value.High <= fields[3].Number(), "the supremum does not lie between these ends");
        return new(Effect.Fact, $"the supremum over the sphere is attained, and lies between {fields[2].String()} and {fields[3].String()}");
    }
}
