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

        while (StoreShared())
        {
        }

        foreach (var node in stored.OrderBy(n => n.Id))
        {
            if (Make(node) is { } step)
            {
                Steps.Add((node, step));
            }
        }
    }

    /// <summary>The steps with the node each computes, operands first.</summary>
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

        foreach (var root in stored)
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
