using TheoryCheck.Core;

namespace TheoryCheck.Numerics.Plans;

/// <summary>An array read by a kernel: for each axis of the kernel's domain the distance of neighbours.</summary>
/// <param name="Node">The array: an input view or a computed array.</param>
/// <param name="Strides">The distances, by axis of the domain.</param>
internal sealed record KernelInput(ArrayNode Node, long[] Strides);

/// <summary>
/// Collects the nodes between the arrays in memory and one value into a straight-line map over a domain. Where it stops is told by
/// <paramref name="isStored"/>.
/// </summary>
/// <param name="rank">How many axes the domain has.</param>
/// <param name="isStored">Whether a node is an array in memory.</param>
internal sealed class MapBuilder(int rank, Func<ArrayNode, bool> isStored)
{
    private readonly Dictionary<(int Node, Sequence<int> Axes), int> seen = [];
    private readonly List<double> constants = [];
    private readonly List<(int Self, Primitive Primitive, int[] Operands, ArrayNode[] Nodes)> work = [];
    private readonly Dictionary<(int Node, Sequence<int> Axes), KernelInput> replaced = [];
    private int next;

    /// <summary>The arrays read, with their numbers.</summary>
    public List<(KernelInput Input, int Self)> Inputs { get; } = [];

    private List<(double Value, int Self)> Numbers { get; } = [];

    /// <summary>Puts an input in the place of a use of a node, wherever it occurs.</summary>
    public void Replace(Operand use, KernelInput input) => replaced[(use.Node.Id, use.Axes)] = input;

    /// <summary>Adds what is needed for an operand and returns its number.</summary>
    public int Add(Operand operand)
    {
        var key = (operand.Node.Id, operand.Axes);
        if (seen.TryGetValue(key, out var self))
        {
            return self;
        }

        if (replaced.TryGetValue(key, out var input))
        {
            self = next++;
            Inputs.Add((input, self));
        }
        else if (operand.Node is LiteralNode literal)
        {
            self = next++;
            Numbers.Add((literal.Value, self));
            constants.Add(literal.Value);
        }
        else if (operand.Node is MapNode map && !isStored(map))
        {
            var operands = map.Arguments.Select(a => Add(ArrayProgram.Compose(a, operand))).ToArray();
            self = next++;
            work.Add((self, map.Primitive, operands, [.. map.Arguments.Select(a => a.Node)]));
        }
        else
        {
            self = next++;
            Inputs.Add((new(operand.Node, Strides(operand, rank)), self));
        }

        seen.Add(key, self);
        return self;
    }

    /// <summary>The map whose value is the operand of the given number; a product used once by a sum is joined with it.</summary>
    public MapBody Build(int result, bool[] isBroadcast)
    {
        var number = new Dictionary<int, int>();
        foreach (var (_, self) in Inputs)
        {
            number.Add(self, number.Count);
        }

        foreach (var (_, self) in Numbers)
        {
            number.Add(self, number.Count);
        }

        var uses = work.SelectMany(w => w.Operands).GroupBy(o => o).ToDictionary(g => g.Key, g => g.Count());
        var products = work.Where(w => w.Primitive == Primitive.Multiply && uses.GetValueOrDefault(w.Self) == 1).ToDictionary(w => w.Self, w => w.Operands);
        var joined = new HashSet<int>();
        foreach (var (_, primitive, operands, _) in work.Where(w => w.Primitive == Primitive.Add))
        {
            var product = operands.Cast<int?>().FirstOrDefault(o => products.ContainsKey(o!.Value) && !joined.Contains(o.Value));
            if (product is { } found)
            {
                joined.Add(found);
            }
        }

        var instructions = new List<Instruction>();
        foreach (var (self, primitive, operands, nodes) in work.Where(w => !joined.Contains(w.Self)))
        {
            number.Add(self, number.Count);
            var product = primitive == Primitive.Add ? operands.Cast<int?>().FirstOrDefault(o => joined.Contains(o!.Value)) : null;
            instructions.Add(product is { } p
                ? new(Primitive.MultiplyAdd, [number[products[p][0]], number[products[p][1]], number[operands[0] == p ? operands[1] : operands[0]]], false, false)
                : new(primitive, [.. operands.Select(o => number[o])], MayFail(primitive, nodes, 0), MayFail(primitive, nodes, 1)));
        }

        return new() { IsBroadcast = isBroadcast, Constants = [.. constants], Instructions = [.. instructions], Result = number[result] };
    }

    /// <summary>The distance of neighbours along each axis of a domain, for an array in memory.</summary>
    public static long[] Strides(Operand operand, int rank)
    {
        var own = StridesOf(operand.Node);
        var strides = new long[rank];
        for (var axis = 0; axis < own.Length; axis++)
        {
            if (operand.Node.Lengths[axis] > 1)
            {
                strides[operand.Axes[axis]] += own[axis];
            }
        }

        return strides;
    }

    /// <summary>The distance of neighbours along each axis of an array in memory: given for a view of an input, row-major otherwise unless transposed.</summary>
    public static long[] StridesOf(ArrayNode node)
    {
        if (node is InputNode input)
        {
            return [.. input.Strides];
        }

        if (node is ContractNode { IsTransposed: true })
        {
            return [1, node.Lengths[0]];
        }

        var strides = new long[node.Lengths.Count];
        var stride = 1L;
        for (var axis = strides.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride = checked(stride * node.Lengths[axis]);
        }

        return strides;
    }

    private static bool MayFail(Primitive primitive, ArrayNode[] nodes, int side) => primitive switch
    {
        Primitive.SelectLess or Primitive.SelectLessOrEqual or Primitive.SelectEqual => nodes[side] is not LiteralNode literal || double.IsNaN(literal.Value),
        Primitive.Divide => side == 1 && (nodes[1] is not LiteralNode literal || literal.Value == 0),
        _ => false,
    };
}
