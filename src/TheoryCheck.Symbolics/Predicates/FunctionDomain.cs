using TheoryCheck.Core;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>The domain of a function term, read off its head, for definitions that quantify over it.</summary>
internal static class FunctionDomain
{
    /// <summary>Fresh binders over the function's parameters, or null when the head is not known or a later domain mentions an earlier parameter.</summary>
    internal static Sequence<Binder>? Binders(Term function)
    {
        var parameters = Parameters(function);
        if (parameters is not { IsEmpty: false } found || found.Any(p => DomainOf(p) is null))
        {
            return null;
        }

        var symbols = found.Select(p => p.Symbol).ToHashSet();
        return found.Any(p => Parts(p).Any(part => Mentions(part, symbols)))
            ? null
            : found.Map(p => new Binder(
                new Symbol(p.Symbol.Name, SymbolRole.Bound, default) { Type = p.Symbol.Type, Indices = p.Symbol.Indices, Domain = p.Symbol.Domain },
                DomainOf(p)));
    }

    /// <summary>Fresh binders, but only when every parameter runs over a whole space of numbers, vectors or matrices (so that the domain is convex and a cone).</summary>
    internal static Sequence<Binder>? LinearBinders(Term function) =>
        Binders(function) is { } binders && binders.All(b => b.Domain is Call { Operation: Reals or VectorSpace or MatrixSpace }) ? binders : null;

    /// <summary>The function at the bound symbols.</summary>
    internal static Term Value(Term function, Sequence<Binder> binders) => Value(function, binders.Map<Term>(b => Build.Ref(b.Symbol)));

    /// <summary>The function at points.</summary>
    internal static Term Value(Term function, Sequence<Term> points) => new Apply(function, ((FunctionType)function.Type).Result, points);

    private static Sequence<Binder>? Parameters(Term function) => function switch
    {
        Reference { Symbol.Parameters: var parameters } => parameters,
        Lambda lambda => lambda.Binders,
        _ => null,
    };

    private static Term? DomainOf(Binder parameter) => parameter.Where is null ? parameter.RangesOver ?? Whole(parameter.Symbol.Type) : null;

    // Where no domain is written, as in t |-> t^2, it is all of the type.
    private static Term? Whole(TermType type) => type switch
    {
        TensorType { Kind: NumberKind.Real, Axes: [] } => Build.Call<Reals>(),
        TensorType { Kind: NumberKind.Real, Axes: [var axis] } => Build.Call<VectorSpace>(axis.Length),
        TensorType { Kind: NumberKind.Real, Axes: [var rows, var columns] } => Build.Call<MatrixSpace>(rows.Length, columns.Length),
        _ => null,
    };

    private static IEnumerable<Term> Parts(Binder parameter) =>
        parameter.Symbol.Indices.Select(i => i.Domain).Append(DomainOf(parameter)).OfType<Term>();

    private static bool Mentions(Term term, HashSet<Symbol> symbols) =>
        (term is Reference reference && symbols.Contains(reference.Symbol)) || term.Children.Any(child => Mentions(child, symbols));
}
