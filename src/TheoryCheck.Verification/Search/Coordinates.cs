using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Search;

/// <summary>
/// The real coordinates of a configuration: the entries of those of its symbols whose domains a search can move through, one
/// after the other. Sizes, functions and everything else keep the values of the start.
/// </summary>
internal sealed class Coordinates
{
    private const int MostCoordinates = 256;

    private readonly List<(CoordinateBlock Block, int From)> blocks;

    private Coordinates(Instance start, List<(CoordinateBlock, int)> blocks, double[] point) => (Start, this.blocks, Point) = (start, blocks, point);

    /// <summary>The configuration that was started from.</summary>
    public Instance Start { get; }

    /// <summary>Its coordinates.</summary>
    public double[] Point { get; }

    /// <summary>How many coordinates there are.</summary>
    public int Count => Point.Length;

    /// <summary>The coordinates of a configuration, or null when nothing in it can move, or too much.</summary>
    /// <param name="start">The configuration.</param>
    /// <param name="symbols">The searched symbols with their domains in force.</param>
    /// <param name="conditions">What they have to satisfy besides.</param>
    /// <param name="evaluation">Evaluates sizes and values.</param>
    public static Coordinates? Of(Instance start, IEnumerable<(Symbol Symbol, Term Domain)> symbols, IReadOnlyList<Term> conditions, ClosedEvaluation evaluation)
    {
        var blocks = new List<(CoordinateBlock, int)>();
        var point = new List<double>();
        foreach (var (symbol, domain) in symbols)
        {
            CoordinateBlock? block = symbol.Type is MeasureType ? LawCoordinates.At(symbol, domain, conditions, start, evaluation) : TensorCoordinates.At(symbol, domain, start, evaluation);
            if (block is not null)
            {
                blocks.Add((block, point.Count));
                point.AddRange(block.Start);
            }
        }

        return point.Count is 0 or > MostCoordinates || !point.TrueForAll(double.IsFinite) ? null : new Coordinates(start, blocks, [.. point]);
    }

    /// <summary>Whether a symbol has coordinates.</summary>
    public bool Moves(Symbol symbol) => blocks.Exists(b => ReferenceEquals(b.Block.Symbol, symbol));

    /// <summary>Moves each member into its domain.</summary>
    public void Project(Span<double> point)
    {
        foreach (var (block, from) in blocks)
        {
            block.Project(point.Slice(from, block.Start.Length));
        }
    }

    /// <summary>An interpreter that reads the symbols at a point.</summary>
    public Interpreter<T> Bind<T>(Interpreter<T> at, double[] point, Func<double, int, T> lift)
        where T : IReal<T>
    {
        var lifted = point.Select(lift).ToArray();
        return blocks.Aggregate(at, (bound, b) => bound.With(b.Block.Symbol, b.Block.Of<T>(at, lifted.AsSpan(b.From, b.Block.Start.Length))));
    }

    /// <summary>The exact configuration near a point: every member rounded within its domain.</summary>
    public Instance Round(double[] point, long denominator) => blocks.Aggregate(Start, (instance, b) =>
        b.Block.Round(point.AsSpan(b.From, b.Block.Start.Length), denominator) is { } value ? instance.With(b.Block.Symbol, value) : instance);

    /// <summary>The configuration of simple numbers that a point may stand for; null where a direction would be 0.</summary>
    public Instance? Snap(double[] point, double tolerance)
    {
        try
        {
            return blocks.Aggregate(Start, (instance, b) => b.Block.Snap(point.AsSpan(b.From, b.Block.Start.Length), tolerance) is { } value ? instance.With(b.Block.Symbol, value) : instance);
        }
        catch (UndefinedException)
        {
            return null;
        }
    }
}
