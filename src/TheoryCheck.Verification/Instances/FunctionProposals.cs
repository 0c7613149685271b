using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances.Functions;

namespace TheoryCheck.Verification.Instances;

/// <summary>
/// Proposes concrete functions for function-valued givens: real functions of a <see cref="FunctionFamily"/>, and, for vector values, such a
/// function in each coordinate; functions of laws are <see cref="LawFunctionals"/>. Properties that conditions name hold by construction; what else they say is decided for the proposal.
/// </summary>
internal sealed class FunctionProposals(UniformSource source, Func<Term, Instance, Rational?> evaluate, Func<Term, Instance, Certainty> decide)
{
    private const int MostCoordinates = 64;
    private const int Tries = 4;

    // Of an infinite sequence only a beginning matters to a proposal.
    private const int CoordinatesOfSequences = 3;

    private readonly Dictionary<Symbol, Sequence<Binder>> known = [];

    /// <summary>A function with the properties that conditions name, or null when none was found.</summary>
    /// <param name="symbol">The function.</param>
    /// <param name="type">Its type.</param>
    /// <param name="conditions">What is asked of it.</param>
    /// <param name="instance">What is already bound.</param>
    public Term? Propose(Symbol symbol, FunctionType type, IReadOnlyList<Term> conditions, Instance instance)
    {
        if (type.Result is MeasureType)
        {
            return NormalGeodesics.Of(type, conditions, instance);
        }

        var (properties, others) = (new List<(string Name, Rational? Bound)>(), new List<Term>());
        if (!conditions.All(c => Read(c, instance, properties, others)) || type.Result is not TensorType { Axes.Count: <= 1 } result)
        {
            return null;
        }

        var parameters = Parameters(symbol, type);
        if (parameters is [{ Symbol: { Type: MeasureType { Point: var space } } law }] && result.IsScalar)
        {
            var point = new Symbol("u", SymbolRole.Bound, default) { Type = space };
            return Coordinates(point, instance) is { } places && others.Count == 0 && LawFunctionals.Of(law, point, new FunctionWish([.. places], properties, [], source), Member) is { } functional
                ? new Lambda(parameters, type, functional)
                : null;
        }

        if (Numbers(parameters, instance) is not { } coordinates || Size(result, instance) is not { } size)
        {
            return null;
        }

        var wish = new FunctionWish(coordinates, properties, Centres(instance, coordinates.Count), source);
        for (var attempt = 0; attempt < (others.Count > 0 ? Tries : 1) && coordinates.Count > 0; attempt++)
        {
            var items = Enumerable.Range(0, size).Select(_ => Member(wish)).ToList();
            if (items.Exists(i => i is null))
            {
                return null;
            }

            var proposal = Function(parameters, type, result, items);
            if (others.TrueForAll(o => decide(o, instance.With(symbol, proposal)) == Certainty.True))
            {
                return proposal;
            }
        }

        return null;
    }

    /// <summary>Functions with the properties that conditions name, the simplest first.</summary>
    /// <param name="symbol">The function.</param>
    /// <param name="type">Its type.</param>
    /// <param name="conditions">What is asked of it.</param>
    /// <param name="instance">What is already bound.</param>
    public IEnumerable<Term> Simple(Symbol symbol, FunctionType type, IReadOnlyList<Term> conditions, Instance instance)
    {
        var (properties, others) = (new List<(string Name, Rational? Bound)>(), new List<Term>());
        if (type.Result is not TensorType { Axes.Count: <= 1 } result || !conditions.All(c => Read(c, instance, properties, others)) || Parameters(symbol, type) is var parameters
            && (Numbers(parameters, instance) is not { Count: > 0 } coordinates || Size(result, instance) is not { } size))
        {
            return [];
        }

        // The members of a vector are of its coordinates in turn.
        var members = Enumerable.Range(0, size).Select(i => new FunctionWish([.. coordinates.Skip(i % coordinates.Count), .. coordinates.Take(i % coordinates.Count)], properties, [], source))
            .Select(wish => Catalogue<FunctionFamily>.Members.SelectMany(f => f.Simple(wish)).OrderBy(Weight).ToList()).ToList();
        return Enumerable.Range(0, members.Count > 0 ? members.Min(m => m.Count) : 0).Select(k => (Term)Function(parameters, type, result, [.. members.Select(m => m[k])]))
            .Where(p => others.TrueForAll(o => decide(o, instance.With(symbol, p)) == Certainty.True));
    }

    // Powers are simpler than functions of other kinds, the lower the simpler.
    private static Rational Weight(Term member) => Tree.Of(member).Aggregate(Rational.Zero, static (sum, t) => sum + (t switch { Call => 8, Number { Value: var number } => number.Sign < 0 ? -number : number, _ => 1 }));

    private static Lambda Function(Sequence<Binder> parameters, FunctionType type, TensorType result, List<Term?> items) =>
        new(parameters, type, result.IsScalar ? items[0]! : new Collection(CollectionKind.List, result, Sequence.Create<Term>([.. items.Select(i => i!)])));

    // One set of parameters for each function, with the names that it was declared with, so that equal proposals are equal terms.
    private Sequence<Binder> Parameters(Symbol symbol, FunctionType type)
    {
        if (!known.TryGetValue(symbol, out var parameters))
        {
            parameters = type.Parameters.Map((p, i) => new Binder(new Symbol(symbol.Parameters.Count == type.Parameters.Count ? symbol.Parameters[i].Symbol.Name : $"t{i}", SymbolRole.Bound, default) { Type = p }, null));
            known.Add(symbol, parameters);
        }

        return parameters;
    }

    private List<Term>? Numbers(Sequence<Binder> parameters, Instance instance)
    {
        var coordinates = new List<Term>();
        foreach (var binder in parameters)
        {
            if (Coordinates(binder.Symbol, instance) is not { } own)
            {
                return null;
            }

            coordinates.AddRange(own);
        }

        return coordinates;
    }

    private int? Size(TensorType result, Instance instance) => result.IsScalar ? 1
        : evaluate(result.Axes[0].Length, instance) is { IsInteger: true } length && length <= MostCoordinates ? (int)length.Numerator : null;

    // Vectors among the values, where a claim may want an optimum to be.
    private static List<IReadOnlyList<Rational>> Centres(Instance instance, int length) =>
    [
        .. instance.Listing.Select(v => v.Value).OfType<Collection>()
            .Where(c => c.Kind == CollectionKind.List && c.Children.Count == length && c.Children.All(e => e is Number))
            .Select(c => c.Children.Select(e => ((Number)e).Value).ToList()),
    ];

    private Term? Member(FunctionWish wish)
    {
        var members = Catalogue<FunctionFamily>.Members.Select(f => (f.Weight, Value: f.Propose(wish))).Where(m => m.Value is not null).ToList();
        var at = members.Count > 1 ? source.NextUniform() * members.Sum(m => m.Weight) : 0;
        foreach (var (weight, value) in members)
        {
            at -= weight;
            if (at < 0)
            {
                return value;
            }
        }

        return members.Count > 0 ? members[^1].Value : null;
    }

    private IEnumerable<Term>? Coordinates(Symbol parameter, Instance instance)
    {
        switch (parameter.Type)
        {
            case TensorType { Axes.Count: 0 }:
                return [Build.Ref(parameter)];
            case TensorType { Axes: [{ Length: Constant } axis] }:
                return evaluate(axis.Lower, instance) is { } first ? Enumerable.Range(0, CoordinatesOfSequences).Select(i => Build.At(Build.Ref(parameter), Build.Num(first + i))) : null;
            case TensorType { Axes: [var axis] } when evaluate(axis.Length, instance) is { IsInteger: true } length && length <= MostCoordinates:
                return Enumerable.Range(0, (int)length.Numerator).Select(i => Build.At(Build.Ref(parameter), Build.Num(i)));
            default:
                return null;
        }
    }

    // Splits a restriction into properties of the function by name and statements to decide; false when a bound is not known yet.
    private bool Read(Term formula, Instance instance, List<(string Name, Rational? Bound)> properties, List<Term> others)
    {
        switch (formula)
        {
            case Connective { Kind: ConnectiveKind.And } and:
                return and.Children.All(child => Read(child, instance, properties, others));
            case Quantified { Kind: QuantifierKind.Exists, Binders: [{ Symbol: var constant }], Body: Quantified { Kind: QuantifierKind.ForAll, Binders: [{ Symbol: var point }], Body: Comparison slope } } when IsSlope(slope, point, constant):
                properties.Add(("lipschitz", null));
                return true;
            case Quantified { Kind: QuantifierKind.ForAll } all:
                return Read(all.Body, instance, properties, others);
            case Call { Operation: Predicate predicate, Arguments: [_] }:
                properties.Add((predicate.Name, null));
                return true;
            case Call { Operation: Predicate predicate, Arguments: [_, { Type: TensorType { Axes.IsEmpty: true } } modulus] }:
                properties.Add((predicate.Name, evaluate(modulus, instance)));
                return properties[^1].Bound is not null;
            case Comparison { Relations: [Relation.LessOrEqual or Relation.Less], Children: [Call { Operation: Functional bounded, Arguments: [_] }, var limit] } comparison:
                if (Constant.InfiniteSign(limit) == 1)
                {
                    properties.Add((bounded.Name, null));
                    return true;
                }

                var bound = evaluate(limit, instance);
                properties.Add((bounded.Name, comparison.Relations[0] == Relation.Less ? bound / 2 : bound));
                return bound is not null;
            default:
                others.Add(formula);
                return true;
        }
    }

    // |grad f(u)| <= B at all points u: f is Lipschitz with constant B.
    private static bool IsSlope(Comparison slope, Symbol point, Symbol constant) => slope is
    {
        Relations: [Relation.LessOrEqual],
        Children: [Call { Operation: Symbolics.Tensors.Norm, Arguments: [Call { Operation: Symbolics.Calculus.Grad, Arguments: [Apply { Arguments: [Reference { Symbol: var at }] }, Reference { Symbol: var along }] }] }, Reference { Symbol: var bound }],
    } && ReferenceEquals(at, point) && ReferenceEquals(along, point) && ReferenceEquals(bound, constant);
}
