using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Plans;

/// <summary>
/// A compiled array program: an ordered list of kernels over memory laid out in advance. Immutable, shared between threads;
/// each thread runs it in a workspace of its own.
/// </summary>
/// <remarks>
/// Every sum has a fixed order that depends on the shapes only, and products are joined to sums by fused multiply-adds, so that results are
/// the same bits on every x64 machine, with any vector width and number of threads.
/// </remarks>
public sealed class Plan
{
    private readonly (PlanStep Step, ulong Groups)[] runSteps;
    private readonly (PlanStep Step, ulong Groups)[] stepSteps;
    private readonly Dictionary<Symbol, (ArrayBuffer Buffer, Sequence<int> Dimensions)> inputs = [];
    private readonly Dictionary<string, (ArrayBuffer Buffer, Sequence<int> Dimensions)> outputs = new(StringComparer.Ordinal);

    private Plan(ArrayProgram program, IReadOnlyList<PlanInput> declared, IReadOnlyList<(StoredNode Node, int Group)> roots, Technique technique)
    {
        var slots = declared.Select(i => new ArrayBuffer(i.Dimensions.Aggregate(1L, (product, l) => checked(product * l)))).ToList();
        var planner = new Planner(
            [.. roots.Select(r => r.Node)], slots.Select((buffer, slot) => (buffer, slot)).ToDictionary(s => s.slot, s => s.buffer), technique);
        var groups = new Dictionary<ArrayNode, ulong>();
        foreach (var (node, group) in roots)
        {
            Reach(node, 1UL << group, groups);
        }

        var ordered = planner.Steps.OrderBy(s => s.Node.Stage).ToList();
        var runs = ordered.Count(s => s.Node.Stage == Stage.Run);
        var buffers = new HashSet<ArrayBuffer>(slots);
        for (var t = 0; t < ordered.Count; t++)
        {
            foreach (var buffer in ordered[t].Step.Buffers)
            {
                buffers.Add(buffer);
                buffer.Use(t);
                if (t >= runs && buffer.First < runs)
                {
                    buffer.Keep();
                }
            }
        }

        foreach (var (input, slot) in declared.Select((input, slot) => (input, slot)))
        {
            slots[slot].Use(0);
            slots[slot].Keep();
            inputs.Add(input.Symbol, (slots[slot], input.Dimensions));
        }

        foreach (var (node, _) in roots)
        {
            var buffer = planner.BufferOf(node);
            buffer.Keep();
            outputs.Add(node.Name, (buffer, node.Lengths.Map(l => checked((int)l))));
        }

        Length = ArrayBuffer.Place(buffers);
        runSteps = [.. ordered.Take(runs).Select(s => (s.Step, groups[s.Node]))];
        stepSteps = [.. ordered.Skip(runs).Select(s => (s.Step, groups[s.Node]))];
    }

    /// <summary>How much memory a workspace takes, in bytes; known before any is taken.</summary>
    public double EstimatedBytes => sizeof(double) * (double)Length;

    /// <summary>How many doubles a workspace has.</summary>
    internal long Length { get; }

    /// <summary>The kernels of the plan in order, for tests.</summary>
    internal IEnumerable<PlanStep> AllSteps => runSteps.Concat(stepSteps).Select(s => s.Step);

    /// <summary>Compiles terms in index form.</summary>
    /// <exception cref="NotPlannableException">A term is outside of what array plans compute.</exception>
    public static Plan Compile(PlanRequest request) => Compile(request, Technique.Best);

    /// <summary>Compiles with a chosen technique.</summary>
    internal static Plan Compile(PlanRequest request, Technique technique)
    {
        var program = new ArrayProgram();
        var lowering = new Lowering(program, request.Sizes, request.Scalars);
        foreach (var (input, slot) in request.Inputs.Select((input, slot) => (input, slot)))
        {
            lowering.Declare(input, slot);
        }

        var roots = request.Outputs.Select(o => ((StoredNode)lowering.LowerStored(o.Name, o.Term, o.Indices).Node, 0)).ToList();
        return new(program, request.Inputs, roots, technique);
    }

    /// <summary>Plans nodes that are lowered already; outputs of one group are run together.</summary>
    internal static Plan Of(ArrayProgram program, IReadOnlyList<PlanInput> inputs, IReadOnlyList<(StoredNode Node, int Group)> roots, Technique technique) =>
        new(program, inputs, roots, technique);

    /// <summary>Roughly how many floating-point operations one execution of a stage takes.</summary>
    public double EstimatedOperations(Stage stage) => StepsOf(stage).Sum(s => s.Step.Operations);

    /// <summary>Memory to run the plan in, for one thread.</summary>
    /// <exception cref="OutOfMemoryException">There is not enough memory.</exception>
    public Workspace CreateWorkspace() => new(this);

    /// <summary>The dimensions of an output.</summary>
    public Sequence<int> DimensionsOf(string output) => outputs[output].Dimensions;

    /// <summary>The steps of a stage with the groups of outputs that need them.</summary>
    internal (PlanStep Step, ulong Groups)[] StepsOf(Stage stage) => stage == Stage.Run ? runSteps : stepSteps;

    /// <summary>Whether a symbol is among the inputs.</summary>
    public bool HasInput(Symbol symbol) => inputs.ContainsKey(symbol);

    /// <summary>Where an input lies.</summary>
    internal ArrayBuffer InputBuffer(Symbol symbol) => inputs.TryGetValue(symbol, out var found)
        ? found.Buffer
        : throw new ArgumentException($"'{symbol.Name}' is no input of this plan", nameof(symbol));

    /// <summary>Where an output lies.</summary>
    internal ArrayBuffer OutputBuffer(string name) => outputs.TryGetValue(name, out var found)
        ? found.Buffer
        : throw new ArgumentException($"'{name}' is no output of this plan", nameof(name));

    private static void Reach(ArrayNode node, ulong group, Dictionary<ArrayNode, ulong> groups)
    {
        var before = groups.GetValueOrDefault(node);
        if ((before & group) != 0)
        {
            return;
        }

        groups[node] = before | group;
        foreach (var operand in node.Operands)
        {
            Reach(operand.Node, group, groups);
        }
    }
}
