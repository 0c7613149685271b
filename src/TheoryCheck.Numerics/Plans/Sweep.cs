namespace TheoryCheck.Numerics.Plans;

/// <summary>What a sweep does with a map of the products z.</summary>
internal enum SweepUse
{
    /// <summary>Folds each row of the map: f[i] = fold_j g(z[i, j]).</summary>
    FoldColumns,

    /// <summary>Folds each column of the map: q[j] = fold_i g(z[i, j]).</summary>
    FoldRows,

    /// <summary>Multiplies the map with another array over the rows: v[j, k] = Σ_i h(z[i, j]) x[i, k].</summary>
    Multiply,

    /// <summary>Counts where a map into 0 and 1 is 1 in two rows at once: c[i, l] = Σ_j h(z[i, j]) h(z[l, j]).</summary>
    Count,
}

/// <summary>A user of the products z[i, j] that never needs all of them at once.</summary>
/// <param name="Output">The node computed: a fold or a contraction.</param>
/// <param name="Value">The map of z, over row axis 0 and column axis 1.</param>
/// <param name="Mapped">The stored node of the map, which need not be stored any more; null for a fold.</param>
/// <param name="Use">What is done.</param>
/// <param name="Other">For <see cref="SweepUse.Multiply"/> the other factor, with the row axis as axis 0 and its own as axis 1.</param>
internal sealed record SweepUser(ArrayNode Output, Operand Value, ArrayNode? Mapped, SweepUse Use, Operand Other);

/// <summary>
/// Products z[i, j] = Σ_k x[i, k] w[j, k] with all their users: they are computed panel by panel and used while they lie in the first cache.
/// Users that wait for the results of others come in a later phase, for which something is kept of z: single bits where z is seen through a
/// condition only, else the last value from which all of them can be computed.
/// </summary>
/// <param name="Product">The contraction z.</param>
/// <param name="RowAxis">Which axis of z runs over rows; the other one is cut into panels.</param>
/// <param name="Phases">The users, phase by phase.</param>
/// <param name="Kept">What later phases see of z, as a map over row axis 0 and column axis 1; null with one phase.</param>
internal sealed record Sweep(ContractNode Product, int RowAxis, IReadOnlyList<IReadOnlyList<SweepUser>> Phases, Operand? Kept)
{
    /// <summary>z over row axis 0 and column axis 1.</summary>
    public Operand Z => new(Product, RowAxis == 0 ? [0, 1] : [1, 0]);
}
