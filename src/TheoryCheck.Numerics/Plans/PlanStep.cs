namespace TheoryCheck.Numerics.Plans;

/// <summary>One kernel of a plan. Immutable once the plan is made; everything that changes lies in the workspace's memory.</summary>
internal abstract unsafe class PlanStep
{
    /// <summary>The buffers it reads, writes and scratches.</summary>
    public abstract IEnumerable<ArrayBuffer> Buffers { get; }

    /// <summary>Roughly how many floating-point operations one execution takes.</summary>
    public abstract double Operations { get; }

    /// <summary>What a workspace keeps for this step besides its memory; null for nothing.</summary>
    public virtual object? CreateLocal() => null;

    /// <summary>Executes on a workspace's memory.</summary>
    public abstract void Execute(double* memory, object? local);
}
