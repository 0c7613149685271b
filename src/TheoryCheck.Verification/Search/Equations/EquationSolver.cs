using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Search.Shrinking;

namespace TheoryCheck.Verification.Search.Equations;

/// <summary>
/// Changes a configuration into one that satisfies the equations among the assumptions. Each is solved for a symbol in which it is linear, together with those that were solved for it before, in rationals and near the
/// values that are there; one of degree two for all its symbols, along lines (<see cref="QuadraticStep"/>). What comes out is a guess that whoever uses it checks.
/// </summary>
/// <remarks>
/// The derivative of an affine residual is constant: with dual numbers over the rationals one evaluation gives the system a δ = -r. The shortest solution in doubles is rounded to a grid, and what that leaves of the residual is taken
/// by few unknowns exactly, so that numbers stay short.
/// </remarks>
internal sealed class EquationSolver
{
    private const int MostEquations = 96;
    private const int MostProducts = 1600;
    private const int MostProjections = 24;
    private const long Grid = 64;
    private const double AtAnEnd = 1e-6;
    private const double Near = 1e-9;

    private readonly List<(Symbol Symbol, Term Domain)> movable;
    private readonly List<(Term Formula, List<int> Concerned)> groups;
    private readonly ClosedEvaluation evaluation;
    private readonly Func<Symbol, Instance, bool> liesInDomain;

    /// <param name="movable">The symbols that may change, with their domains in force.</param>
    /// <param name="restrictions">The assumptions.</param>
    /// <param name="liesInDomain">Whether a symbol's value lies in its domain.</param>
    /// <param name="evaluation">Evaluates sizes and values.</param>
    public EquationSolver(List<(Symbol Symbol, Term Domain)> movable, IEnumerable<Term> restrictions, Func<Symbol, Instance, bool> liesInDomain, ClosedEvaluation evaluation)
    {
        (this.movable, this.liesInDomain, this.evaluation) = ([.. movable.Where(static m => m.Symbol.Type is TensorType { Kind: not NumberKind.Integer })], liesInDomain, evaluation);
        groups =
        [
            .. restrictions.SelectMany(Conjuncts).Where(IsEquation).Select(Explicit).OfType<Term>()
                .Select(f => (Formula: f, Concerned: Unfold.Definitions(f).FreeSymbols() is var free ? Enumerable.Range(0, this.movable.Count).Where(i => free.Contains(this.movable[i].Symbol)).ToList() : []))
                .Where(static g => g.Concerned.Count > 0).OrderBy(static g => g.Concerned.Count),
        ];
    }

    /// <summary>Whether there are equations that something can be solved for.</summary>
    public bool HasEquations => groups.Count > 0;

    /// <summary>A configuration that satisfies the equations as far as they could be solved; the same one where it does.</summary>
    /// <param name="start">The configuration.</param>
    /// <param name="turn">Which symbols are tried first.</param>
    /// <param name="isKept">Which entries stay; where that is said few others change, those that are not simple first. By default all change a little.</param>
    public Instance Solve(Instance start, int turn, Func<Symbol, int, bool>? isKept = null)
    {
        var instance = RationalDirections.Of(start, groups.SelectMany(g => g.Concerned).Distinct().Select(i => movable[i]), liesInDomain, evaluation);
        var done = new List<(List<Equation> Equations, List<int> Concerned)>();
        foreach (var (formula, concerned) in groups)
        {
            List<Equation> equations = [.. Equation.Of(formula, instance, evaluation)];
            if (equations.Count is > 0 and <= MostEquations && Solved(equations, concerned, done, instance, turn, isKept) is { } next)
            {
                instance = next;
                done.Add((equations, concerned));
            }
        }

        return instance;
    }

    // For one symbol, with what was solved before and mentions it; else for all of them.
    private Instance? Solved(List<Equation> equations, List<int> concerned, List<(List<Equation> Equations, List<int> Concerned)> done, Instance instance, int turn, Func<Symbol, int, bool>? isKept)
    {
        try
        {
            return Holds(equations, instance) ? instance
                : Enumerable.Range(0, concerned.Count).Select(k => concerned[(k + turn) % concerned.Count])
                    .Select(i => Solved([movable[i]], [.. done.Where(d => d.Concerned.Contains(i)).SelectMany(static d => d.Equations), .. equations], instance, isKept)).FirstOrDefault(static s => s is not null)
                ?? Solved([.. concerned.Select(i => movable[i])], [.. done.Where(d => d.Concerned.Intersect(concerned).Any()).SelectMany(static d => d.Equations), .. equations], instance, isKept);
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e))
        {
            return null;
        }
    }

    private bool Holds(IReadOnlyList<Equation> equations, Instance instance) =>
        ExactFor(equations, instance, []) is { } exact ? equations.SelectMany(e => e.Residuals(exact, Rational.One)).All(static r => r.IsZero)
            : equations.All(e => evaluation.TryDecide(new Comparison(e.Left, Relation.Equal, e.Right), e.Bound.Aggregate(instance, static (at, b) => at.With(b.Symbol, b.Value))) == Certainty.True);

    // The values of what equations mention, but for what is solved for; null where one is irrational.
    private Interpreter<Rational>? ExactFor(IReadOnlyList<Equation> equations, Instance instance, List<(Symbol Symbol, Term Domain)> but)
    {
        var mentioned = equations.SelectMany(static e => e.Left.FreeSymbols().Concat(e.Right.FreeSymbols())).ToHashSet();
        return evaluation.Exact(instance with { Values = instance.Values.RemoveRange(instance.Values.Where(v => v.Value is not Number && !mentioned.Contains(v.Key)).Select(static v => v.Key).Concat(but.Select(static b => b.Symbol))) });
    }

    private Instance? Solved(List<(Symbol Symbol, Term Domain)> symbols, List<Equation> equations, Instance instance, Func<Symbol, int, bool>? isKept)
    {
        if (Unknowns.Of(symbols, instance, isKept ?? (static (_, _) => false), evaluation) is not { } unknowns || ExactFor(equations, instance, symbols) is not { } exact)
        {
            return null;
        }

        var system = new Residuals(equations, unknowns, exact);
        var (values, slopes) = system.At(unknowns.Point);
        if (slopes.Count * unknowns.Point.Length > MostProducts || Linear(unknowns, values, slopes, isKept is not null) is not { } point)
        {
            return slopes.Count * unknowns.Point.Length <= MostProducts ? Curved(unknowns, system, unknowns.Point, values, slopes, equations, symbols, isKept is not null) : null;
        }

        return system.Values(point).All(static r => r.IsZero) ? Member(unknowns, point, equations, symbols) : Curved(unknowns, system, point, values, slopes, equations, symbols, isKept is not null);
    }

    private Instance? Curved(Unknowns unknowns, Residuals system, Rational[] near, IReadOnlyList<Rational> values, IReadOnlyList<Rational[]> slopes, List<Equation> equations, List<(Symbol Symbol, Term Domain)> symbols, bool isSparse)
    {
        // Those with one slope everywhere are linear.
        var elsewhere = system.At([.. near.Select(static (x, i) => x + 1 + new Rational(i, 7))]).Slopes;
        List<int> curved = [.. Enumerable.Range(0, slopes.Count).Where(i => !slopes[i].AsSpan().SequenceEqual(elsewhere[i]))];
        List<int> linear = [.. Enumerable.Range(0, slopes.Count).Except(curved)];
        if (curved.Count == 0 || Linear(unknowns, [.. linear.Select(i => values[i])], [.. linear.Select(i => slopes[i])], isSparse) is not { } point)
        {
            return null;
        }

        var steps = new QuadraticStep(system, [.. linear.Select(i => slopes[i])]);
        foreach (var equation in curved)
        {
            if (steps.Solve(equation, point) is not { } next)
            {
                // On a sphere about 0 a point may have a length that is no fraction.
                return unknowns.Normalised(point) is { } normalised && Holds(equations, normalised) && symbols.TrueForAll(x => liesInDomain(x.Symbol, normalised)) ? normalised : null;
            }

            point = next;
        }

        return system.Values(point).All(static r => r.IsZero) ? Member(unknowns, point, equations, symbols) : null;
    }

    // A direction may leave the equations when it is divided by its length.
    private Instance? Member(Unknowns unknowns, Rational[] point, List<Equation> equations, List<(Symbol Symbol, Term Domain)> symbols) =>
        unknowns.At(point) is var candidate && symbols.TrueForAll(s => liesInDomain(s.Symbol, candidate)) && (!unknowns.AreDirections || Holds(equations, candidate)) ? candidate : null;

    // x with r + a (x - start) = 0, near the start and in the domains where that can be had.
    private static Rational[]? Linear(Unknowns unknowns, IReadOnlyList<Rational> values, IReadOnlyList<Rational[]> slopes, bool isSparse)
    {
        var start = unknowns.Point;
        if (slopes.Count == 0)
        {
            return start;
        }

        if (isSparse)
        {
            return LinearSystem.Solve(slopes, [.. values.Select(static v => -v)], [.. start.Select(static x => (double)(1 + SimplerNumbers.Weight(x)))]) is { } change ? [.. start.Zip(change, static (x, d) => x + d)] : null;
        }

        var (from, rows) = (start.Select(static x => x.ToDouble()).ToArray(), slopes.Select(static row => row.Select(static x => x.ToDouble()).ToArray()).ToList());
        var (point, ends) = ((double[])from.Clone(), new bool[from.Length]);
        for (var round = 0; round < MostProjections; round++)
        {
            var right = rows.Select((row, i) => -values[i].ToDouble() - row.Zip(point.Zip(from, static (x, y) => x - y), static (a, x) => a * x).Sum()).ToArray();
            var step = LinearSystem.Shortest(rows, right, point.Length);
            if (!step.All(double.IsFinite))
            {
                point = (double[])from.Clone();
                break;
            }

            for (var k = 0; k < point.Length; k++)
            {
                point[k] += step[k];
            }

            var moved = unknowns.Project(point);
            ends = [.. ends.Zip(moved, static (a, b) => a || b)];
            if (step.All(static s => Math.Abs(s) < Near) || !moved.Contains(true))
            {
                break;
            }
        }

        var rounded = start.Select((x, k) => Math.Abs(point[k] - from[k]) < Near || Math.Abs(point[k]) > 1e12 ? x : new Rational((System.Numerics.BigInteger)Math.Round(point[k] * Grid), Grid)).ToArray();
        var left = values.Select((value, i) => -slopes[i].Select((a, k) => a * (rounded[k] - start[k])).Aggregate(value, static (sum, x) => sum + x)).ToArray();
        return LinearSystem.Solve(slopes, left, [.. ends.Select(static e => e ? AtAnEnd : 1)]) is { } rest ? [.. rounded.Zip(rest, static (x, d) => x + d)] : null;
    }

    private Term? Explicit(Term formula)
    {
        try
        {
            return IndexForm.HasCalculus(formula) ? InequalityChecker.Evaluable(formula, Instance.Empty) : formula;
        }
        catch (NoClosedFormException)
        {
            return null;
        }
    }

    private static IEnumerable<Term> Conjuncts(Term formula) => formula is Connective { Kind: ConnectiveKind.And } and ? and.Children.SelectMany(Conjuncts) : [formula];

    private static bool IsEquation(Term formula) => formula switch
    {
        Quantified { Kind: QuantifierKind.ForAll } all => IsEquation(all.Body),
        Comparison chain => chain.Relations.All(static r => r == Relation.Equal) && chain.Children.All(static c => c.Type is TensorType),
        _ => false,
    };
}
