using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Optimization.QuadraticPrograms;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;

namespace TheoryCheck.Verification.Convex;

/// <summary>
/// Norms that are held at 0: with Qw = -l/2 for the square wᵀQw + l·w + c of one. Multipliers y of these rows say that the rest is at least its least value there plus y·(Qw + l/2), and the norm
/// times its factor is at least -y·(Qw + l/2) if yᵀQy is at most the factor squared: then that least value is the one with the norms.
/// </summary>
[Cites("boyd-vandenberghe-2004", "section 5.9.1")]
internal sealed class VanishingNorms
{
    private readonly (int Root, Rational Factor, FormParts Square, int[] Unknowns)[] norms;

    /// <summary>Holds some of the norms of an objective.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="roots">Which of its roots.</param>
    public VanishingNorms(FormParts objective, IEnumerable<int> roots) => norms =
    [
        .. roots.Select(root => (root, ConvexProgram.Exact(objective.Roots[root].Factor), objective.Roots[root].Square)).Select(static n => (
            n.root, n.Item2, n.Square, n.Square.Linear.Keys.Concat(n.Square.Square.Keys.Select(static k => k.Item1)).Distinct().Order().ToArray())),
    ];

    /// <summary>Whether there are any.</summary>
    public bool IsAny => norms.Length > 0;

    /// <summary>A program with their rows behind its own.</summary>
    public QuadraticProgram On(QuadraticProgram program)
    {
        var (linear, rows) = (program.Linear, program.Linear.Rows.ToBuilder());
        var entries = linear.Columns.Select(static c => c.Entries.ToBuilder()).ToArray();
        foreach (var (_, _, square, unknowns) in norms)
        {
            foreach (var ((i, j), q) in square.Square)
            {
                entries[j].Add((rows.Count + Array.BinarySearch(unknowns, i), ConvexProgram.Exact(q)));
            }

            rows.AddRange(unknowns.Select(unknown => -ConvexProgram.Exact(square.Linear.GetValueOrDefault(unknown)) / 2 is var level ? new RationalBounds(level, level) : default));
        }

        return program with { Linear = linear with { Rows = rows.ToImmutable(), Columns = [.. linear.Columns.Select((c, k) => c with { Entries = entries[k].ToImmutable() })] } };
    }

    /// <summary>Whether all of them are 0 at a point.</summary>
    public bool VanishAt(IReadOnlyList<Rational> point) => Array.TrueForAll(norms, n => ConvexProgram.At(n.Square, point).IsZero);

    /// <summary>The root whose multipliers are longest beyond its factor; null where none are.</summary>
    /// <param name="multipliers">Of the program with the rows.</param>
    /// <param name="first">Where the rows begin.</param>
    public int? Released(ImmutableArray<Rational> multipliers, int first)
    {
        var (released, most) = (default(int?), Rational.One);
        foreach (var (root, factor, square, unknowns) in norms)
        {
            Rational Multiplier(int unknown) => multipliers[first + Array.BinarySearch(unknowns, unknown)];
            var length = square.Square.Aggregate(Rational.Zero, (sum, q) => sum + (Multiplier(q.Key.Item1) * ConvexProgram.Exact(q.Value) * Multiplier(q.Key.Item2)));
            if (length > most * factor * factor)
            {
                (released, most) = (root, length / (factor * factor));
            }

            first += unknowns.Length;
        }

        return released;
    }
}
