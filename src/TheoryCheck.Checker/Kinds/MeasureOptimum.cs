using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Checker.Statements;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// The least value of a regularised problem over measures that the claim speaks of lies in [lower, upper], which its atoms prove;
/// body: <c>instance</c>, <c>problem</c> (which of the optima), <c>atoms</c>, <c>lower</c>, <c>upper</c>.
/// </summary>
internal sealed class MeasureOptimum() : CertificateKind("measure_optimum", "instance", "problem", "atoms", "lower", "upper")
{
    /// <inheritdoc/>
    protected override Finding Check(Case @case, StrictJson[] fields)
    {
        var bounds = Unvalued.Problem(@case.Evaluator, @case.Optimum(fields[1]), @case.Instance(fields[0])).Bounds(Ridge.Read(fields[2]));
        Require(fields[3].Number() <= bounds.Lower && bounds.Upper <= fields[4].Number(), "the atoms do not prove these ends");
        return new(Effect.Fact, $"the optimal value of the measure problem lies between {fields[3].String()} and {fields[4].String()}");
    }
}
