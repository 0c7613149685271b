using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Statements;

/// <summary>What is said of all vectors of a sphere, or all measures on it, at once: suprema and least values.</summary>
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
        return binding.Form.Name == "argmin" ? new Value.Minimisers(Problem(evaluator, binding, scope)) : new Value.Number(
            binding.Form.Name == "inf" ? Least(evaluator, Problem(evaluator, binding, scope))
            : Over("sphere", evaluator, binding, scope, (jets, value, d) => Root(SphereSupremum.Square(Ridges(jets, value, d)))));
    }

    /// <summary>What the measures that are proposed as minimisers prove of the least value.</summary>
    public static Enclosure Least(Evaluator evaluator, MeasureProblem problem)
    {
        var bounds = evaluator.Optima.Select(problem.Bounds).ToList();
        return bounds.Count > 0 ? new(bounds.Max(b => b.Lower), bounds.Min(b => b.Upper)) : throw new NotShownException("no atoms are listed for an optimum");
    }

    /// <summary>The problem over the measures on a sphere that an infimum, or a set of minimisers, states.</summary>
    public static MeasureProblem Problem(Evaluator evaluator, Binding binding, Scope scope) =>
        Over("measures", evaluator, binding, scope, (jets, value, d) => new MeasureProblem(evaluator.Reals, jets, value, d));

    /// <summary>The c and x of Σ c relu(⟨x, θ⟩) with θ of d coordinates.</summary>
    public static IEnumerable<Ridge> Ridges(Jets jets, Jet value, int d) => jets.Said(value).Select(said =>
    {
        var x = said.Part.Left;
        Require(said.Part.Shape == "relu" && value[0] == 0 && x.Terms.Where((t, k) => k == 0 || k > d).All(t => t == 0), "only sums of relu are read here");
        return new Ridge(said.Factor, [.. Enumerable.Range(1, d).Select(k => x[k].Exact)]);
    });

    // What a function of all points of the sphere, or of all measures on it, consists of; the first parts are the coordinates of a point.
    private static T Over<T>(string set, Evaluator evaluator, Binding binding, Scope scope, Func<Jets, Jet, int, T> read)
    {
        Require(binding.Binders is [{ Where: null }], "one vector or measure, without a condition, is read here");
        var (symbol, jets) = (binding.Binders[0].Symbol, evaluator.Jets);
        var domain = binding.Binders[0].RangesOver as Call;
        var sphere = domain is { Operation.Name: "measures", Arguments: [Call of] } ? of : domain;
        var isRead = domain?.Operation.Name == set && sphere is { Operation.Name: "sphere", Arguments.Count: 1 };
        var d = isRead ? (int)evaluator.Integer(sphere!.Arguments[0], scope) : throw new NotShownException($"this is no optimum over the {set}");
        return evaluator.Jets.While(Motion.Unvalued, scope, still =>
        {
            var point = new Value.Tensor([d], [.. Enumerable.Range(0, d).Select(_ => jets.Say("coordinate", 0, 0))]);
            return read(jets, evaluator.Number(binding.Body, still.With(symbol, point)), d);
        });
    }
}
