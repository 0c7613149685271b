using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Statements;

/// <summary>What is said of all vectors, all points of a sphere, or all measures on it, at once: least and greatest values.</summary>
internal static class Unvalued
{
    /// <summary>The value of such an expression; any atoms prove bounds of a least value, so those count that prove most.</summary>
    public static Value Of(Evaluator evaluator, Binding binding, Scope scope)
    {
        if (binding is { Form.Name: "integral", Binders: [{ Domain: { Type: MeasureType } measure, Where: null } over] })
        {
            var (jets, value) = (evaluator.Jets, evaluator.Of(measure, scope));
            Jet At(Value point) => evaluator.Number(binding.Body, scope.With(over.Symbol, point));
            return new Value.Number(value is Value.Law law ? jets.Dot(law.Masses, [.. law.Points.Select(At)]) : jets.Say("integral", At(value), 0));
        }

        Enclosure Root(Rational square) => square.Sign < 0 ? -evaluator.Reals.Sqrt(-square) : evaluator.Reals.Sqrt(square);
        return !IsSphere(binding) ? Vectors(evaluator, binding, scope)
            : binding.Form.Name == "argmin" && Problem(evaluator, binding, scope) is var problem
                ? new Value.Set(evaluator.Optima.Exists(o => problem.Isolated(o.Atoms) is not null) ? Certainty.True : Certainty.Unknown, null)
            : new Value.Number(binding.Form.Name == "inf" ? Least(evaluator, Problem(evaluator, binding, scope))
            : binding.Form.Name == "sup" && Stated(evaluator, binding, scope) is var said ? Root(SphereSupremum.Square(said.Ridges(said.Objective)))
            : throw new NotShownException("this optimum over a sphere is not read"));
    }

    /// <summary>What the measures that are proposed as minimisers prove of the least value.</summary>
    public static Enclosure Least(Evaluator evaluator, MeasureProblem problem) => evaluator.Optima.ConvertAll(o => problem.Bounds(o.Atoms)) is { Count: > 0 }
        and var ends ? new(ends.Max(b => b.Lower), ends.Min(b => b.Upper)) : throw new NotShownException("no atoms are listed for an optimum");

    /// <summary>The problem over the measures on a sphere that an infimum, or a set of minimisers, states.</summary>
    public static MeasureProblem Problem(Evaluator evaluator, Binding binding, Scope scope) => new(evaluator.Reals, Stated(evaluator, binding, scope));

    // One point of a sphere, or one measure on it, without a condition.
    private static bool IsSphere(Binding binding) => binding.Binders is [{ Where: null, RangesOver: Call set }]
        && (set is { Operation.Name: "measures", Arguments: [Call of] } ? of : set) is { Operation.Name: "sphere", Arguments.Count: 1 };

    // The least or greatest value over vectors, or the set of points where it is attained.
    private static Value Vectors(Evaluator evaluator, Binding binding, Scope scope)
    {
        var sign = binding.Form.Name is "inf" or "argmin" ? 1 : -1;
        var problem = Stated(evaluator, binding, scope, sign);
        var shown = evaluator.Optima.Select(o => (o.Point, Found: problem.Minimum(evaluator.Reals, o.Point, o.Multipliers))).Where(o => o.Found is not null)
            .DistinctBy(o => string.Join(' ', o.Point)).ToList();
        Certainty IsSingle() => shown.Exists(o => o.Found!.Value.IsOnly()) ? Certainty.True : shown.Count > 1 ? Certainty.False : Certainty.Unknown;
        Require(binding.Binders.Count == 1 || binding.Form.Name is "inf" or "sup", "points of several vectors are not read");
        return shown.Count == 0 ? throw new NotShownException("no minimiser is listed for an optimum") { Wanted = problem }
            : binding.Form.Name is "inf" or "sup" ? new Value.Number(sign * shown[0].Found!.Value.Value)
            : new Value.Set(IsSingle(), Value.Of(evaluator.Sizes(binding.Binders[0].Symbol, scope), [.. shown[0].Point.Select(c => (Jet)c)]));
    }

    // What an objective, and the conditions on the symbols, consist of; the first parts are the coordinates of the vectors, or of a point of the sphere.
    private static VectorProblem Stated(Evaluator evaluator, Binding binding, Scope at, int sign = 1) => evaluator.Jets.While(Motion.Unvalued, at, still =>
    {
        var inner = binding.Binders.Aggregate(still, (s, b) => s.With(b.Symbol, evaluator.Free(b.Symbol, s, _ => evaluator.Jets.Say("coordinate", 0, 0))));
        Certainty Say((Jet Gap, Relation Relation) g) => CertaintyLogic.Of(!evaluator.Jets.Say(g.Relation.ToString(), g.Gap, 0).IsConstant);
        Certainty Holds(Relation relation, Value left, Value right) => CertaintyLogic.All(evaluator.Gaps(relation, left, right), Say);
        Certainty Said(Binder b) => b.RangesOver is RealInterval or Call { Operation.Name: "reals" or "positive" or "vector" or "matrix" or "simplex" }
            ? Domains.Admits(evaluator, b.Symbol, b.RangesOver, inner.Find(b.Symbol)!, inner, Holds)
                .And(CertaintyLogic.All(b.Conditions.SelectMany(c => evaluator.Gaps(c, inner)), Say))
            : throw new NotShownException("an optimum over another set is not read");
        Require(IsSphere(binding) || CertaintyLogic.All(binding.Binders, Said) == Certainty.True, "it is not known of which vectors an optimum is");
        var objective = evaluator.Jets.Multiply(sign, evaluator.Number(binding.Body, inner));
        Rational[] Form(Jet jet) => [.. jet.Terms.Select(t => t.Exact)];
        return new VectorProblem([.. evaluator.Jets.Parts.Select(p => new VectorPart(p.Shape, Form(p.Left), Form(p.Right)))], Form(objective));
    });
}
