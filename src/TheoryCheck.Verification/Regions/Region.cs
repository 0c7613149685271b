using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Search.Sets;

namespace TheoryCheck.Verification.Regions;

/// <summary>
/// What binders over balls, spheres, simplices, intervals and spaces run through, as boxes: each binder's members in rows, each row by one of the charts of its set. Where a set is not bounded, the conditions behind
/// <c>where</c> have to bound it.
/// </summary>
internal sealed class Region
{
    private const int MostCoordinates = 64;
    private const int MostCharts = 256;
    private static readonly double[] Reaches = [1, 4, 16, 256, 1 << 16, 1L << 32];

    private readonly Interpreter<DoubleInterval> at;
    private readonly ImmutableArray<Block> blocks;
    private readonly Term? where;

    private Region(Interpreter<DoubleInterval> at, ImmutableArray<Block> blocks, Term? where) => (this.at, this.blocks, this.where) = (at, blocks, where);

    /// <summary>How many elements the binders' symbols have together.</summary>
    public int Elements => blocks.Sum(static b => b.Rows * b.Length);

    /// <summary>The region of binders, or null where it is of another kind.</summary>
    /// <param name="at">The values of the other symbols.</param>
    /// <param name="binders">The binders.</param>
    public static Region? Of(Interpreter<DoubleInterval> at, Sequence<Binder> binders)
    {
        var exact = at.Exactly();
        Rational? Known(Term term, Instance _) => Number(exact, term);
        var blocks = ImmutableArray.CreateBuilder<Block>();
        foreach (var binder in binders)
        {
            if (binder is not { Symbol: { Restriction: null, Type: TensorType type } symbol, RangesOver: { } named } || type.Axes.Map(a => Number(exact, a.Length)) is var lengths && lengths.Any(static n => n is not { IsInteger: true, Sign: > 0 } || n > MostCoordinates))
            {
                return null;
            }

            var domain = Unfold.Definitions(named);
            Sequence<int> shape = lengths.Map(static n => (int)n!.Value.Numerator);
            var rows = shape.Take(symbol.Indices.Count).Aggregate(1, static (a, b) => a * b);
            if (shape.Count < symbol.Indices.Count || domain.FreeSymbols().Any(s => symbol.Indices.Any(i => ReferenceEquals(i.Symbol, s)))
                || SearchedSet.PointsOf(domain, Instance.Empty, Known) is not { } points)
            {
                return null;
            }

            blocks.Add(new Block(symbol, shape, points, rows, shape.Aggregate(1, static (a, b) => a * b) / rows));
        }

        var conditions = binders.Select(static b => b.Where).OfType<Term>().ToSequence();
        var region = new Region(at, blocks.ToImmutable(), conditions.Count switch { 0 => null, 1 => conditions[0], _ => new Connective(ConnectiveKind.And, conditions) });
        return region.Elements is > 0 and <= MostCoordinates ? region : null;
    }

    /// <summary>Boxes that cover the region; null where it is not known to be bounded, or takes too many charts.</summary>
    public IReadOnlyList<RegionBox>? Cover()
    {
        var charts = blocks.SelectMany(static b => Enumerable.Repeat(b.Points.Charts(b.Length), b.Rows)).ToList();
        if (charts.Aggregate(1.0, static (product, row) => product * row.Count) > MostCharts)
        {
            return null;
        }

        IEnumerable<ImmutableArray<SetChart>> choices = [[]];
        foreach (var row in charts)
        {
            choices = choices.SelectMany(chosen => row.Select(chart => chosen.Add(chart)));
        }

        var boxes = choices.Select(static chosen => new RegionBox(chosen, [.. chosen.SelectMany(static c => c.Sides)])).ToList();
        return boxes.TrueForAll(static b => b.Sides.All(static s => double.IsFinite(s.Low) && double.IsFinite(s.High))) ? boxes : boxes.Count == 1 ? Bounded(boxes[0]) : null;
    }

    /// <summary>The member near a point, in elements, as enclosures of one point.</summary>
    public DoubleInterval[] Near(double[] point)
    {
        var (members, from) = (new List<DoubleInterval>(), 0);
        foreach (var block in blocks)
        {
            for (var row = 0; row < block.Rows; row++, from += block.Length)
            {
                var projected = point[from..(from + block.Length)];
                block.Points.Project(projected);
                var own = projected.Select(DoubleInterval.FromExact).ToArray();
                members.AddRange(block.Points.IsNormalised ? Spheres.Projected(own) : own);
            }
        }

        return [.. members];
    }

    /// <summary>An interpreter that reads the symbols at elements.</summary>
    public Interpreter<T> In<T>(Interpreter<T> interpreter, T[] elements)
        where T : IReal<T>
    {
        var from = 0;
        foreach (var block in blocks)
        {
            var own = elements[from..(from + (block.Rows * block.Length))];
            interpreter = interpreter.With(block.Symbol, block.Shape.IsEmpty ? new Value<T>.Real(own[0]) : new Value<T>.Tensor(new(block.Shape, own)));
            from += own.Length;
        }

        return interpreter;
    }

    /// <summary>Whether elements within enclosures satisfy the conditions.</summary>
    public Certainty Belongs(DoubleInterval[] elements)
    {
        var (belongs, from) = (Certainty.True, 0);
        foreach (var block in blocks)
        {
            for (var row = 0; row < block.Rows; row++, from += block.Length)
            {
                belongs = belongs.And(block.Points.Inside(elements.AsSpan(from, block.Length)));
            }
        }

        return belongs == Certainty.False || where is null ? belongs : belongs.And(In(at, elements).Decide(where));
    }

    private static Rational? Number(Interpreter<Rational> exact, Term term)
    {
        try
        {
            return exact.EvaluateScalar(term);
        }
        catch (Exception e) when (e is NotRepresentableException or UndefinedException)
        {
            return null;
        }
    }

    // The part of an infinite box in which all points of the region lie, since its conditions fail in all half spaces around it.
    private List<RegionBox>? Bounded(RegionBox box)
    {
        foreach (var reach in Reaches)
        {
            var sides = box.Sides.Select(s => (Low: Math.Max(s.Low, -reach), High: Math.Min(s.High, reach))).ToImmutableArray();
            bool IsEmpty(int side, double low, double high) => low >= high || IsOutside(box with { Sides = box.Sides.SetItem(side, (low, high)) });
            if (Enumerable.Range(0, sides.Length).All(i => IsEmpty(i, sides[i].High, box.Sides[i].High) && IsEmpty(i, box.Sides[i].Low, sides[i].Low)))
            {
                return [box with { Sides = sides }];
            }
        }

        return null;
    }

    private bool IsOutside(RegionBox box)
    {
        try
        {
            return Belongs(box.Elements()) == Certainty.False;
        }
        catch (Exception e) when (e is NotRepresentableException or UndefinedException)
        {
            return false;
        }
    }

    private sealed record Block(Symbol Symbol, Sequence<int> Shape, SearchedPoints Points, int Rows, int Length);
}
