using TheoryCheck.Checker.Statements;

namespace TheoryCheck.Checker.Kinds;

/// <summary>Values of the universal symbols, within their domains and assumptions, at which the claim is false; body: <c>steps</c>.</summary>
internal sealed class Counterexample : CertificateKind
{
    /// <inheritdoc/>
    public override string Name => "counterexample";

    /// <inheritdoc/>
    public override Finding Check(Case @case, StrictJson body)
    {
        @case.Statement.Require(truth: false, new Script(body.Object("steps")[0]));
        return new(Effect.Fails, "false at the values listed, which lie in the domains and satisfy the assumptions, evaluated in rational enclosures");
    }
}
