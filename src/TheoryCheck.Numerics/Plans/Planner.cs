using TheoryCheck.Core;

namespace TheoryCheck.Numerics.Plans;

/// <summary>
/// Decides which nodes become arrays in memory and makes a step for each of them. Everything between two such arrays is one fused map.
/// A node is stored when it is no elementwise map; when its user runs over more axes, or more often, than it depends on; or when several
/// kernels would repeat costly work.
/// </summary>
internal sealed class Planner
{
    private const double RepeatableCost = 6;

    private readonly HashSet<ArrayNode> stored = [];
    private readonly Dictionary<ArrayNode, ArrayBuffer> buffers = [];
    private readonly Dictionary<int, ArrayBuffer> inputs;
    private readonly Technique technique;
    private readonly HashSet<ArrayNode> swept = [];

    /// <summary>Plans the computation of outputs.</summary>
    /// <param name="outputs">What is read by the caller.</param>
    /// <param name="inputs">The buffer of each input.</param>
    /// <param name="technique">How kernels are made.</param>
    public Planner(IReadOnlyList<StoredNode> outputs, Dictionary<int, ArrayBuffer> inputs, Technique technique)
    {
        this.inputs = inputs;
        this.technique = technique;
        foreach (var output in outputs)
        {
            Keep(output);
        }

        var sweeps = new SweepFinder(stored).Find().ToList();
        foreach (var sweep in sweeps)
        {
            swept.Add(sweep.Product);
            foreach (var user in sweep.Phases.SelectMany(p => p))
            {
                swept.Add(user.Output);
                if (user.Mapped is { } mapped)
                {
                    swept.Add(mapped);
                }
            }
        }

        while (StoreShared())
        {
        }

        foreach (var contract in sweeps.SelectMany(s => s.Phases).SelectMany(p => p).Select(u => u.Output).OfType<ContractNode>())
        {
            var uses = stored.Where(n => !swept.Contains(n)).SelectMany(n => UsesOf(contract, n)).ToList();
            contract.IsTransposed = uses.Count > 0 && uses.All(u => u.Node == contract && u.Axes[0] > u.Axes[1]);
        }

        foreach (var node in InOrder(sweeps))
        {
            node();
        }
    }

    /// <summary>The steps with a node each computes, operands first.</summary>
    public List<(ArrayNode Node, PlanStep Step)> Steps { get; } = [];

    /// <summary>Where an array lies.</summary>
    public ArrayBuffer BufferOf(ArrayNode node) => node is InputNode input ? inputs[input.Slot] : buffers[node];

    /// <summary>The nodes at which a kernel stops: leaves and arrays in memory.</summary>
    private bool IsStored(ArrayNode node) => node is not MapNode || stored.Contains(node);

    private void Keep(ArrayNode node)
    {
        if (node is InputNode or LiteralNode || !stored.Add(node))
        {
            return;
        }

        foreach (var operand in node.Operands)
        {
            switch (node)
            {
                case MapNode or StoredNode:
                    Visit(operand, node.Lengths, node.Stage);
                    break;
                case ReduceNode reduce:
                    Visit(operand, reduce.Lengths.Concat(reduce.Reduced).ToSequence(), node.Stage);
                    break;
                default:
                    Keep(operand.Node);
                    break;
            }
        }
    }

    private void Visit(Operand use, Sequence<long> domain, Stage stage)
    {
        if (use.Node is not MapNode map || stored.Contains(map))
        {
            Keep(use.Node);
            return;
        }

        var covers = domain.Select((length, axis) => length == 1 || use.Axes.Contains(axis)).All(x => x);
        if (!covers || map.Stage != stage)
        {
            Keep(map);
            return;
        }

        foreach (var argument in map.Arguments)
        {
            Visit(ArrayProgram.Compose(argument, use), domain, stage);
        }
    }

    /// <summary>The uses of an array by the kernel of a node; an operand of another node where it is used as a whole.</summary>
    private IEnumerable<Operand> UsesOf(ArrayNode array, ArrayNode root)
    {
        IEnumerable<Operand> Within(Operand operand) => operand.Node == array ? [operand]
            : operand.Node is MapNode map && !stored.Contains(map) ? map.Arguments.SelectMany(a => Within(ArrayProgram.Compose(a, operand)))
            : [];
        return root switch
        {
            MapNode or StoredNode or ReduceNode => root.Operands.SelectMany(Within),
            _ => root.Operands.Where(o => o.Node == array).Select(_ => new Operand(root, [])),
        };
    }

    private bool StoreShared()
    {
        var users = new Dictionary<MapNode, HashSet<ArrayNode>>();
        void Count(ArrayNode root, ArrayNode node)
        {
            foreach (var operand in node.Operands)
            {
                if (operand.Node is MapNode map && !stored.Contains(map))
                {
                    if (!users.TryGetValue(map, out var set))
                    {
                        users.Add(map, set = []);
                    }

                    if (set.Add(root))
                    {
                        Count(root, map);
                    }
                }
            }
        }

        foreach (var root in stored.Where(n => !swept.Contains(n)))
        {
            Count(root, root);
        }

        var shared = users.Where(u => u.Value.Count > 1 && Cost(u.Key, []) > RepeatableCost).Select(u => u.Key).MaxBy(n => n.Id);
        if (shared is null)
        {
            return false;
        }

        Keep(shared);
        return true;
    }

    private double Cost(ArrayNode node, HashSet<ArrayNode> counted) => node is MapNode map && !stored.Contains(map) && counted.Add(map)
        ? map.Arguments.Sum(a => Cost(a.Node, counted)) + map.Primitive switch
        {
            Primitive.Exponential or Primitive.Logarithm or Primitive.Sine or Primitive.Cosine or Primitive.Angle
                or Primitive.HyperbolicTangent or Primitive.Logistic or Primitive.ErrorFunction => 10,
            Primitive.Divide or Primitive.SquareRoot => 4,
            _ => 1,
        }
        : 0;

    /// <summary>What makes the steps, in an order in which each finds its inputs computed.</summary>
    private List<Action> InOrder(List<Sweep> sweeps)
    {
        var units = new List<(List<ArrayNode> Made, HashSet<ArrayNode> Read, Action Make)>();
        foreach (var node in stored.Where(n => !swept.Contains(n)))
        {
            units.Add(([node], [.. SweepFinder.Reads(node, stored)], () => Add(node, Make(node))));
        }

        foreach (var sweep in sweeps)
        {
            var maker = new SweepMaker(sweep, IsStored, Locate, technique);
            for (var phase = 0; phase < sweep.Phases.Count; phase++)
            {
                var (at, users) = (phase, sweep.Phases[phase]);
                var read = users.SelectMany(u => ReadsOf(u, sweep.Product)).Concat(phase == 0 ? SweepFinder.Reads(sweep.Product, stored) : sweep.Phases[phase - 1].Select(u => u.Output));
                var made = users.Select(u => u.Output).ToList();
                units.Add((made, [.. read.Where(n => !made.Contains(n))], () =>
                {
                    foreach (var output in made)
                    {
                        buffers.Add(output, new(SizeOf(output.Lengths)));
                    }

                    Add(made[0], maker.Make(at, n => buffers[n]));
                }));
            }
        }

        var makers = units.SelectMany(u => u.Made.Select(m => (m, u))).ToDictionary(p => p.m, p => p.u);
        var (ordered, seen) = (new List<Action>(), new HashSet<ArrayNode>());
        void Visit((List<ArrayNode> Made, HashSet<ArrayNode> Read, Action Make) unit)
        {
            if (!seen.Add(unit.Made[0]))
            {
                return;
            }

            foreach (var read in unit.Read.Where(makers.ContainsKey).OrderBy(n => n.Id))
            {
                Visit(makers[read]);
            }

            ordered.Add(unit.Make);
        }

        foreach (var unit in units.OrderBy(u => u.Made.Min(n => n.Id)))
        {
            Visit(unit);
        }

        return ordered;
    }

    private IEnumerable<ArrayNode> ReadsOf(SweepUser user, ArrayNode product)
    {
        var value = user.Mapped is MapNode or null ? SweepFinder.Reads(user.Mapped ?? user.Output, stored) : [];
        var inner = user.Mapped is null && user.Value.Node is MapNode map && stored.Contains(map) ? SweepFinder.Reads(map, stored) : [];
        return value.Concat(inner).Append(user.Other.Node ?? product).Where(n => n != product && n != user.Value.Node);
    }

    private void Add(ArrayNode node, PlanStep? step)
    {
        if (step is not null)
        {
            Steps.Add((node, step));
        }
    }

    private PlanStep? Make(ArrayNode node)
    {
        if (node is StoredNode { Value: { Node: ReduceNode or ContractNode or TensorCallNode or GatherNode or StoredNode } value }
            && value.Axes.SequenceEqual(Enumerable.Range(0, node.Lengths.Count)) && value.Node.Lengths == node.Lengths)
        {
            buffers.Add(node, buffers[value.Node]);
            return null;
        }

        var buffer = new ArrayBuffer(SizeOf(node.Lengths));
        buffers.Add(node, buffer);
        return node switch
        {
            IndexNode index => new CountStep(index.Lower, buffer),
            MapNode => MakeLoop(new(node, Enumerable.Range(0, node.Lengths.Count).ToSequence()), node, [], null, buffer),
            StoredNode keep => MakeLoop(keep.Value, node, [], null, buffer),
            ReduceNode reduce => MakeLoop(reduce.Body, node, reduce.Reduced, reduce.Fold, buffer),
            ContractNode contract => MakeContraction(contract, buffer),
            GatherNode gather => MakeGather(gather, buffer),
            TensorCallNode call => MakeCall(call, buffer),
            _ => throw new System.Diagnostics.UnreachableException($"{node.GetType().Name} is not stored"),
        };
    }

    private LoopStep MakeLoop(Operand value, ArrayNode node, Sequence<long> reduced, Fold? fold, ArrayBuffer buffer)
    {
        var rank = node.Lengths.Count + reduced.Count;
        var map = new MapBuilder(rank, n => n != node && IsStored(n));
        var result = map.Add(value);
        var own = MapBuilder.StridesOf(node is InputNode ? throw new System.Diagnostics.UnreachableException() : node);
        var axes = Enumerable.Range(0, rank).Select(axis => new LoopAxis(
            axis < own.Length ? node.Lengths[axis] : reduced[axis - own.Length],
            axis >= own.Length,
            [.. map.Inputs.Select(i => i.Input.Strides[axis])],
            axis < own.Length ? own[axis] : 0)).ToList();
        var arrays = map.Inputs.Select(i => Locate(i.Input.Node)).ToList();
        return new LoopStep(arrays, axes, buffer, fold, broadcast => map.Build(result, broadcast), technique);
    }

    private ContractStep MakeContraction(ContractNode node, ArrayBuffer buffer)
    {
        var (batch, rows, columns) = (node.Batch, node.Rows, node.Columns);
        var own = batch + rows + columns;
        var lengths = node.Lengths.Concat(node.Shared).ToSequence();
        ContractFactor Factor(Operand operand, int first, int count)
        {
            var strides = MapBuilder.Strides(operand, lengths.Count);
            var location = Locate(operand.Node);
            return new(
                location.Buffer, location.Offset, Places.Of(lengths, strides, 0, batch), Places.Of(lengths, strides, first, count), Places.Of(lengths, strides, own, node.Shared.Count));
        }

        return new(Factor(node.Left, batch, rows), Factor(node.Right, batch + rows, columns), buffer, technique);
    }

    private GatherStep MakeGather(GatherNode node, ArrayBuffer buffer)
    {
        var source = node.Source.Node;
        var strides = MapBuilder.StridesOf(source);
        var tiedCount = node.Source.Axes.Count;
        var tied = new long[node.Lengths.Count];
        for (var axis = 0; axis < tiedCount; axis++)
        {
            tied[node.Source.Axes[axis]] += strides[axis];
        }

        var addressed = node.Lowers.Select((lower, t) => (lower, source.Lengths[tiedCount + t], strides[tiedCount + t])).ToArray();
        var places = node.Places.Select(p => (Locate(p.Node), MapBuilder.Strides(p, node.Lengths.Count))).ToArray();
        return new(Locate(source), tied, addressed, places, [.. node.Lengths], buffer);
    }

    private TensorCallStep MakeCall(TensorCallNode node, ArrayBuffer buffer)
    {
        var arguments = node.Arguments.Select((a, t) =>
        {
            var strides = MapBuilder.StridesOf(a.Node);
            var along = new long[node.Batch];
            for (var axis = 0; axis < a.Axes.Count; axis++)
            {
                along[a.Axes[axis]] += strides[axis];
            }

            return (BufferOf(a.Node), a.Node.Lengths.Skip(a.Axes.Count).Select(l => checked((int)l)).ToSequence(), along);
        }).ToArray();
        var size = SizeOf(node.Lengths.Skip(node.Batch).ToSequence());
        return new(node.Function, arguments, [.. node.Lengths.Take(node.Batch)], checked((int)size), buffer);
    }

    private LoopInput Locate(ArrayNode node) => new(BufferOf(node), node is InputNode input ? input.Offset : 0);

    private static long SizeOf(Sequence<long> lengths) => lengths.Aggregate(1L, (product, l) => checked(product * l));
}

/// <summary>Places of elements of an array along some of its axes taken together.</summary>
internal static class Places
{
    /// <summary>The places of all index tuples over axes <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> - 1, last index fastest.</summary>
    public static long[] Of(Sequence<long> lengths, long[] strides, int first, int count)
    {
        long[] places = [0];
        for (var axis = first; axis < first + count; axis++)
        {
            var grown = new long[checked(places.Length * lengths[axis])];
            for (var at = 0; at < grown.Length; at++)
            {
                grown[at] = places[at / lengths[axis]] + (at % lengths[axis] * strides[axis]);
            }

            places = grown;
        }

        return places;
    }
}
