using TheoryCheck.Rigor;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// min ⟨c, x⟩ over A x ≥ b, x ≥ 0 with data of the spec has the value stated: a feasible x and a feasible y ≥ 0 with Aᵀ y ≤ c meet; body:
/// <c>instance</c>, <c>cost</c>, <c>matrix</c>, <c>bound</c>, <c>primal</c>, <c>dual</c>, <c>value</c>.
/// </summary>
internal sealed class LinearProgramOptimum : CertificateKind
{
    /// <inheritdoc/>
    public override string Name => "lp_optimum";

    /// <inheritdoc/>
    public override Finding Check(Case @case, StrictJson body)
    {
        var optimum = LinearProgram.Read(@case, body);
        return new(Effect.Fact, $"the linear program has the optimal value {StrictJson.Text(optimum.Value)}, exactly");
    }
}
