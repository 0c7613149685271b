using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Linear;

namespace TheoryCheck.Verification.Instances;

/// <summary>
/// The laws on listed points, or the couplings of two such laws, that satisfy conditions which are linear in the weights: a polytope. Its corners are where linear
/// functions of the weights are least; all other members are mixtures of corners.
/// </summary>
internal sealed class LawCorners
{
    /// <summary>At most how many points of a listed set are looked at together.</summary>
    internal const int MostListed = 32;

    private const int MostCorners = 3;

    private readonly Interpreter<Rational> exact;
    private readonly LinearStatement statement;

    private LawCorners(Interpreter<Rational> exact, LinearStatement statement) => (this.exact, this.statement) = (exact, statement);

    /// <summary>How many weights a member has.</summary>
    public int Size => statement.Size;

    /// <summary>The polytope; null where points are irrational, or a set is of another kind. Conditions that are not linear, or speak of what has no value yet, are left out.</summary>
    /// <param name="law">The symbol that conditions speak of.</param>
    /// <param name="domain"><c>probabilities({..})</c> or <c>couplings(mu, nu)</c>.</param>
    /// <param name="conditions">What is asked of the law.</param>
    /// <param name="instance">The values of the other symbols.</param>
    /// <param name="evaluation">Evaluates these.</param>
    public static LawCorners? Of(Symbol law, Term domain, IEnumerable<Term> conditions, Instance instance, ClosedEvaluation evaluation)
    {
        var known = instance with { Values = instance.Values.Remove(law) };
        var any = new Symbol(law.Name, SymbolRole.Bound, law.Span) { Type = law.Type, Domain = domain };
        if (evaluation.Exact(known) is not { } exact || LinearStatement.Of(exact, [new Binder(any, domain)]) is not { } statement)
        {
            return null;
        }

        foreach (var condition in conditions.Select(c => Unfold.Definitions(c)).Where(c => c.Mentions(law)).Select(c => c.Replace(new Dictionary<Symbol, Term> { [law] = Build.Ref(any) })))
        {
            _ = !evaluation.HasUnbound(condition, known) && statement.TryRestrict(condition);
        }

        return new(exact, statement);
    }

    /// <summary>The laws on listed points.</summary>
    /// <param name="law">The symbol that conditions speak of.</param>
    /// <param name="points">The points, at least one.</param>
    /// <param name="conditions">What is asked of the law.</param>
    /// <param name="instance">The values of the other symbols.</param>
    /// <param name="evaluation">Evaluates these.</param>
    public static LawCorners? On(Symbol law, IReadOnlyList<Term> points, IEnumerable<Term> conditions, Instance instance, ClosedEvaluation evaluation) =>
        Of(law, Build.Call<Probabilities>(new Collection(CollectionKind.Set, new SetType(points[0].Type), points.ToSequence())), conditions, instance, evaluation);

    /// <summary>Some corners of the polytope in which a law lies among the laws on its points, or on all of a listed set, or among the couplings; none where nothing but its set is known to bound it.</summary>
    /// <param name="symbol">The symbol of the law.</param>
    /// <param name="law">The law.</param>
    /// <param name="domain">The set it is from.</param>
    /// <param name="conditions">What is asked of it besides.</param>
    /// <param name="instance">The values of the other symbols.</param>
    /// <param name="evaluation">Evaluates these.</param>
    public static IReadOnlyList<WeightedAtoms> Around(Symbol symbol, WeightedAtoms law, Term domain, IReadOnlyList<Term> conditions, Instance instance, ClosedEvaluation evaluation)
    {
        var wishes = conditions.Where(c => Unfold.Definitions(c).Mentions(symbol)).ToList();
        var polytope = AtomicLaws.SetOf(domain) switch
        {
            { Operation: Couplings } couplings => Of(symbol, couplings, wishes, instance, evaluation),
            { Operation: not Symbolics.Sets.Measures } set when wishes.Count > 0 => On(symbol, evaluation.Elements(set.Arguments[0], instance, MostListed) ?? [.. law.Atoms.Select(static a => a.Point)], wishes, instance, evaluation),
            _ => null,
        };
        return polytope is null ? [] : [.. Enumerable.Range(0, Math.Min(MostCorners, polytope.Size)).SelectMany(k => new[] { 1, -1 }.Select(sign => polytope.Least(i => i == k ? sign : 0))).OfType<WeightedAtoms>().Where(c => c != law).Distinct()];
    }

    /// <summary>The corner at which Σ cₖ wₖ is least; null where no member satisfies the conditions, or none is known.</summary>
    /// <param name="cost">cₖ.</param>
    public WeightedAtoms? Least(Func<int, Rational> cost)
    {
        try
        {
            var (below, above) = EnclosedProgram.Solve(statement, statement.Combination(cost));
            return ReferenceEquals(below, above) && below?.Outcome?.Certificate is { Primal: var weights } && statement.Point(exact, weights) is Value<Rational>.Measure corner ? WeightedAtoms.Of(corner) : null;
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e))
        {
            return null;
        }
    }
}
