using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Search.Sets;

namespace TheoryCheck.Verification.Search;

/// <summary>
/// The real coordinates of a configuration: the entries of those of its symbols whose domains a search can move through, one
/// after the other. Sizes, functions and everything else keep the values of the start.
/// </summary>
internal sealed class Coordinates
{
    private const int MostCoordinates = 256;

    private readonly List<Block> blocks;

    private Coordinates(Instance start, List<Block> blocks, double[] point) => (Start, this.blocks, Point) = (start, blocks, point);

    /// <summary>The configuration that was started from.</summary>
    public Instance Start { get; }

    /// <summary>Its coordinates.</summary>
    public double[] Point { get; }

    /// <summary>How many coordinates there are.</summary>
    public int Count => Point.Length;

    /// <summary>The coordinates of a configuration, or null when nothing in it can move, or too much.</summary>
    /// <param name="start">The configuration.</param>
    /// <param name="symbols">The searched symbols with their domains in force.</param>
    /// <param name="evaluation">Evaluates sizes and values.</param>
    public static Coordinates? Of(Instance start, IEnumerable<(Symbol Symbol, Term Domain)> symbols, ClosedEvaluation evaluation)
    {
        var blocks = new List<Block>();
        var point = new List<double>();
        foreach (var (symbol, domain) in symbols)
        {
            // A family whose domain varies with its index has no one set of points.
            if (domain.FreeSymbols().Any(s => symbol.Indices.Any(i => ReferenceEquals(i.Symbol, s)))
                || Catalogue<SearchedSet>.Members.Select(s => s.At(domain, start, evaluation.TryRational)).FirstOrDefault(p => p is not null) is not { } points
                || !start.Values.TryGetValue(symbol, out var value) || evaluation.TryTensor(value, Instance.Empty) is not { } tensor)
            {
                continue;
            }

            var rows = tensor.Dimensions.Take(symbol.Indices.Count).Aggregate(1, (a, b) => a * b);
            if (tensor.Elements.Length == 0 || tensor.Dimensions.Count < symbol.Indices.Count)
            {
                continue;
            }

            blocks.Add(new Block(symbol, points, tensor.Dimensions, point.Count, tensor.Elements.Length / rows, rows));
            point.AddRange(tensor.Elements.ToArray());
        }

        return point.Count is 0 or > MostCoordinates || !point.TrueForAll(double.IsFinite) ? null : new Coordinates(start, blocks, [.. point]);
    }

    /// <summary>Whether a symbol has coordinates.</summary>
    public bool Moves(Symbol symbol) => blocks.Exists(b => ReferenceEquals(b.Symbol, symbol));

    /// <summary>Moves each member into its domain.</summary>
    public void Project(Span<double> point)
    {
        foreach (var block in blocks)
        {
            for (var row = 0; row < block.Rows; row++)
            {
                block.Points.Project(point.Slice(block.From + (row * block.Length), block.Length));
            }
        }
    }

    /// <summary>An interpreter that reads the symbols at a point.</summary>
    public Interpreter<T> Bind<T>(Interpreter<T> at, double[] point, Func<double, int, T> lift)
        where T : IReal<T>
    {
        foreach (var block in blocks)
        {
            var entries = new T[block.Rows * block.Length];
            for (var i = 0; i < entries.Length; i++)
            {
                entries[i] = lift(point[block.From + i], block.From + i);
            }

            at = at.With(block.Symbol, block.Dimensions.IsEmpty ? new Value<T>.Real(entries[0]) : new Value<T>.Tensor(new TensorValue<T>(block.Dimensions, entries)));
        }

        return at;
    }

    /// <summary>The exact configuration near a point: every member rounded within its domain.</summary>
    public Instance Round(double[] point, long denominator)
    {
        var instance = Start;
        foreach (var block in blocks)
        {
            var entries = new List<Rational>();
            for (var row = 0; row < block.Rows; row++)
            {
                entries.AddRange(block.Points.Round(point.AsSpan(block.From + (row * block.Length), block.Length), denominator));
            }

            Sequence<bool> normalised = block.Points.IsNormalised ? Enumerable.Repeat(true, block.Rows).ToSequence() : [];
            instance = instance.With(block.Symbol, new ExactPoints(block.Dimensions, entries.ToSequence(), normalised).ToTerm());
        }

        return instance;
    }

    private sealed record Block(Symbol Symbol, SearchedPoints Points, Sequence<int> Dimensions, int From, int Length, int Rows);
}
