using TheoryCheck.Checker.Statements;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>A claim over finitely many listed values is true at each of them; body: <c>steps</c>.</summary>
internal sealed class Instances() : CertificateKind("instance", "steps")
{
    /// <inheritdoc/>
    protected override Finding Check(Case @case, StrictJson[] fields)
    {
        @case.Statement.RequireThat(truth: true, new Script(fields[0]));
        return new(Effect.Holds, "true at every instance that the claim ranges over, each evaluated in rational enclosures");
    }
}
