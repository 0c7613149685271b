using System.Collections.Frozen;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances;

/// <summary>
/// Proposes concrete functions for function-valued givens: real ridge functions g(c₀ + Σ cᵢ tᵢ) with a profile g from a
/// short list, and, for vector values, such a function in each coordinate. A profile is used only if it is known to have
/// every property that the given's restriction names.
/// </summary>
internal sealed class FunctionProposals(UniformSource source)
{
    private static readonly Profile[] Profiles =
    [
        new("t^2/2", ["smooth", "continuous", "differentiable", "convex", "lipschitz_grad"], t => Build.Divide(Build.Power(t, Build.Num(2)), Build.Num(2))),
        new("t", ["smooth", "continuous", "differentiable", "convex", "lipschitz", "lipschitz_grad", "homogeneous"], t => t),
        new("tanh", ["smooth", "continuous", "differentiable", "bounded", "lipschitz", "lipschitz_grad"], t => Apply("tanh", t)),
        new("sin", ["smooth", "continuous", "differentiable", "bounded", "lipschitz", "lipschitz_grad"], t => Apply("sin", t)),
        new("sigmoid", ["smooth", "continuous", "differentiable", "bounded", "lipschitz", "lipschitz_grad"], t => Apply("sigmoid", t)),
        new("t^3", ["smooth", "continuous", "differentiable", "homogeneous"], t => Build.Power(t, Build.Num(3))),
        new("t^4", ["smooth", "continuous", "differentiable", "convex"], t => Build.Power(t, Build.Num(4))),
        new("abs", ["continuous", "convex", "lipschitz"], t => Apply("abs", t)),
        new("relu", ["continuous", "convex", "lipschitz", "homogeneous"], t => Apply("relu", t)),
    ];

    /// <summary>A function of the given type with the named properties, or null when none of the profiles has them all.</summary>
    public Term? Propose(FunctionType type, Term? restriction, Instance instance, Func<Term, Instance, Rational?> evaluate)
    {
        if ((restriction is null ? [] : PropertiesOf(restriction, instance, evaluate)) is not { } named)
        {
            return null;
        }

        var wanted = named.ToFrozenSet(StringComparer.Ordinal);
        var contract = wanted.Any(w => w.StartsWith("lipschitz", StringComparison.Ordinal));
        var fitting = Profiles.Where(p => wanted.All(p.Properties.Contains)).ToArray();
        if (fitting.Length == 0 || type.Result is not TensorType result || result.Axes.Count > 1)
        {
            return null;
        }

        var parameters = type.Parameters.Map((p, i) => new Binder(new Symbol($"t{i}", SymbolRole.Bound, default) { Type = p }, null));
        var arguments = new List<Term>();
        foreach (var binder in parameters)
        {
            switch (binder.Symbol.Type)
            {
                case TensorType { Axes.Count: 0 }:
                    arguments.Add(Build.Ref(binder.Symbol));
                    break;
                case TensorType { Axes: [var axis] } when evaluate(axis.Length, instance) is { IsInteger: true } length && length <= 64:
                    for (var c = 0; c < (int)length.Numerator; c++)
                    {
                        arguments.Add(Build.At(Build.Ref(binder.Symbol), Build.Num(c)));
                    }

                    break;
                default:
                    return null;
            }
        }

        if (result.IsScalar)
        {
            return new Lambda(parameters, type, Ridge(fitting, arguments, contract));
        }

        if (evaluate(result.Axes[0].Length, instance) is not { IsInteger: true } size || size > 64)
        {
            return null;
        }

        Term[] items = [.. Enumerable.Range(0, (int)size.Numerator).Select(_ => Ridge(fitting, arguments, contract))];
        return new Lambda(parameters, type, new Collection(CollectionKind.List, result, Sequence.Create<Term>(items)));
    }

    // The properties a restriction names; null as soon as it says something this list of shapes does not cover, for a
    // proposal outside the restriction would be no counterexample.
    private static IEnumerable<string>? PropertiesOf(Term formula, Instance instance, Func<Term, Instance, Rational?> evaluate) => formula switch
    {
        Connective { Kind: ConnectiveKind.And } and => and.Children
            .Select(child => PropertiesOf(child, instance, evaluate))
            .Aggregate((IEnumerable<string>?)[], (all, one) => all is null || one is null ? null : all.Concat(one)),
        Quantified { Kind: QuantifierKind.ForAll } all => PropertiesOf(all.Body, instance, evaluate),
        Call { Operation: Predicate predicate } => [predicate.Name],
        Comparison { Relations: [Relation.LessOrEqual], Children: [Call { Operation: Functional bounded }, var limit] }
            when evaluate(limit, instance) is { } value && value >= Rational.One => [bounded.Name],
        _ => null,
    };

    private static Term Apply(string function, Term argument) => Build.Call(OperationCatalogue.Find(function)!, argument);

    private Term Ridge(Profile[] fitting, List<Term> arguments, bool contract)
    {
        var profile = fitting[(int)(source.NextUniform() * fitting.Length)];
        var weights = arguments.Select(_ => new Rational((long)(source.NextUniform() * 9) - 4, 4)).ToArray();
        if (contract)
        {
            // With Σ|cᵢ| ≤ 1 the ridge inherits the profile's bounds (at most 1) on slope and curvature, in every norm ≥ the supremum norm's dual.
            var total = weights.Aggregate(Rational.Zero, (sum, w) => sum + (w.Sign < 0 ? -w : w));
            weights = [.. weights.Select(w => total > Rational.One ? w / total : w)];
        }

        var homogeneous = profile.Properties.Contains("homogeneous");
        var inner = arguments.Select((a, i) => Build.Multiply(Build.Num(weights[i]), a))
            .Append(Build.Num(homogeneous ? Rational.Zero : new Rational((long)(source.NextUniform() * 5) - 2, 4)))
            .ToArray();
        return profile.At(Build.Add(inner));
    }

    private sealed record Profile(string Name, string[] Properties, Func<Term, Term> At);
}
