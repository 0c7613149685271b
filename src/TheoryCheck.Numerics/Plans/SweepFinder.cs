using TheoryCheck.Core;

namespace TheoryCheck.Numerics.Plans;

/// <summary>Recognises products all of whose users can take them panel by panel.</summary>
/// <param name="stored">The arrays in memory, as planned without sweeps.</param>
internal sealed class SweepFinder(IReadOnlySet<ArrayNode> stored)
{
    private readonly ILookup<ArrayNode, ArrayNode> users = stored
        .SelectMany(root => Reads(root, stored).Distinct().Select(read => (read, root)))
        .ToLookup(p => p.read, p => p.root);

    /// <summary>The sweeps, at most one for each product and for each result: a fold of two products takes one of them panel by panel.</summary>
    public IEnumerable<Sweep> Find()
    {
        var made = new HashSet<ArrayNode>();
        foreach (var sweep in stored.OfType<ContractNode>().OrderBy(n => n.Id).Select(Find).OfType<Sweep>())
        {
            var outputs = sweep.Phases.SelectMany(p => p).Select(u => u.Output).ToList();
            if (!outputs.Exists(made.Contains))
            {
                made.UnionWith(outputs);
                yield return sweep;
            }
        }
    }

    /// <summary>The arrays in memory that computing a node reads.</summary>
    public static IEnumerable<ArrayNode> Reads(ArrayNode root, IReadOnlySet<ArrayNode> stored) => root.Operands.SelectMany(o =>
        o.Node is MapNode && !stored.Contains(o.Node) ? Reads(o.Node, stored) : [o.Node]);

    private Sweep? Find(ContractNode z)
    {
        if (z is not { Batch: 0, Rows: 1, Columns: 1 } || z.Lengths.Any(l => l == 0))
        {
            return null;
        }

        var found = new List<(ArrayNode Output, Operand Value, ArrayNode? Mapped, int Lost, Operand Other)>();
        foreach (var user in users[z])
        {
            var fits = user switch
            {
                ReduceNode reduce => AddFold(z, reduce, found),
                MapNode map => AddProducts(z, map, found),
                ContractNode contract => AddProduct(z, contract, z, new(z, [0, 1]), found),
                _ => false,
            };
            if (!fits || user.Stage != z.Stage)
            {
                return null;
            }
        }

        var rows = found.Where(f => f.Mapped is not null).Select(f => f.Other.Node is null ? 1 - f.Lost : f.Lost).Distinct().ToList();
        if (found.Count == 0 || rows.Count > 1 || found.Any(f => f.Output.Stage != z.Stage))
        {
            return null;
        }

        var rowAxis = rows.Count == 1 ? rows[0] : z.Lengths[0] <= z.Lengths[1] ? 0 : 1;
        Operand Turn(Operand operand) => rowAxis == 0 ? operand : new(operand.Node, operand.Axes.Map(a => 1 - a));
        var all = found.Select(f => new SweepUser(
            f.Output,
            Turn(f.Value),
            f.Mapped,
            f.Mapped is not null ? (f.Other.Node is null ? SweepUse.Count : SweepUse.Multiply) : f.Lost == rowAxis ? SweepUse.FoldRows : SweepUse.FoldColumns,
            f.Other)).ToList();
        var (byOutput, depth) = (all.ToLookup(u => u.Output), new Dictionary<ArrayNode, int>());
        var phases = all.GroupBy(u => DepthOf(u.Output, byOutput, depth)).OrderBy(g => g.Key).Select(g => (IReadOnlyList<SweepUser>)[.. g]).ToList();
        var sweep = new Sweep(z, rowAxis, phases, null);
        if (all.Any(u => !IsPlain(u, sweep)))
        {
            return null;
        }

        return sweep.Phases.Count == 1 ? sweep : Keep(sweep, n => DepthOf(n, byOutput, depth) == 0) is { } kept ? sweep with { Kept = kept } : null;
    }

    /// <summary>A fold over one axis of a map over both axes of z; axes are renumbered as those of z.</summary>
    private bool AddFold(ContractNode z, ReduceNode reduce, List<(ArrayNode, Operand, ArrayNode?, int, Operand)> found)
    {
        if (reduce.Lengths.Count != 1 || reduce.Reduced.Count != 1 || AsAxesOf(z, reduce.Body) is not { } value)
        {
            return false;
        }

        var lost = UseOf(z, reduce.Body)!.Value.Axes.Items.IndexOf(1);
        found.Add((reduce, value, null, lost, default));
        return true;
    }

    private bool AddProducts(ContractNode z, MapNode map, List<(ArrayNode, Operand, ArrayNode?, int, Operand)> found) =>
        map.Lengths.Count == 2
        && AsAxesOf(z, new(map, [0, 1])) is { } value
        && users[map].Any()
        && users[map].All(u =>
            (u is ContractNode contract && AddProduct(z, contract, map, value, found))
            || (u is ReduceNode reduce && reduce.Body.Node == map && AddFold(z, reduce, found)));

    /// <summary>A contraction of a map of z over one of its axes, with another array or with itself.</summary>
    private static bool AddProduct(
        ContractNode z, ContractNode contract, ArrayNode map, Operand value, List<(ArrayNode, Operand, ArrayNode?, int, Operand)> found)
    {
        if (contract is not { Batch: 0, Rows: 1, Columns: 1, Shared.Count: 1 })
        {
            return false;
        }

        if (contract.Left.Node == map && contract.Right.Node == map)
        {
            var place = contract.Left.Axes.Items.IndexOf(2);
            found.Add((contract, value, map, value.Axes[place], default));
            return map.IsMask && contract.Right.Axes[place] == 2;
        }

        var (mine, other) = contract.Left.Node == map ? (contract.Left, contract.Right) : (contract.Right, contract.Left);
        var summed = value.Axes[mine.Axes.Items.IndexOf(2)];
        var own = contract.Left.Node == map ? 1 : 0;
        found.Add((contract, value, map, summed, new(other.Node, other.Axes.Map(a => a == own ? 1 : 0))));
        return z.Lengths.Count == 2 && mine.Axes.Count == 2;
    }

    /// <summary>A value over both axes of z, renumbered as those of z; null when z occurs in several ways, or not over both axes.</summary>
    private Operand? AsAxesOf(ContractNode z, Operand value)
    {
        if (UseOf(z, value) is not { } use || use.Axes.Distinct().Count() != 2)
        {
            return null;
        }

        return new(value.Node, value.Axes.Map(a => use.Axes.Items.IndexOf(a)));
    }

    /// <summary>The one way in which z occurs in a value.</summary>
    private Operand? UseOf(ContractNode z, Operand value)
    {
        var uses = Uses(value, true).Where(u => u.Node == z).Distinct().ToList();
        return uses.Count == 1 ? uses[0] : null;
    }

    /// <summary>All uses of nodes in a value, down to arrays in memory.</summary>
    private IEnumerable<Operand> Uses(Operand value, bool isRoot = false) =>
        value.Node is MapNode map && (isRoot || !stored.Contains(map))
            ? map.Arguments.SelectMany(a => Uses(ArrayProgram.Compose(a, value))).Prepend(value)
            : [value];

    private bool IsPlain(SweepUser user, Sweep sweep) => Uses(user.Value, true)
        .Where(u => u != sweep.Z && u.Node is not LiteralNode && (u.Node is not MapNode || (stored.Contains(u.Node) && u != user.Value)))
        .All(u => MapBuilder.Strides(u, 2)[1] is 0 or 1);

    /// <summary>How many results of the users lie on the longest way to a node, itself included.</summary>
    private static int DepthOf(ArrayNode node, ILookup<ArrayNode, SweepUser> byOutput, Dictionary<ArrayNode, int> known)
    {
        if (!known.TryGetValue(node, out var depth))
        {
            depth = node.Operands.Select(o => DepthOf(o.Node, byOutput, known)).DefaultIfEmpty(0).Max() + (byOutput.Contains(node) ? 1 : 0);
            known[node] = depth;
        }

        return depth;
    }

    /// <summary>The last value from which all users of later phases can be computed without z.</summary>
    private Operand? Keep(Sweep sweep, Func<ArrayNode, bool> isKnown)
    {
        var later = sweep.Phases.Skip(1).SelectMany(p => p).ToList();
        return Uses(later[0].Value, true)
            .Where(u => u.Axes.Distinct().Count() == 2 && Sees(u, sweep.Z, null) && isKnown(u.Node))
            .Distinct()
            .OrderByDescending(u => u.Node.Id)
            .Cast<Operand?>()
            .FirstOrDefault(kept => later.All(user => !Sees(user.Value, sweep.Z, kept)));
    }

    /// <summary>Whether a value depends on z other than through what is kept.</summary>
    private bool Sees(Operand value, Operand z, Operand? kept) =>
        value != kept && (value == z || (value.Node is MapNode map
            && map.Arguments.Any(a => (a.Node is not MapNode || !stored.Contains(a.Node)) && Sees(ArrayProgram.Compose(a, value), z, kept))));
}
