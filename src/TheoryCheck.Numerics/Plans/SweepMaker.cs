using TheoryCheck.Core;

namespace TheoryCheck.Numerics.Plans;

/// <summary>Makes the steps of a sweep, one for each phase.</summary>
/// <param name="sweep">The sweep.</param>
/// <param name="isStored">Whether a node is an array in memory.</param>
/// <param name="locate">Where an array lies.</param>
/// <param name="technique">How kernels are made.</param>
internal sealed class SweepMaker(Sweep sweep, Func<ArrayNode, bool> isStored, Func<ArrayNode, LoopInput> locate, Technique technique)
{
    private const int ProductTile = 1;
    private const int KeptTile = 2;

    private SweepKeep? keep;

    private long Rows => sweep.Product.Lengths[sweep.RowAxis];

    private long Columns => sweep.Product.Lengths[1 - sweep.RowAxis];

    /// <summary>The step of a phase; phases are made in order.</summary>
    /// <param name="phase">Which phase.</param>
    /// <param name="bufferOf">Where the results of users go.</param>
    public SweepStep Make(int phase, Func<ArrayNode, ArrayBuffer> bufferOf)
    {
        var isFirst = phase == 0;
        if (isFirst && sweep.Kept is { } kept)
        {
            keep = MakeKeep(kept);
        }

        var tasks = sweep.Phases[phase].Select(u => MakeTask(u, isFirst, bufferOf(u.Output))).ToArray();
        var product = sweep.Product;
        var (rowSide, columnSide) = sweep.RowAxis == 0 ? (product.Left, product.Right) : (product.Right, product.Left);
        return new(
            checked((int)Rows),
            checked((int)Columns),
            isFirst ? Factor(rowSide, 2 + 1, sweep.RowAxis, 2, product.Shared) : null,
            isFirst ? Factor(columnSide, 2 + 1, 1 - sweep.RowAxis, 2, product.Shared) : null,
            keep,
            tasks,
            technique);
    }

    private SweepKeep MakeKeep(Operand kept)
    {
        var isBits = kept.Node.IsMask;
        var panels = (Columns + PanelProduct.Width - 1) / PanelProduct.Width;
        var values = new ArrayBuffer(checked(panels * (isBits ? (Rows + 1) / 2 : Rows * PanelProduct.Width)));
        var bad = new ArrayBuffer(1);
        if (kept == sweep.Z && !isBits)
        {
            return new(values, false, bad, [], null, null);
        }

        var (inputs, body) = Body(kept, null, true, false);
        return new(values, isBits, bad, inputs, body, technique.Kernel(body, KernelShape.Store, Fold.Sum))
        {
            Threshold = ThresholdOf(kept),
            IsStrict = kept.Node is MapNode { Primitive: Primitive.SelectLess },
        };
    }

    /// <summary>The number c when what is kept is 1 for z above c and 0 below.</summary>
    private double? ThresholdOf(Operand kept) =>
        kept.Node is MapNode { Primitive: Primitive.SelectLess or Primitive.SelectLessOrEqual, Arguments: [{ Node: LiteralNode limit }, var z, { Node: LiteralNode { Value: 1 } }, { Node: LiteralNode { Value: 0 } }] }
        && ArrayProgram.Compose(z, kept) == sweep.Z && double.IsFinite(limit.Value)
            ? limit.Value
            : null;

    private SweepTask MakeTask(SweepUser user, bool isFirst, ArrayBuffer output)
    {
        var fold = (user.Output as ReduceNode)?.Fold ?? Fold.Sum;
        var (inputs, body) = Body(user.Value, user.Mapped, isFirst, isFirst && keep is { IsBits: false, Body: not null } || !isFirst);
        if (user.Use is SweepUse.FoldColumns or SweepUse.FoldRows)
        {
            var isColumns = user.Use == SweepUse.FoldColumns;
            return new(user.Use, inputs, body, technique.Kernel(body, isColumns ? KernelShape.FoldLanes : KernelShape.FoldRows, fold), fold, output, null, default)
            {
                Work = new(isColumns ? checked(Rows * Lanes.Count) : 0),
            };
        }

        if (user.Use == SweepUse.Count)
        {
            return new(user.Use, inputs, body, technique.Kernel(body, KernelShape.Store, fold), fold, output, null, default)
            {
                Work = new(checked(Rows * BitRows.Pitch(Columns))),
                Threshold = isFirst ? ThresholdOf(user.Value) : null,
                IsStrict = user.Value.Node is MapNode { Primitive: Primitive.SelectLess },
            };
        }

        var contract = (ContractNode)user.Output;
        var isTile = body.Instructions.Length == 0 && inputs is [{ Tile: not 0 }];
        var otherLength = contract.Lengths[contract.Left.Node == user.Mapped ? 1 : 0];
        var other = Factor(user.Other, 2, 1, 0, [Rows], otherLength);
        var places = MapBuilder.StridesOf(contract);
        var strides = contract.Left.Node == user.Mapped ? ((nint)places[0], (nint)places[1]) : ((nint)places[1], (nint)places[0]);
        return new(
            user.Use, inputs, isTile ? null : body, isTile ? null : technique.Kernel(body, KernelShape.Store, Fold.Sum), fold, output, other, strides)
        {
            Work = new(checked(otherLength * Rows)),
            Panel = new(checked(otherLength * PanelProduct.Width)),
            Last = otherLength % PanelProduct.BlockRows == 0 ? null : technique.Product((int)(otherLength % PanelProduct.BlockRows)),
        };
    }

    /// <summary>The map of a value from the tiles that a phase has.</summary>
    private (SweepInput[] Inputs, MapBody Body) Body(Operand value, ArrayNode? inlined, bool hasProducts, bool hasKept)
    {
        var map = new MapBuilder(2, n => n != inlined && n != value.Node && isStored(n));
        long[] along = [PanelProduct.Width, 1];
        var (products, keeps) = (new KernelInput(sweep.Product, along), new KernelInput(sweep.Product, along));
        if (hasKept && sweep.Kept is { } kept)
        {
            map.Replace(kept, keeps);
        }

        if (hasProducts)
        {
            map.Replace(sweep.Z, products);
        }

        var result = map.Add(value);
        var inputs = map.Inputs.Select(i => ReferenceEquals(i.Input, products) || ReferenceEquals(i.Input, keeps)
            ? new SweepInput(default, PanelProduct.Width, 1, ReferenceEquals(i.Input, products) ? ProductTile : KeptTile)
            : new SweepInput(locate(i.Input.Node), (nint)i.Input.Strides[0], (nint)i.Input.Strides[1], 0)).ToArray();
        return (inputs, map.Build(result, [.. inputs.Select(i => i.Column == 0)]));
    }

    private ContractFactor Factor(Operand operand, int rank, int own, int shared, Sequence<long> sharedLengths, long ownLength = -1)
    {
        var strides = MapBuilder.Strides(operand, Math.Max(rank, shared + sharedLengths.Count));
        var location = locate(operand.Node);
        var lengths = new long[strides.Length];
        lengths[own] = ownLength < 0 ? sweep.Product.Lengths[own] : ownLength;
        for (var t = 0; t < sharedLengths.Count; t++)
        {
            lengths[shared + t] = sharedLengths[t];
        }

        var all = lengths.ToSequence();
        return new(location.Buffer, location.Offset, [0], Places.Of(all, strides, own, 1), Places.Of(all, strides, shared, sharedLengths.Count));
    }
}
