using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Numerics.Plans;

/// <summary>
/// A use of an array: axis t of the node is tied to axis <c>Axes[t]</c> of the surrounding domain. Two axes may be tied to one (a diagonal);
/// axes of the domain that do not occur are those on which the use does not depend.
/// </summary>
/// <param name="Node">The array.</param>
/// <param name="Axes">The axis of the domain for each axis of the node.</param>
internal readonly record struct Operand(ArrayNode Node, Sequence<int> Axes);

/// <summary>
/// A scalar expression as a function of its own numbered axes: an array over them. Nodes are shared: two terms that differ only in
/// the names of bound indices are one node.
/// </summary>
/// <param name="id">The place in the order of creation; operands come first.</param>
/// <param name="lengths">The lengths of the axes.</param>
/// <param name="stage">How often the value changes.</param>
internal abstract class ArrayNode(int id, Sequence<long> lengths, Stage stage)
{
    /// <summary>The place in the order of creation; operands come first.</summary>
    public int Id { get; } = id;

    /// <summary>The lengths of the axes.</summary>
    public Sequence<long> Lengths { get; } = lengths;

    /// <summary>How often the value changes.</summary>
    public Stage Stage { get; } = stage;

    /// <summary>The arrays it is computed from.</summary>
    public abstract IEnumerable<Operand> Operands { get; }

    /// <summary>Whether every element is 0, 1 or NaN.</summary>
    public virtual bool IsMask => false;
}

/// <summary>A number.</summary>
internal sealed class LiteralNode(int id, double value) : ArrayNode(id, [], Stage.Run)
{
    public double Value { get; } = value;

    public override IEnumerable<Operand> Operands => [];

    public override bool IsMask => Value is 0 or 1;
}

/// <summary>The value of an index: lower, lower + 1, …</summary>
internal sealed class IndexNode(int id, long lower, long length) : ArrayNode(id, [length], Stage.Run)
{
    public long Lower { get; } = lower;

    public override IEnumerable<Operand> Operands => [];
}

/// <summary>Elements of an input at equally spaced places.</summary>
internal sealed class InputNode(int id, int slot, long offset, Sequence<long> strides, Sequence<long> lengths, Stage stage)
    : ArrayNode(id, lengths, stage)
{
    /// <summary>Which input.</summary>
    public int Slot { get; } = slot;

    /// <summary>The place of the first element.</summary>
    public long Offset { get; } = offset;

    /// <summary>The distance of neighbours along each axis.</summary>
    public Sequence<long> Strides { get; } = strides;

    public override IEnumerable<Operand> Operands => [];
}

/// <summary>A primitive applied element by element; its axes are those of the operands in order of appearance.</summary>
internal sealed class MapNode(int id, Primitive primitive, Sequence<Operand> operands, Sequence<long> lengths, Stage stage)
    : ArrayNode(id, lengths, stage)
{
    public Primitive Primitive { get; } = primitive;

    public Sequence<Operand> Arguments { get; } = operands;

    public override IEnumerable<Operand> Operands => Arguments;

    public override bool IsMask => Primitive switch
    {
        Primitive.SelectLess or Primitive.SelectLessOrEqual or Primitive.SelectEqual => Arguments[2].Node.IsMask && Arguments[3].Node.IsMask,
        Primitive.Multiply => Arguments[0].Node.IsMask && Arguments[1].Node.IsMask,
        _ => false,
    };
}

/// <summary>A fold over the last axes of its body's domain; the first ones are its own.</summary>
internal sealed class ReduceNode(int id, Fold fold, Operand body, Sequence<long> lengths, Sequence<long> reduced)
    : ArrayNode(id, lengths, body.Node.Stage)
{
    public Fold Fold { get; } = fold;

    /// <summary>What is folded, over the domain of own axes followed by reduced axes.</summary>
    public Operand Body { get; } = body;

    /// <summary>The lengths of the reduced axes.</summary>
    public Sequence<long> Reduced { get; } = reduced;

    public override IEnumerable<Operand> Operands => [Body];
}

/// <summary>
/// Σ over shared axes of a product of two arrays. The domain is: batch axes (in both), rows (left only), columns (right only), shared axes (summed).
/// </summary>
internal sealed class ContractNode(int id, Operand left, Operand right, int batch, int rows, Sequence<long> lengths, Sequence<long> shared)
    : ArrayNode(id, lengths, left.Node.Stage > right.Node.Stage ? left.Node.Stage : right.Node.Stage)
{
    public Operand Left { get; } = left;

    public Operand Right { get; } = right;

    /// <summary>How many axes are batch axes.</summary>
    public int Batch { get; } = batch;

    /// <summary>How many axes belong to the left factor alone.</summary>
    public int Rows { get; } = rows;

    /// <summary>How many axes belong to the right factor alone.</summary>
    public int Columns => Lengths.Count - Batch - Rows;

    /// <summary>The lengths of the summed axes.</summary>
    public Sequence<long> Shared { get; } = shared;

    /// <summary>Whether the array lies in memory column by column; settled before steps are made.</summary>
    public bool IsTransposed { get; set; }

    public override IEnumerable<Operand> Operands => [Left, Right];
}

/// <summary>
/// Elements of an array at computed places; NaN outside of the array. The source's last axes are the addressed ones, its first axes are tied to the domain.
/// </summary>
internal sealed class GatherNode(int id, Operand source, Sequence<long> lowers, Sequence<Operand> places, Sequence<long> lengths, Stage stage)
    : ArrayNode(id, lengths, stage)
{
    /// <summary>The array, tied to the domain on its first axes only.</summary>
    public Operand Source { get; } = source;

    /// <summary>The first index of each addressed axis.</summary>
    public Sequence<long> Lowers { get; } = lowers;

    /// <summary>The index along each addressed axis.</summary>
    public Sequence<Operand> Places { get; } = places;

    public override IEnumerable<Operand> Operands => Places.Append(Source);
}

/// <summary>A numerical function of whole arrays. Own axes: those on which the arguments depend besides their tensor axes, then the result's.</summary>
internal sealed class TensorCallNode(int id, TensorFunction function, Sequence<Operand> arguments, Sequence<int> ranks, int batch, Sequence<long> lengths, Stage stage)
    : ArrayNode(id, lengths, stage)
{
    public TensorFunction Function { get; } = function;

    /// <summary>The arguments; the last axes of each are its tensor axes, the first ones are tied to the batch axes.</summary>
    public Sequence<Operand> Arguments { get; } = arguments;

    /// <summary>How many tensor axes each argument has.</summary>
    public Sequence<int> Ranks { get; } = ranks;

    /// <summary>How many axes are batch axes.</summary>
    public int Batch { get; } = batch;

    public override IEnumerable<Operand> Operands => Arguments;
}

/// <summary>An array stored row-major in a fixed order of axes: an output, a source of gathers, an argument of a tensor function.</summary>
internal sealed class StoredNode(int id, string name, Operand value, Sequence<long> lengths)
    : ArrayNode(id, lengths, value.Node.Stage)
{
    /// <summary>The name under which the caller reads it; empty inside the plan.</summary>
    public string Name { get; } = name;

    /// <summary>What is stored, over the domain of the own axes.</summary>
    public Operand Value { get; } = value;

    public override IEnumerable<Operand> Operands => [Value];

    public override bool IsMask => Value.Node.IsMask;
}
