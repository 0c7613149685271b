using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Checker.Statements;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// A claim is settled by listed values; body: <c>steps</c>, and <c>optima</c>: measures, proposed as minimisers where the claim speaks of optima.
/// </summary>
internal abstract class Settled(string name, bool truth, Finding finding) : CertificateKind(name, "steps", "optima")
{
    /// <inheritdoc/>
    protected sealed override Finding Check(Case @case, StrictJson[] fields)
    {
        @case.Evaluator.Optima.AddRange(fields[1].Items().Select(Ridge.Read));
        Require(@case.Evaluator.Optima.Count == 0 || @case.Optima.Any(), "measures are listed, and the claim speaks of no optimum");
        new Statement(@case.Claim, @case.Evaluator, new Script(fields[0], @case.Evaluator)).RequireThat(truth);
        return finding;
    }
}
