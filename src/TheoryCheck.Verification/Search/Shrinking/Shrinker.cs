using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Search.Equations;

namespace TheoryCheck.Verification.Search.Shrinking;

/// <summary>
/// Makes a counterexample smaller while it stays one: smaller sizes first, then fewer steps of a run, then entries that are 0, equal
/// or opposite to earlier ones, or fractions with smaller denominators. Every step is judged again like the first find; a step that
/// is not refuted as firmly, or only later along a run, is undone.
/// </summary>
/// <param name="searched">The symbols that may change.</param>
/// <param name="conditions">What they have to satisfy besides their domains.</param>
/// <param name="evaluation">Evaluates sizes.</param>
/// <param name="attempt">Judges a configuration; null when it is no counterexample, or outside of the claim's domain.</param>
/// <param name="functions">Simple functions in the place of one, the simplest first.</param>
/// <param name="equations">Solves the equations that a step breaks again, for few other entries.</param>
/// <param name="most">How many configurations may be judged.</param>
internal sealed class Shrinker(IReadOnlyList<Binder> searched, IReadOnlyList<Term> conditions, ClosedEvaluation evaluation, Func<Instance, Judgement?> attempt, Func<Binder, Instance, IReadOnlyList<Term>> functions, EquationSolver equations, int most)
{
    // What is cut away may have to be made up for by what is left.
    private static readonly Rational[] Factors = [Rational.One, 2, 4];

    // Larger entries may break a bound after fewer steps.
    private static readonly Rational[] Growths = [2, 16];

    private const int MostElements = 4096;
    private const int LargestSmall = 16;
    private const int LargestFirst = 8;
    private const int LargestExponent = 40;

    // How many symbols equations are solved for, one after the other, when a step breaks them.
    private const int Turns = 3;

    private int attempts;

    /// <summary>The smallest counterexample found, with its judgement.</summary>
    public (Instance Instance, Judgement Judgement) Shrink(Instance start, Judgement judged)
    {
        var so = (Instance: start, Judgement: judged);
        var moved = true;
        while (moved && attempts < most)
        {
            moved = false;
            foreach (var binder in searched.Where(static b => b.Symbol.Type is FunctionType))
            {
                moved |= Functions(binder, ref so);
            }

            foreach (var binder in searched)
            {
                moved |= Sizes(binder.Symbol, ref so);
            }

            foreach (var binder in searched)
            {
                moved |= Steps(binder.Symbol, ref so);
            }

            foreach (var binder in searched)
            {
                moved |= binder.Symbol.Type is MeasureType ? Laws(binder, ref so) : Entries(binder.Symbol, ref so);
            }
        }

        return so;
    }

    // The simplest function that fails too.
    private bool Functions(Binder function, ref (Instance Instance, Judgement Judgement) so)
    {
        foreach (var simple in functions(function, so.Instance).TakeWhile(_ => attempts < most))
        {
            if (simple.Equals(so.Instance.Values.GetValueOrDefault(function.Symbol)))
            {
                return false;
            }

            if (Try(so.Instance.With(function.Symbol, simple), ref so))
            {
                return true;
            }
        }

        return false;
    }

    // A smaller size cuts everything that it measures to its leading part.
    private bool Sizes(Symbol size, ref (Instance Instance, Judgement Judgement) so)
    {
        if (!so.Instance.Values.TryGetValue(size, out var value) || value is not Number { Value: { IsInteger: true } current } || current.Sign <= 0 || size.Type is not TensorType { Kind: NumberKind.Integer })
        {
            return false;
        }

        foreach (var smaller in Smaller(current).TakeWhile(_ => attempts < most))
        {
            foreach (var (factor, isTrailing) in Factors.SelectMany(f => new[] { (f, false), (f, true) }))
            {
                if (attempts < most && Cut(so.Instance, size, smaller, factor, isTrailing) is { } cut && Try(cut, ref so, isKept: static (_, _) => false))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // All that are small; of a great size what differs from it by a power of two, the smallest first.
    private static IEnumerable<Rational> Smaller(Rational size) => size <= LargestSmall
        ? Enumerable.Range(0, (int)size.Numerator).Select(static s => (Rational)s).Where(s => s <= LargestFirst || s + 1 == size)
        : Enumerable.Range(0, LargestExponent).Select(static k => Rational.Power(2, LargestExponent - 1 - k)).Where(p => p < size).Select(p => size - p);

    // Where the failure is one at a step of a run, larger entries may show it earlier.
    private bool Steps(Symbol symbol, ref (Instance Instance, Judgement Judgement) so)
    {
        if (Step(so.Judgement) is not { Sign: > 0 } || symbol.Type is TensorType { Kind: NumberKind.Integer }
            || !so.Instance.Values.TryGetValue(symbol, out var value) || ExactPoints.Of(value) is not { } points)
        {
            return false;
        }

        foreach (var factor in Growths)
        {
            if (attempts < most && points.Times(factor) is var grown && grown != points && Try(so.Instance.With(symbol, grown.ToTerm()), ref so, isEarlier: true))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The step of a run at which a counterexample fails, or null.</summary>
    internal static Rational? Step(Judgement judged) => judged.Counterexample?.Values.Items
        .Where(static v => v.Symbol is { Role: SymbolRole.Clock, Evolution.IsFlow: false } && v.Value is Number).Select(v => (Rational?)((Number)v.Value).Value).FirstOrDefault();

    // The leading or the trailing part, enlarged. A symbol of which nothing is cut stays as it is.
    private Instance? Cut(Instance before, Symbol size, Rational now, Rational factor, bool isTrailing)
    {
        var instance = before.With(size, new Number(now));
        foreach (var symbol in searched.Select(b => b.Symbol).Where(s => !ReferenceEquals(s, size)))
        {
            if (!instance.Values.TryGetValue(symbol, out var value))
            {
                continue;
            }

            if (symbol.Type is FunctionType shape && shape.Parameters.Append(shape.Result).OfType<TensorType>().SelectMany(static t => t.Axes).Any(a => a.Length.Mentions(size)))
            {
                // The same function of fewer coordinates.
                var binder = searched.First(b => ReferenceEquals(b.Symbol, symbol));
                var place = functions(binder, before).ToList().FindIndex(value.Equals);
                var simple = place < 0 ? [] : functions(binder, instance);
                instance = place >= 0 && place < simple.Count ? instance.With(symbol, simple[place]) : instance;
                continue;
            }

            if (symbol.Type is MeasureType { Point: TensorType { Axes: [var axis] } } && WeightedAtoms.Of(value) is { } law)
            {
                if (evaluation.TryRational(axis.Length, instance) is not { IsInteger: true } length || length > MostElements || SimplerLaws.Cut(law, (int)length.Numerator, isTrailing) is not { } smaller)
                {
                    return null;
                }

                instance = smaller.Equals(law) ? instance : instance.With(symbol, smaller.ToTerm());
                continue;
            }

            if (ExactPoints.Of(value) is not { Dimensions.IsEmpty: false } points)
            {
                continue;
            }

            if (ValueShape.Of(symbol, instance, evaluation) is not { } lengths || (isTrailing ? points.Reversed().Truncated(lengths)?.Reversed() : points.Truncated(lengths)) is not { } cut || HasZeroRow(cut))
            {
                return null;
            }

            instance = cut.Dimensions == points.Dimensions ? instance : instance.With(symbol, cut.Times(factor).ToTerm());
        }

        return instance;
    }

    // Where other conditions than those of the domain are linear in the weights, the corners that they leave have the fewest atoms.
    private bool Laws(Binder binder, ref (Instance Instance, Judgement Judgement) so)
    {
        var (moved, symbol) = (false, binder.Symbol);
        for (var again = true; again && attempts < most;)
        {
            again = false;
            if (!so.Instance.Values.TryGetValue(symbol, out var value) || WeightedAtoms.Of(value) is not { } law)
            {
                return moved;
            }

            var corners = binder.RangesOver is { } domain ? LawCorners.Around(symbol, law, domain, conditions, so.Instance, evaluation) : [];
            var rewritten = value.Equals(law.ToTerm()) ? Array.Empty<WeightedAtoms>() : [law];
            foreach (var simpler in rewritten.Concat(corners.Where(c => SimplerLaws.Weight(c) < SimplerLaws.Weight(law)).OrderBy(SimplerLaws.Weight)).Concat(SimplerLaws.Of(law)).TakeWhile(_ => attempts < most))
            {
                if (Try(so.Instance.With(symbol, simpler.ToTerm()), ref so))
                {
                    moved = again = true;
                    break;
                }
            }
        }

        return moved;
    }

    private bool Entries(Symbol symbol, ref (Instance Instance, Judgement Judgement) so)
    {
        if (!so.Instance.Values.TryGetValue(symbol, out var value) || ExactPoints.Of(value) is not { } points || symbol.Type is TensorType { Kind: NumberKind.Integer, Axes.IsEmpty: true })
        {
            return false;
        }

        var moved = false;
        var isSimplex = IsSimplex(symbol);
        for (var i = 0; i < points.Entries.Count && attempts < most; i++)
        {
            foreach (var simpler in Candidates(points, i))
            {
                if (attempts >= most)
                {
                    break;
                }

                // Entries that are equal or opposite may have to change together.
                var at = i;
                ExactPoints?[] steps = isSimplex ? [Rescaled(points, i, simpler)] : [points.With(i, simpler), Tied(points, i, simpler)];
                var done = false;
                foreach (var next in steps.OfType<ExactPoints>().Distinct())
                {
                    if (!done && !HasZeroRow(next) && Weight(next) < Weight(points) && Try(so.Instance.With(symbol, next.ToTerm()), ref so, isKept: (s, e) => ReferenceEquals(s, symbol) && e == at))
                    {
                        (points, moved, done) = (ExactPoints.Of(so.Instance.Values[symbol]) ?? next, true, true);
                    }
                }

                if (!done && !isSimplex && Together(symbol, points, i, simpler, so.Instance) is { } together && Weight(points.With(i, simpler)) < Weight(points) && Try(together, ref so))
                {
                    (points, moved, done) = (points.With(i, simpler), true, true);
                }

                if (done)
                {
                    break;
                }
            }
        }

        return moved;
    }

    // With the entries at the same place of other symbols that are equal or opposite.
    private Instance? Together(Symbol symbol, ExactPoints points, int at, Rational value, Instance instance)
    {
        if (HasZeroRow(points.With(at, value)))
        {
            return null;
        }

        var (old, changed) = (points.Entries[at], instance.With(symbol, points.With(at, value).ToTerm()));
        var (others, isTied) = (searched.Select(b => b.Symbol).Where(s => !ReferenceEquals(s, symbol) && s.Type is TensorType), false);
        foreach (var other in others)
        {
            if (!old.IsZero && instance.Values.TryGetValue(other, out var beside) && ExactPoints.Of(beside) is { } same && same.Dimensions == points.Dimensions && (same.Entries[at] == old || same.Entries[at] == -old))
            {
                var tied = same.With(at, same.Entries[at] == old ? value : -value);
                (changed, isTied) = HasZeroRow(tied) ? (changed, isTied) : (changed.With(other, tied.ToTerm()), true);
            }
        }

        return isTied ? changed : null;
    }

    // What is simple by itself, then what an earlier entry of the same place already says.
    private static IEnumerable<Rational> Candidates(ExactPoints points, int at)
    {
        var value = points.Entries[at];
        return SimplerNumbers.Of(value).Concat(Enumerable.Range(0, at / points.RowLength)
            .Select(row => points.Entries[(row * points.RowLength) + (at % points.RowLength)])
            .SelectMany(e => new[] { e, -e }).Where(e => e != value).Distinct().Take(4));
    }

    // Entries that repeat an earlier one (up to sign) in their place cost little: structure counts as simple.
    private static long Weight(ExactPoints points)
    {
        var total = 0L;
        for (var i = 0; i < points.Entries.Count; i++)
        {
            var (value, isKnown) = (points.Entries[i], false);
            for (var j = i % points.RowLength; j < i && !isKnown; j += points.RowLength)
            {
                isKnown = points.Entries[j] == value || points.Entries[j] == -value;
            }

            total += value.IsZero ? 0 : isKnown ? Math.Min(2, SimplerNumbers.Weight(value)) : SimplerNumbers.Weight(value);
        }

        return total;
    }

    private static ExactPoints Tied(ExactPoints points, int at, Rational value)
    {
        var old = points.Entries[at];
        return points with { Entries = points.Entries.Map(e => e == old ? value : e == -old ? -value : e) };
    }

    private static bool IsSimplex(Symbol symbol) => symbol.Domain is Call { Operation.Name: "simplex" };

    // On a simplex the other weights of the row share what is left, in their proportions.
    private static ExactPoints? Rescaled(ExactPoints points, int at, Rational value)
    {
        var row = at / points.RowLength * points.RowLength;
        var left = Rational.One - value;
        var others = Rational.One - points.Entries[at];
        return value.Sign < 0 || left.Sign < 0 || others.IsZero
            ? null
            : points with { Entries = points.Entries.Map((e, i) => i == at ? value : i >= row && i < row + points.RowLength ? e * left / others : e) };
    }

    private static bool HasZeroRow(ExactPoints points)
    {
        for (var row = 0; row < points.Normalised.Count; row++)
        {
            if (points.Normalised[row] && points.Entries.Skip(row * points.RowLength).Take(points.RowLength).All(e => e.IsZero))
            {
                return true;
            }
        }

        return false;
    }

    private bool Try(Instance candidate, ref (Instance Instance, Judgement Judgement) so, bool isEarlier = false, Func<Symbol, int, bool>? isKept = null)
    {
        attempts++;
        if (attempt(candidate) is { } judged)
        {
            return Takes(candidate, judged, ref so, isEarlier);
        }

        // What a step changed stays, and so do zeros. Where no size falls the whole has to become simpler.
        for (var turn = 0; isKept is not null && equations.HasEquations && turn < Turns && attempts < most; turn++)
        {
            var before = candidate;
            var solved = equations.Solve(candidate, turn, (symbol, entry) => isKept(symbol, entry) || IsZero(before, symbol, entry));
            if (ReferenceEquals(solved, candidate) || (Sizes(solved) == Sizes(so.Instance) && Weight(solved) >= Weight(so.Instance)))
            {
                continue;
            }

            attempts++;
            if (attempt(solved) is { } again)
            {
                return Takes(solved, again, ref so, isEarlier);
            }
        }

        return false;
    }

    private static bool IsZero(Instance instance, Symbol symbol, int entry) => ExactPoints.Of(instance.Values[symbol]) is { } points && points.Entries[entry].IsZero;

    private long Weight(Instance instance) => searched.Sum(b => instance.Values.TryGetValue(b.Symbol, out var value) && ExactPoints.Of(value) is { } points ? Weight(points) : 0);

    private long Sizes(Instance instance) => searched.Sum(b => instance.Values.TryGetValue(b.Symbol, out var value) && ExactPoints.Of(value) is { } points ? points.Entries.Count : 0);

    private static bool Takes(Instance candidate, Judgement judged, ref (Instance Instance, Judgement Judgement) so, bool isEarlier)
    {
        var (before, after) = (Step(so.Judgement), Step(judged));
        if (before is { } old && (after is not { } now || now > old || (isEarlier && now >= old)))
        {
            return false;
        }

        so = (candidate, judged);
        return true;
    }
}
