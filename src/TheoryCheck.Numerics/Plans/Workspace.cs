using System.Runtime.InteropServices;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Plans;

/// <summary>The memory one thread runs a plan in: one aligned block. Running allocates nothing.</summary>
public sealed unsafe class Workspace : SafeHandle
{
    private const nuint Alignment = 64;

    private readonly object?[] runLocals;
    private readonly object?[] stepLocals;

    internal Workspace(Plan plan)
        : base(0, ownsHandle: true)
    {
        Plan = plan;
        runLocals = [.. plan.StepsOf(Stage.Run).Select(s => s.Step.CreateLocal())];
        stepLocals = [.. plan.StepsOf(Stage.Step).Select(s => s.Step.CreateLocal())];
        var bytes = checked((nuint)Math.Max(plan.Length, 1) * sizeof(double));
        handle = (nint)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear((void*)handle, bytes);
    }

    /// <summary>The plan that is run here.</summary>
    public Plan Plan { get; }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>An input, row-major, to be filled before its stage runs.</summary>
    public Span<double> Input(Symbol symbol) => At(Plan.InputBuffer(symbol));

    /// <summary>An output, row-major, as of the last run of its stage.</summary>
    public ReadOnlySpan<double> Output(string name) => At(Plan.OutputBuffer(name));

    /// <summary>Computes everything of a stage: <see cref="Stage.Run"/> first, then <see cref="Stage.Step"/> as often as its inputs change.</summary>
    public void Run(Stage stage) => Run(stage, ulong.MaxValue);

    /// <summary>Computes what groups of outputs need.</summary>
    internal void Run(Stage stage, ulong groups)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        var steps = Plan.StepsOf(stage);
        var locals = stage == Stage.Run ? runLocals : stepLocals;
        for (var t = 0; t < steps.Length; t++)
        {
            if ((steps[t].Groups & groups) != 0)
            {
                steps[t].Step.Execute((double*)handle, locals[t]);
            }
        }

        GC.KeepAlive(this);
    }

    /// <summary>The elements of a buffer.</summary>
    internal Span<double> At(ArrayBuffer buffer) => new((double*)handle + buffer.Offset, checked((int)buffer.Length));

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
