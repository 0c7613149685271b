using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Regions;

/// <summary>
/// Whether a formula holds at all points of a region. In few coordinates boxes are halved until enclosures show on each that it holds there or that no point of the region lies in it, or it fails at the middle of one; else, and where
/// the boxes do not settle it, inequalities are climbed to a point at which they certainly fail.
/// </summary>
/// <param name="at">The values of the other symbols.</param>
/// <param name="region">The region.</param>
/// <param name="formula">The formula.</param>
[Cites("hansen-walster-2004", "chapter 12")]
internal sealed class RegionSearch(Interpreter<DoubleInterval> at, Region region, Term formula)
{
    private const int MostProved = 4;
    private const int MostBoxes = 4000;
    private const int MostSlowBoxes = 1000;
    private const int FewestBoxes = 12;
    private const double MostVisits = 1e6;
    private const int Starts = 24;
    private const int Climbed = 2;
    private const int MostHeights = 240;

    // Multiples of such numbers, each made of the one before, fill a box evenly modulo 1.
    private const double Golden = 0.6180339887498949;
    private const double Tip = 1 - 1e-9;

    private readonly IReadOnlyList<(RegionFunction Difference, bool IsStrict)>? parts = RegionInequality.TryParts(formula, out var inequalities)
        ? [.. inequalities.Select(i => (new RegionFunction(at, region, i.Difference), i.IsStrict))]
        : null;

    // How many parts of a box are looked at where each takes an evaluation.
    private readonly int slowBoxes = (int)Math.Clamp(MostVisits / Visits(at, Unfold.Definitions(formula)), FewestBoxes, MostSlowBoxes);

    private bool IsFast => parts is not null && parts.All(static p => p.Difference.IsFast);

    /// <summary>Whether it holds at all points; unknown where neither was found.</summary>
    /// <exception cref="NotRepresentableException">The formula is of a kind that has no value at a point.</exception>
    public Certainty ForAll() => region.Cover() is not { } boxes ? Certainty.Unknown
        : boxes[0].Sides.Length <= MostProved && OnBoxes(boxes) is var holds and not Certainty.Unknown ? holds
        : IsBroken(boxes) ? Certainty.False : Certainty.Unknown;

    private Certainty OnBoxes(IReadOnlyList<RegionBox> boxes)
    {
        var open = new Queue<RegionBox>(boxes);
        for (var seen = 0; open.TryDequeue(out var box); seen++)
        {
            var (elements, centre) = (box.Elements(), box.Centre());
            if (IsSettled(elements, centre))
            {
                continue;
            }

            if (Fails(centre))
            {
                return Certainty.False;
            }

            if (seen >= (IsFast ? MostBoxes : slowBoxes) || box.Sides.IsEmpty)
            {
                return Certainty.Unknown;
            }

            foreach (var half in box.Halves())
            {
                open.Enqueue(half);
            }
        }

        return Certainty.True;
    }

    // How often parts of a term are evaluated, roughly.
    private static double Visits(Interpreter<DoubleInterval> at, Term term) => (term is BinderTerm { Binders: var binders } ? binders.Aggregate(1.0, (product, b) => product * Length(at, b)) : 1) * (1 + term.Children.Sum(c => Visits(at, c)));

    private static double Length(Interpreter<DoubleInterval> at, Binder binder)
    {
        try
        {
            return binder.RangesOver is IndexRange range ? Math.Max(1, (at.EvaluateScalar(range.Upper) - at.EvaluateScalar(range.Lower)).UpperDouble + 1) : 1;
        }
        catch (Exception e) when (e is NotRepresentableException or UndefinedException)
        {
            return 1;
        }
    }

    // Whether the formula holds at all points of the region within an enclosure.
    private bool IsSettled(DoubleInterval[] elements, DoubleInterval[] centre)
    {
        try
        {
            return region.Belongs(elements) == Certainty.False || (parts is null
                ? region.In(at, elements).Decide(formula) == Certainty.True
                : parts.All(p => p.Difference.Over(elements, centre) is { IsUndecided: false } d && (p.IsStrict ? d.UpperDouble < 0 : d.UpperDouble <= 0)));
        }
        catch (Exception e) when (e is NotRepresentableException or UndefinedException)
        {
            // A smaller box may say more.
            return false;
        }
    }

    private bool Fails(DoubleInterval[] point)
    {
        try
        {
            return region.Belongs(point) == Certainty.True && (parts is null
                ? region.In(at, point).Decide(formula) == Certainty.False
                : parts.Any(p => p.Difference.At(point) is { IsUndecided: false } d && (p.IsStrict ? d.LowerDouble >= 0 : d.LowerDouble > 0)));
        }
        catch (UndefinedException)
        {
            return false;
        }
    }

    private bool IsBroken(IReadOnlyList<RegionBox> boxes)
    {
        var starts = Enumerable.Range(0, IsFast ? Starts : Math.Min(Starts, slowBoxes)).Select(i => Start(boxes[i % boxes.Count], i)).Select(p => (Point: p, Height: Height(p))).OrderByDescending(static s => s.Height).ToList();
        var reach = Math.Max(boxes.Max(static b => b.Width) / 4, 1.0 / 16);
        return starts.Exists(s => Found(s.Point, s.Height)) || (parts is not null && starts.Take(Climbed).Any(s => Climb(s.Point, s.Height, reach)));
    }

    // Steps along each coordinate, halved where none leads higher.
    private bool Climb(double[] point, double height, double step)
    {
        for (var heights = 0; heights < (IsFast ? MostHeights : Math.Min(MostHeights, slowBoxes)) && step > 1e-6;)
        {
            var before = height;
            for (var c = 0; c < point.Length; c++)
            {
                foreach (var move in new[] { step, -step })
                {
                    var next = Middles(region.Near([.. point.Select((x, i) => i == c ? x + move : x)]));
                    var reached = Height(next);
                    heights++;
                    if (reached > height)
                    {
                        (point, height) = (next, reached);
                        break;
                    }
                }
            }

            if (Found(point, height))
            {
                return true;
            }

            step = height > before ? step : step / 2;
        }

        return false;
    }

    // A point at the edge of a region is not certainly in it; one a little inside is.
    private bool Found(double[] point, double height) => height >= 0 && (Fails(region.Near(point)) || Fails(region.Near([.. point.Select(static x => x * Tip)])));

    // By how much the worst inequality fails; a formula of another kind fails or not.
    private double Height(double[] point)
    {
        try
        {
            var near = region.Near(point);
            return region.Belongs(near) == Certainty.False ? double.NegativeInfinity
                : parts is null ? (region.In(at, near).Decide(formula) == Certainty.False ? 1 : -1)
                : parts.Select(p => p.Difference.At(near)).Select(static d => d.IsBounded ? d.LowerDouble + ((d.UpperDouble - d.LowerDouble) / 2) : double.NegativeInfinity).Max();
        }
        catch (UndefinedException)
        {
            return double.NegativeInfinity;
        }
    }

    private static double[] Start(RegionBox box, int index)
    {
        var shift = Golden;
        return Middles((box with
        {
            Sides = [.. box.Sides.Select(side =>
            {
                shift = (shift * Math.PI) % 1;
                var place = side.Low + ((0.5 + (index * shift)) % 1 * (side.High - side.Low));
                return (place, place);
            })],
        }).Centre());
    }

    private static double[] Middles(DoubleInterval[] elements) => [.. elements.Select(static e => e.LowerDouble + ((e.UpperDouble - e.LowerDouble) / 2))];
}
