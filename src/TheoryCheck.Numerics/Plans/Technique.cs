using System.Runtime.CompilerServices;

namespace TheoryCheck.Numerics.Plans;

/// <summary>How maps and tiles are executed. All techniques give the same bits.</summary>
internal abstract class Technique
{
    /// <summary>Emitted where code can be generated, else interpreted.</summary>
    public static Technique Best { get; } = RuntimeFeature.IsDynamicCodeCompiled ? new Emitted() : new Interpreted();

    /// <summary>The plain twin.</summary>
    public static Technique Plain { get; } = new Interpreted();

    /// <summary>A kernel over a map.</summary>
    public abstract LaneKernel Kernel(MapBody body, KernelShape shape, Fold fold);

    /// <summary>A kernel of panel products with blocks of some rows.</summary>
    public abstract PanelKernel Product(int rows);

    private sealed class Emitted : Technique
    {
        public override LaneKernel Kernel(MapBody body, KernelShape shape, Fold fold) => MapEmitter.Kernel(body, shape, fold);

        public override PanelKernel Product(int rows) => PanelEmitter.Kernel(rows);
    }

    private sealed class Interpreted : Technique
    {
        public override LaneKernel Kernel(MapBody body, KernelShape shape, Fold fold) => MapInterpreter.Kernel(body, shape, fold);

        public override PanelKernel Product(int rows) => PanelProduct.Plain(rows);
    }
}
