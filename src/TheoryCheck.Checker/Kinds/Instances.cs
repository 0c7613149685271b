using TheoryCheck.Checker.Statements;

namespace TheoryCheck.Checker.Kinds;

/// <summary>A claim over finitely many listed values is true at each of them; body: <c>steps</c>.</summary>
internal sealed class Instances : CertificateKind
{
    /// <inheritdoc/>
    public override string Name => "instance";

    /// <inheritdoc/>
    public override Finding Check(Case @case, StrictJson body)
    {
        @case.Statement.Require(truth: true, new Script(body.Object("steps")[0]));
        return new(Effect.Holds, "true at every instance that the claim ranges over, each evaluated in rational enclosures");
    }
}
