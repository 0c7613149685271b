using TheoryCheck.Checker.Statements;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>Values of the universal symbols, within their domains and assumptions, at which the claim is false; body: <c>steps</c>.</summary>
internal sealed class Counterexample() : CertificateKind("counterexample", "steps")
{
    /// <inheritdoc/>
    protected override Finding Check(Case @case, StrictJson[] fields)
    {
        @case.Statement.RequireThat(truth: false, new Script(fields[0]));
        return new(Effect.Fails, "false at the values listed, which lie in the domains and satisfy the assumptions, evaluated in rational enclosures");
    }
}
