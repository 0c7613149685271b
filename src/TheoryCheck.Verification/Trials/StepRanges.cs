using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Trials;

/// <summary>Which steps of a run, or times of a flow, a quantifier speaks of. A run has all from 0 on, so that the others are left out by a condition.</summary>
internal static class StepRanges
{
    /// <summary>The formula with conditions in the place of the domains of steps.</summary>
    public static Term AsConditions(Term formula)
    {
        var inside = formula.Children.IsEmpty ? formula : formula.With(formula.Children.Map(AsConditions));
        return inside is Quantified { Kind: QuantifierKind.ForAll or QuantifierKind.Exists } quantified && quantified.Binders.Any(static b => IsOfSome(b))
            ? new Quantified(quantified.Kind, quantified.Binders.Map(static b => IsOfSome(b) ? b with { Domain = null, Where = Condition(b) } : b), quantified.Body, quantified.IsImplied)
            : inside;
    }

    /// <summary>What a step, or time, of a run fulfils that a binder speaks of; null where it speaks of all.</summary>
    public static Term? Condition(Binder clock)
    {
        var (at, isOfSteps) = (Build.Ref(clock.Symbol), clock.Symbol.Evolution is { IsFlow: false });
        Term? within = clock.Domain switch
        {
            null or Call { Operation: Reals } => null,
            Call { Operation: Naturals or Integers } when isOfSteps => null,
            IndexRange range when isOfSteps => All(new RealInterval(range.Lower, range.Upper, lowerOpen: false, upperOpen: false).Bounds(at)),
            RealInterval interval => All(interval.Bounds(at)),
            Collection { Kind: CollectionKind.Set, Children: var listed } => new Connective(ConnectiveKind.Or, listed.Map<Term>(step => new Comparison(at, Relation.Equal, step))),
            { } set => new Membership(at, set, isSubset: false),
        };
        return And(within, clock.Where);
    }

    /// <summary>The last step, or time, that a run has to reach for the binder: its end; past a first step without an end, as far again.</summary>
    public static Term? Reach(Binder clock) => clock.Domain is IndexRange or RealInterval && clock.Domain.Children is [var lower, var upper] ? (Constant.InfiniteSign(upper) == 1 ? Build.Multiply(Build.Num(2), lower) : upper) : null;

    /// <summary>The greatest step of a recursion that a binder may speak of; null where nothing known bounds them.</summary>
    /// <param name="clock">The binder.</param>
    /// <param name="value">The value of a number, or null.</param>
    public static Rational? Last(Binder clock, Func<Term, Rational?> value) => clock.Symbol.Evolution is { IsFlow: false }
        ? End(clock, value, static (relation, end) => relation == Relation.Less ? -Rational.Floor(-end) - Rational.One : Rational.Floor(end))
        : null;

    /// <summary>An end of the times of a flow that a binder may speak of, which need not be one of them; null where nothing known bounds them.</summary>
    /// <inheritdoc cref="Last" path="/param"/>
    public static Rational? Until(Binder clock, Func<Term, Rational?> value) => clock.Symbol.Evolution is { IsFlow: true } ? End(clock, value, static (_, end) => end) : null;

    private static Rational? End(Binder clock, Func<Term, Rational?> value, Func<Relation, Rational, Rational> last)
    {
        return Condition(clock) is { } condition ? Of(condition) : null;

        Rational? Of(Term formula) => formula switch
        {
            Connective { Kind: ConnectiveKind.And, Children: var all } => all.Select(Of).Min(),
            Connective { Kind: ConnectiveKind.Or, Children: var any } when any.Select(Of).ToList() is var ends => ends.Contains(null) ? null : ends.Max(),
            Comparison chain => chain.Relations.Select((relation, i) => IsClock(chain.Children[i]) ? End(relation, chain.Children[i + 1]) : IsClock(chain.Children[i + 1]) ? End(relation.Turned(), chain.Children[i]) : null).Min(),
            _ => null,
        };

        Rational? End(Relation relation, Term bound) => relation is Relation.LessOrEqual or Relation.Equal or Relation.Less && value(bound) is { } end ? last(relation, end) : null;

        bool IsClock(Term term) => term is Reference { Symbol: var symbol } && symbol == clock.Symbol;
    }

    private static bool IsOfSome(Binder binder) => binder is { Symbol.Role: SymbolRole.Clock, Domain: not null };

    // Of what begins at 0 nothing is left out.
    private static Term? All(IEnumerable<Comparison> bounds) => bounds.Where(static b => !b.IsNonnegativity).Aggregate((Term?)null, And);

    private static Term? And(Term? left, Term? right) => left is null ? right : right is null ? left : new Connective(ConnectiveKind.And, [left, right]);
}
