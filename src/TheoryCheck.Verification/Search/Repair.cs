using TheoryCheck.Core;
using TheoryCheck.Numerics.Tensors;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Search.Equations;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Verification.Search;

/// <summary>
/// Changes a configuration that breaks assumptions into one that keeps them. A vector or matrix is drawn towards 0 or towards another value of its shape, as bounds of norms and distances want it, and the diagonal of a square matrix is moved, as bounds of eigenvalues want it; else one number is
/// changed: a condition that is affine in it is solved for it, a number of a finite set becomes another member; where no one number helps, all of them climb at once. Equations are solved first (<see cref="EquationSolver"/>). A change stays when fewer conditions are broken after it, or as many by less. What comes out is a guess that whoever uses it checks.
/// </summary>
/// <param name="symbols">The searched symbols with their domains in force.</param>
/// <param name="restrictions">The assumptions.</param>
/// <param name="liesInDomain">Whether a symbol's value lies in its domain.</param>
/// <param name="evaluation">Evaluates sizes, values and conditions.</param>
/// <param name="source">Randomness.</param>
/// <param name="memory">How much repairing the claim may still cost.</param>
/// <param name="budget">How much of it this search may spend.</param>
/// <param name="solvesFirst">Whether equations are solved before anything else is tried.</param>
internal sealed class Repair(IReadOnlyList<(Symbol Symbol, Term Domain)> symbols, IReadOnlyList<Term> restrictions, Func<Symbol, Instance, bool> liesInDomain, ClosedEvaluation evaluation, UniformSource source, SearchMemory memory, int budget, bool solvesFirst)
{
    private const int MostElements = 64;
    private const int MostNumbers = 512;
    private const int MostChanges = 32;
    private const int MostFailures = 8;
    private const int MostClimbing = 120;
    private const int DoublesPerExact = 8;
    private const double LeastGain = 1e-3;
    private const int LargestSize = 32;
    private static readonly Rational Largest = 1_000_000;
    private const int MostMoved = 4;
    private static readonly Rational[] Shares = [new(1, 2), new(1, 16), new(1, 1024)];
    private static readonly long[] Denominators = [64, 1L << 16];

    // Sizes that shape other values stay.
    private readonly List<(Symbol Symbol, Term Domain)> movable =
        [.. symbols.Where(s => !symbols.Any(o => Shapes(o.Symbol, o.Domain).Any(t => t.Mentions(s.Symbol))))];

    private readonly int reserve = memory.RepairsLeft - budget;
    private readonly EquationSolver equations = new([.. symbols.Where(s => !symbols.Any(o => Shapes(o.Symbol, o.Domain).Any(t => t.Mentions(s.Symbol))))], restrictions, liesInDomain, evaluation);
    private int failures;
    private int turn;

    /// <summary>Whether equations are among the assumptions, which chance hardly meets, and are solved first.</summary>
    public bool SolvesEquations => solvesFirst && equations.HasEquations;

    private bool IsSpent => memory.RepairsLeft <= Math.Max(0, reserve);

    /// <summary>A configuration that satisfies the assumptions, as far as was looked; null when none was reached, or none was at several calls before.</summary>
    public Instance? Of(Instance start)
    {
        if (failures >= MostFailures || IsSpent)
        {
            return null;
        }

        var repaired = Attempted(start);
        failures = repaired is null ? failures + 1 : 0;
        return repaired;
    }

    // Numbers may grow beyond what exact arithmetic holds.
    private Instance? Attempted(Instance start)
    {
        try
        {
            return Repaired(start);
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e))
        {
            return null;
        }
    }

    private Instance? Repaired(Instance start)
    {
        // What is mended may have moved what the equations speak of.
        // Configurations with chance are few: those at which little was changed come first.
        if ((!equations.HasEquations || !solvesFirst) && Mended(start) is var plain && (plain is not null || !equations.HasEquations))
        {
            return plain;
        }

        var first = Solved(start);
        return Holds(first) ? first
            : Mended(first) is not { } mended ? null
            : Holds(mended) ? mended
            : Solved(mended) is var solved && Holds(solved) ? solved : null;
    }

    private Instance Solved(Instance instance)
    {
        memory.RepairsLeft--;
        return equations.Solve(instance, turn++);
    }

    private bool Holds(Instance instance) => Conditions(instance) is { } conditions && Broken(conditions, instance).Count == 0;

    private Instance? Mended(Instance start)
    {
        if (Conditions(start) is not { } conditions)
        {
            return null;
        }

        var (instance, broken) = (start, Broken(conditions, start));
        var climbed = false;
        for (var change = 0; broken.Count > 0 && change < MostChanges; change++)
        {
            var better = Moved(instance, conditions, broken) ?? Better(instance, conditions, broken);
            if (better is null && !climbed)
            {
                (better, climbed) = (Climbed(instance, conditions), true);
            }

            if (better is null)
            {
                return null;
            }

            (instance, broken) = (better, Broken(conditions, better));
        }

        return broken.Count == 0 ? instance : null;
    }

    // Where no one number helps all are moved at once, up the slope of the worst violation; the least damaged of the roundings.
    private Instance? Climbed(Instance start, List<Condition> conditions)
    {
        if (Coordinates.Of(start, symbols, restrictions, evaluation) is not { } coordinates)
        {
            return null;
        }

        var landscape = new Landscape(new Comparison(Number.One, Relation.LessOrEqual, Number.Zero), restrictions, coordinates, evaluation);
        foreach (var strategy in Catalogue<SearchStrategy>.Members.OrderBy(s => s.Turn).Take(2))
        {
            landscape.Allow(MostClimbing);
            strategy.Climb(landscape, landscape.Best.Length > 0 ? landscape.Best : coordinates.Point, source);
            memory.RepairsLeft -= MostClimbing / DoublesPerExact;
        }

        return landscape.Best.Length == 0 ? null : Denominators.Select(d => coordinates.Round(landscape.Best, d)).MinBy(i => Damage(Broken(conditions, i), i));
    }

    // A whole value moved so that a broken condition holds and none is broken that was not.
    private Instance? Moved(Instance instance, List<Condition> conditions, List<Condition> broken)
    {
        foreach (var condition in broken.Take(MostMoved))
        {
            foreach (var (symbol, candidate) in Moves(instance, condition))
            {
                if (IsSpent)
                {
                    return null;
                }

                memory.RepairsLeft--;
                if (Holds(condition, candidate) && liesInDomain(symbol, candidate) && Broken(conditions, candidate).Count < broken.Count)
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    private IEnumerable<(Symbol Changed, Instance Instance)> Moves(Instance instance, Condition condition)
    {
        var concerned = Unfold.Definitions(new Comparison(condition.Left, condition.Relation, condition.Right)).FreeSymbols();
        foreach (var (symbol, _) in movable.Where(m => concerned.Contains(m.Symbol)))
        {
            if (!instance.Values.TryGetValue(symbol, out var value) || ExactPoints.Of(value) is not { Normalised.IsEmpty: true, Dimensions.IsEmpty: false } grid || grid.Entries.Count > MostNumbers)
            {
                continue;
            }

            var centres = instance.Listing.Where(v => !ReferenceEquals(v.Symbol, symbol) && concerned.Contains(v.Symbol)).Select(v => ExactPoints.Of(v.Value))
                .Where(g => g is { Normalised.IsEmpty: true } && g.Dimensions.Equals(grid.Dimensions)).Select(g => g!.Entries).Append(grid.Entries.Map(_ => Rational.Zero)).ToList();
            if (grid.Dimensions is [var rows, var columns] && rows == columns && Difference(condition, instance) is { } gap)
            {
                foreach (var shift in new[] { Simple(gap.Sign < 0 ? -gap : gap, isUp: true), Simple(gap.Sign < 0 ? gap : -gap, isUp: false) })
                {
                    yield return (symbol, instance.With(symbol, (grid with { Entries = grid.Entries.Map((e, i) => i % (rows + 1) == 0 ? e + shift : e) }).ToTerm()));
                }
            }

            foreach (var share in Shares)
            {
                foreach (var centre in centres)
                {
                    yield return (symbol, instance.With(symbol, (grid with { Entries = grid.Entries.Map((e, i) => centre[i] + (share * (e - centre[i]))) }).ToTerm()));
                }
            }
        }
    }

    private bool Holds(Condition condition, Instance instance) => evaluation.TryDecide(new Comparison(condition.Left, condition.Relation, condition.Right), condition.At(instance)) == Certainty.True;

    // The first change that helps.
    private Instance? Better(Instance instance, List<Condition> conditions, List<Condition> broken)
    {
        var damage = Damage(broken, instance);
        var from = (int)(source.NextUniform() * broken.Count);
        foreach (var (symbol, candidate) in Enumerable.Range(from, broken.Count).SelectMany(i => Changes(instance, broken[i % broken.Count])))
        {
            memory.RepairsLeft--;
            if (IsSpent)
            {
                return null;
            }

            if (liesInDomain(symbol, candidate) && Damage(Broken(conditions, candidate), candidate) < damage - LeastGain)
            {
                return candidate;
            }
        }

        return null;
    }

    private IEnumerable<(Symbol Changed, Instance Instance)> Changes(Instance instance, Condition condition)
    {
        var concerned = Unfold.Definitions(new Comparison(condition.Left, condition.Relation, condition.Right)).FreeSymbols();
        foreach (var (symbol, domain) in movable.Where(m => concerned.Contains(m.Symbol)))
        {
            if (!instance.Values.TryGetValue(symbol, out var value) || ExactPoints.Of(value) is not { Normalised.IsEmpty: true } grid || grid.Entries.Count > MostNumbers)
            {
                continue;
            }

            for (var i = 0; i < grid.Entries.Count; i++)
            {
                var entry = i;
                Instance With(Rational number) => instance.With(symbol, grid.With(entry, number).ToTerm());
                foreach (var number in Numbers(domain, symbol, grid.Entries[entry], condition, With, instance))
                {
                    yield return (symbol, With(number));
                }
            }
        }
    }

    private IEnumerable<Rational> Numbers(Term domain, Symbol symbol, Rational now, Condition condition, Func<Rational, Instance> with, Instance instance)
    {
        var isInteger = symbol.Type is TensorType { Kind: NumberKind.Integer };
        if (domain is Collection && evaluation.Elements(domain, instance, MostElements) is { } elements)
        {
            return elements.OfType<Number>().Select(e => e.Value).Where(e => e != now);
        }

        if (Difference(condition, with(now)) is not { } here || Difference(condition, with(now + 1)) is not { } there || here == there)
        {
            return [];
        }

        var slope = there - here;
        var root = now - (here / slope);
        if (root > Largest || -root > Largest)
        {
            return [];
        }

        var isUp = condition.Relation is Relation.Greater or Relation.GreaterOrEqual ? slope.Sign > 0 : slope.Sign < 0;
        var numbers = condition.Relation == Relation.Equal ? [root]
            : isInteger ? Steps(root, isUp).Where(n => n <= LargestSize)
            : Beyond(root, isUp, domain, instance);
        return numbers.Where(n => n != now);
    }

    // Integers on one side of a number, the nearest first.
    private static IEnumerable<Rational> Steps(Rational root, bool isUp)
    {
        var first = isUp ? Rational.Floor(root) : -Rational.Floor(-root);
        return new[] { 0, 1 }.Select(k => first + (isUp ? k : -k));
    }

    // Numbers on one side of another: half way to the end of an interval, else at some distances.
    private IEnumerable<Rational> Beyond(Rational root, bool isUp, Term domain, Instance instance)
    {
        var end = domain switch
        {
            RealInterval interval when RationalInterval.Within(interval, instance, evaluation) is var (lower, upper, _, _) => isUp ? upper : lower,
            Call { Operation.Name: "positive" } when !isUp => Rational.Zero,
            _ => null,
        };
        var side = isUp ? Rational.One : -Rational.One;
        var near = Simple(root, isUp);
        return end is { } last ? [(root + last) / 2, Simple((root + last) / 2, isUp)] : [near, near + (side * new Rational(1, 4)), near + side, near + (4 * side)];
    }

    // A number with a short denominator on the same side, at most 1/64 away.
    private static Rational Simple(Rational number, bool isUp) => (isUp ? -Rational.Floor(-number * 64) : Rational.Floor(number * 64)) / 64;

    private Rational? Difference(Condition condition, Instance instance)
    {
        memory.RepairsLeft--;
        var at = condition.At(instance);
        return evaluation.TryEnclose(condition.Left, at) is var (a, b) && evaluation.TryEnclose(condition.Right, at) is var (c, d) ? ((a + b) - (c + d)) / 2 : null;
    }

    private List<Condition> Broken(List<Condition> conditions, Instance instance) =>
        [.. conditions.Where(c => !Holds(c, instance))];

    // How many conditions are broken, and by how much.
    private double Damage(List<Condition> broken, Instance instance) =>
        broken.Sum(c => Difference(c, instance) is { } difference ? 2 - (1 / (1 + Math.Abs(difference.ToDouble()))) : 2);

    // The assumptions as comparisons of numbers; null when one is of another form.
    private List<Condition>? Conditions(Instance instance)
    {
        var conditions = new List<Condition>();
        return restrictions.Where(r => !evaluation.HasUnbound(r, instance)).All(r => Collect(r, [], instance, conditions)) ? conditions : null;
    }

    private bool Collect(Term formula, IReadOnlyList<(Symbol Symbol, Term Value)> bound, Instance instance, List<Condition> conditions)
    {
        switch (formula)
        {
            case Connective { Kind: ConnectiveKind.And } and:
                return and.Children.All(c => Collect(c, bound, instance, conditions));
            case Quantified { Kind: QuantifierKind.ForAll, Binders: [var binder, ..] } all when binder.Symbol.Indices.IsEmpty:
                var inner = all.Binders.Count == 1 ? all.Body : new Quantified(all.Kind, all.Binders.Skip(1).ToSequence(), all.Body);
                return binder.RangesOver is { } domain && evaluation.Elements(domain, instance, MostElements) is { } elements
                    && elements.All(e => instance.With(binder.Symbol, e) is var at
                        && (binder.Where is { } where && evaluation.TryDecide(where, at) == Certainty.False ? true : Collect(inner, [.. bound, (binder.Symbol, e)], at, conditions)));
            case Comparison chain when chain.Children.All(c => c.Type.IsScalar):
                conditions.AddRange(chain.Relations.Select((r, i) => new Condition(chain.Children[i], r, chain.Children[i + 1], bound)));
                return conditions.Count <= MostNumbers;
            case Call { Operation: Psd, Arguments: [{ Type: TensorType { Axes.Count: 2 } } matrix] } when evaluation.TryDecide(Build.Call<Symmetric>(matrix), instance) == Certainty.True:
                conditions.Add(new Condition(Build.Call<EigMin>(matrix), Relation.GreaterOrEqual, Number.Zero, bound));
                return conditions.Count <= MostNumbers;
            default:
                return evaluation.TryDecide(formula, instance) == Certainty.True;
        }
    }

    private static IEnumerable<Term> Shapes(Symbol symbol, Term domain) => symbol.Indices.Select(i => i.Domain).OfType<Term>().Append(domain).Select(t => Unfold.Definitions(t));

    private sealed record Condition(Term Left, Relation Relation, Term Right, IReadOnlyList<(Symbol Symbol, Term Value)> Bound)
    {
        public Instance At(Instance instance) => Bound.Aggregate(instance, (at, b) => at.With(b.Symbol, b.Value));
    }
}
