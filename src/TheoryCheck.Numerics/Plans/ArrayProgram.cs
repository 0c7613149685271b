using System.Globalization;
using System.Text;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Numerics.Plans;

/// <summary>
/// Builds shared array nodes. Operands handed in and out are tied to the axes of the scope (numbered by <see cref="NewAxis"/>);
/// inside a node axes are numbered by first appearance, so that the names of indices do not matter.
/// </summary>
internal sealed class ArrayProgram
{
    private readonly Dictionary<string, ArrayNode> known = new(StringComparer.Ordinal);
    private readonly List<ArrayNode> nodes = [];
    private readonly List<long> axes = [];

    /// <summary>All nodes, operands before their users.</summary>
    public IReadOnlyList<ArrayNode> Nodes => nodes;

    /// <summary>A new axis of the scope.</summary>
    public int NewAxis(long length)
    {
        axes.Add(length);
        return axes.Count - 1;
    }

    /// <summary>The length of an axis of the scope.</summary>
    public long LengthOf(int axis) => axes[axis];

    /// <summary>A number.</summary>
    public Operand Literal(double value)
    {
        if (value == 0)
        {
            value = 0;
        }

        var bits = BitConverter.DoubleToInt64Bits(value);
        return new(Share(string.Create(CultureInfo.InvariantCulture, $"literal {bits}"), id => new LiteralNode(id, value)), []);
    }

    /// <summary>The values of an index along an axis.</summary>
    public Operand Index(int axis, long lower) => LengthOf(axis) == 1
        ? Literal(lower)
        : new(Share(string.Create(CultureInfo.InvariantCulture, $"index {lower} {LengthOf(axis)}"), id => new IndexNode(id, lower, LengthOf(axis))), [axis]);

    /// <summary>Elements of an input at equally spaced places along axes.</summary>
    public Operand Input(int slot, Stage stage, long offset, IReadOnlyList<(int Axis, long Stride)> steps)
    {
        var own = steps.GroupBy(s => s.Axis).Select(g => (Axis: g.Key, Stride: g.Sum(s => s.Stride))).ToList();
        var strides = own.Select(s => s.Stride).ToSequence();
        var lengths = own.Select(s => LengthOf(s.Axis)).ToSequence();
        var node = Share(
            string.Create(CultureInfo.InvariantCulture, $"input {slot} {offset} {strides} {lengths}"),
            id => new InputNode(id, slot, offset, strides, lengths, stage));
        return new(node, own.Select(s => s.Axis).ToSequence());
    }

    /// <summary>A primitive element by element; numbers are computed at once and neutral operands dropped.</summary>
    public Operand Map(Primitive primitive, params ReadOnlySpan<Operand> operands)
    {
        if (Simplify(primitive, operands) is { } simple)
        {
            return simple;
        }

        var ordered = operands.ToArray();
        if (primitive is Primitive.Add or Primitive.Multiply && ordered[1].Node.Id < ordered[0].Node.Id)
        {
            Array.Reverse(ordered);
        }

        var scope = ScopeOf(ordered);
        var local = ordered.Select(o => Localize(o, scope)).ToSequence();
        var lengths = scope.Select(LengthOf).ToSequence();
        var stage = ordered.Max(o => o.Node.Stage);
        return new(Share(Key($"map {primitive}", local), id => new MapNode(id, primitive, local, lengths, stage)), scope.ToSequence());
    }

    /// <summary>A fold over axes of the scope.</summary>
    public Operand Reduce(Fold fold, Operand body, IReadOnlyList<int> reduced)
    {
        if (reduced.Any(a => LengthOf(a) == 0))
        {
            return Literal(fold switch { Fold.Sum => 0, Fold.Product => 1, _ => double.NaN });
        }

        var absent = reduced.Where(a => !body.Axes.Contains(a)).Aggregate(1.0, (product, a) => product * LengthOf(a));
        var present = reduced.Where(a => body.Axes.Contains(a)).ToList();
        if (fold == Fold.Sum)
        {
            return Map(Primitive.Multiply, Literal(absent), present.Count == 0 ? body : new SumOfProducts(this, present).Of(body));
        }

        var inner = present.Count == 0 ? body : PlainReduce(fold, body, present);
        return fold == Fold.Product ? WholePower(inner, (long)absent) : inner;
    }

    /// <summary>A fold computed term by term.</summary>
    public Operand PlainReduce(Fold fold, Operand body, IReadOnlyList<int> reduced)
    {
        var free = ScopeOf([body]).Where(a => !reduced.Contains(a)).ToList();
        var local = Localize(body, [.. free, .. reduced]);
        var lengths = free.Select(LengthOf).ToSequence();
        var lost = reduced.Select(LengthOf).ToSequence();
        return new(Share(Key($"reduce {fold} {lost}", [local]), id => new ReduceNode(id, fold, local, lengths, lost)), free.ToSequence());
    }

    /// <summary>Σ over <paramref name="shared"/> of left · right; each side has an axis of its own.</summary>
    public Operand Contract(Operand left, Operand right, IReadOnlyList<int> shared)
    {
        long Own(Operand mine, Operand other) =>
            mine.Axes.Distinct().Where(a => !other.Axes.Contains(a)).Aggregate(1L, (product, a) => product * LengthOf(a));
        if ((Own(left, right), left.Node.Id).CompareTo((Own(right, left), right.Node.Id)) > 0)
        {
            (left, right) = (right, left);
        }

        var batch = left.Axes.Distinct().Where(a => right.Axes.Contains(a) && !shared.Contains(a)).ToList();
        var rows = left.Axes.Distinct().Where(a => !right.Axes.Contains(a)).ToList();
        var columns = right.Axes.Distinct().Where(a => !left.Axes.Contains(a)).ToList();
        var summed = left.Axes.Distinct().Where(shared.Contains).ToList();
        List<int> own = [.. batch, .. rows, .. columns];
        List<int> domain = [.. own, .. summed];
        var (l, r) = (Localize(left, domain), Localize(right, domain));
        var lengths = own.Select(LengthOf).ToSequence();
        var lost = summed.Select(LengthOf).ToSequence();
        return new(Share(Key($"contract {lost}", [l, r]), id => new ContractNode(id, l, r, batch.Count, rows.Count, lengths, lost)), own.ToSequence());
    }

    /// <summary>A value stored row-major: first the axes not listed, in order of appearance, then the listed ones.</summary>
    public Operand Store(string name, Operand value, IReadOnlyList<int> last)
    {
        List<int> domain = [.. ScopeOf([value]).Where(a => !last.Contains(a)), .. last];
        if (name.Length == 0 && domain.SequenceEqual(value.Axes) && IsRowMajor(value.Node))
        {
            return value;
        }

        var local = Localize(value, domain);
        var lengths = domain.Select(LengthOf).ToSequence();
        return new(Share(Key($"store {name} {lengths}", [local]), id => new StoredNode(id, name, local, lengths)), domain.ToSequence());
    }

    /// <summary>Elements of a stored array at computed places; its last axes are addressed, its first ones are tied as they are.</summary>
    public Operand Gather(Operand source, Sequence<long> lowers, IReadOnlyList<Operand> places)
    {
        var tied = new Operand(source.Node, source.Axes.Take(source.Axes.Count - places.Count).ToSequence());
        places = [.. places.Select(p => p.Node is LiteralNode ? Store("", p, []) : p)];
        List<Operand> all = [tied, .. places];
        var scope = ScopeOf(all);
        var local = Localize(tied, scope);
        var at = places.Select(p => Localize(p, scope)).ToSequence();
        var lengths = scope.Select(LengthOf).ToSequence();
        var stage = all.Max(o => o.Node.Stage);
        return new(Share(Key($"gather {lowers}", at.Append(local)), id => new GatherNode(id, local, lowers, at, lengths, stage)), scope.ToSequence());
    }

    /// <summary>A numerical function of stored arrays with the given numbers of tensor axes; the result's axes are appended to the free ones.</summary>
    public Operand TensorCall(TensorFunction function, IReadOnlyList<Operand> arguments, Sequence<int> ranks, IReadOnlyList<int> resultAxes)
    {
        var tied = arguments.Select((a, t) => new Operand(a.Node, a.Axes.Take(a.Axes.Count - ranks[t]).ToSequence())).ToList();
        var scope = ScopeOf(tied);
        var local = tied.Select(o => Localize(o, scope)).ToSequence();
        List<int> own = [.. scope, .. resultAxes];
        var lengths = own.Select(LengthOf).ToSequence();
        var stage = arguments.Count == 0 ? Stage.Run : arguments.Max(o => o.Node.Stage);
        return new(
            Share(Key($"call {function.Name} {ranks} {lengths}", local), id => new TensorCallNode(id, function, local, ranks, scope.Count, lengths, stage)),
            own.ToSequence());
    }

    /// <summary>value ^ exponent by repeated squaring.</summary>
    public Operand WholePower(Operand value, long exponent)
    {
        if (exponent < 0)
        {
            return Map(Primitive.Divide, Literal(1), WholePower(value, -exponent));
        }

        Operand? result = null;
        for (var square = value; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
            {
                result = result is { } r ? Map(Primitive.Multiply, r, square) : square;
            }

            if (exponent > 1)
            {
                square = Map(Primitive.Multiply, square, square);
            }
        }

        return result ?? Literal(1);
    }

    /// <summary>The number an operand is, or null.</summary>
    public static double? ValueOf(Operand operand) => (operand.Node as LiteralNode)?.Value;

    /// <summary>Ties an operand's operand to the axes to which the operand is tied.</summary>
    public static Operand Compose(Operand inner, Operand outer) => new(inner.Node, inner.Axes.Map(a => outer.Axes[a]));

    private static bool IsRowMajor(ArrayNode node)
    {
        if (node is not InputNode input)
        {
            return node is ReduceNode or ContractNode or TensorCallNode or StoredNode or GatherNode;
        }

        var expected = 1L;
        for (var axis = input.Lengths.Count - 1; axis >= 0; axis--)
        {
            if (input.Strides[axis] != expected)
            {
                return false;
            }

            expected *= input.Lengths[axis];
        }

        return input.Offset == 0;
    }

    private static string Key(string head, Sequence<Operand> operands)
    {
        var text = new StringBuilder(head);
        foreach (var operand in operands)
        {
            text.Append(CultureInfo.InvariantCulture, $" {operand.Node.Id}:");
            foreach (var axis in operand.Axes)
            {
                text.Append(CultureInfo.InvariantCulture, $"{axis},");
            }
        }

        return text.ToString();
    }

    private static Operand Localize(Operand operand, List<int> scope) => new(operand.Node, operand.Axes.Map(a => scope.IndexOf(a)));

    private static List<int> ScopeOf(IEnumerable<Operand> operands) => [.. operands.SelectMany(o => o.Axes).Distinct()];

    private Operand? Simplify(Primitive primitive, ReadOnlySpan<Operand> operands)
    {
        var numbers = new double[operands.Length];
        var constant = true;
        for (var at = 0; at < operands.Length; at++)
        {
            constant &= ValueOf(operands[at]) is not null;
            numbers[at] = ValueOf(operands[at]) ?? 0;
        }

        if (constant)
        {
            return Literal(Lanes.Evaluate(primitive, numbers));
        }

        var (left, right) = (ValueOf(operands[0]), operands.Length > 1 ? ValueOf(operands[1]) : null);
        switch (primitive)
        {
            case Primitive.Add when left is not null && right is null:
                return Map(Primitive.Add, operands[1], operands[0]);
            case Primitive.Add when right == 0:
            case Primitive.Multiply when right == 1:
            case Primitive.Divide when right == 1:
                return operands[0];
            case Primitive.Multiply when left == 1:
                return operands[1];
            case Primitive.Multiply when left == -1:
                return Map(Primitive.Negate, operands[1]);
            case Primitive.Multiply when right == -1:
                return Map(Primitive.Negate, operands[0]);
            case Primitive.Add when operands[0].Node is IndexNode index && right is { } shift && double.IsInteger(shift):
                return Index(operands[0].Axes[0], index.Lower + (long)shift);
            case Primitive.Add when operands[1].Node is MapNode { Primitive: Primitive.Negate } negated:
                return Map(Primitive.Subtract, operands[0], Compose(negated.Arguments[0], operands[1]));
            case Primitive.Add when operands[0].Node is MapNode { Primitive: Primitive.Negate } negated:
                return Map(Primitive.Subtract, operands[1], Compose(negated.Arguments[0], operands[0]));
            case Primitive.Negate when operands[0].Node is MapNode { Primitive: Primitive.Negate } negated:
                return Compose(negated.Arguments[0], operands[0]);
            case Primitive.Negate when operands[0].Node is MapNode { Primitive: Primitive.Subtract } difference:
                return Map(Primitive.Subtract, Compose(difference.Arguments[1], operands[0]), Compose(difference.Arguments[0], operands[0]));
            case Primitive.SelectLess or Primitive.SelectLessOrEqual when left is { } c && double.IsFinite(c) && operands[2] == operands[1] && operands[3] == operands[0]:
                return Map(Primitive.AtLeast, operands[0], operands[1]);
            case Primitive.SelectLess or Primitive.SelectLessOrEqual when right is { } c && double.IsFinite(c) && operands[2] == operands[0] && operands[3] == operands[1]:
                return Map(Primitive.AtMost, operands[1], operands[0]);
            case Primitive.SelectLess or Primitive.SelectLessOrEqual when right is { } c && double.IsFinite(c) && operands[2] == operands[1] && operands[3] == operands[0]:
                return Map(Primitive.AtLeast, operands[1], operands[0]);
            default:
                return null;
        }
    }

    private ArrayNode Share(string key, Func<int, ArrayNode> make)
    {
        if (!known.TryGetValue(key, out var node))
        {
            node = make(nodes.Count);
            nodes.Add(node);
            known.Add(key, node);
        }

        return node;
    }
}
