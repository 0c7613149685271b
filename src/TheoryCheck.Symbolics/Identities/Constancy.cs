using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivations;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Identities;

/// <summary>
/// Conserved quantities: an expression that is 0 at the start of a run, and that a step or the passing of time does not change, is 0 throughout.
/// </summary>
/// <remarks>
/// Of a recursion e(0) = 0 and e(k+1) - e(k) = 0, by induction. Of a flow e(0) = 0 and de/dt = c·e with a number c, where e has no kink and every state moves with its rate
/// as written, whatever that is at kinks of the rate: states are absolutely continuous, and so is e·exp(-c·t).
/// </remarks>
internal static class Constancy
{
    /// <summary>The rule; it leaves terms alone that are not proved to be conserved at 0.</summary>
    public static RewriteRule Rule { get; } = new(
        "conserved along the run",
        "the run exists",
        "0 at the start and never changed; induction, or the fundamental theorem of calculus",
        static (term, facts) => IsConserved(term, facts) ? new Derivations.Rewriting(Number.Zero, ["it is 0 at the start", "no step and no time changes it"], []) : new Derivations.Rewriting(term, [], []));

    /// <summary>
    /// What must agree if two sides in index form do along a flow, free of its time: their values at the start, and their rates of change there where these have a closed form.
    /// </summary>
    public static IEnumerable<(string Of, Term Left, Term Right)> AtStart(Term left, Term right, Facts facts)
    {
        if (ClockOf(Build.Subtract(left, right)) is not { Evolution.IsFlow: true } clock || facts.SayOf(clock))
        {
            yield break;
        }

        yield return ("the sides at the start", left.Replace(clock, Number.Zero), right.Replace(clock, Number.Zero));
        if (Known(left) is { } one && Known(right) is { } other)
        {
            yield return ("the rates of change of the sides at the start", one, other);
        }

        Term? Known(Term side)
        {
            try
            {
                return Change(side, clock, facts).Replace(clock, Number.Zero);
            }
            catch (NoClosedFormException)
            {
                return null;
            }
        }
    }

    private static bool IsConserved(Term term, Facts facts)
    {
        try
        {
            // From the start on, also where the claim is of later steps only.
            return ClockOf(term) is { } clock && facts.Without(clock) is var always && Vanishes(term.Replace(clock, Number.Zero), always)
                && Change(term, clock, always) is var change && (Vanishes(change, always) || (clock.Evolution!.IsFlow && IsMultiple(change, term, clock, always)));
        }
        catch (NoClosedFormException)
        {
            return false;
        }
    }

    // By how much a state grows is a guess at the multiple; that it is free of the run, and right, is not.
    private static bool IsMultiple(Term change, Term term, Symbol clock, Facts facts) => Tree.Of(term)
        .Where(t => t.Type.IsScalar && t is AtStep { Series: Reference { Symbol.Role: SymbolRole.State } } or Element { Tensor: AtStep { Series: Reference { Symbol.Role: SymbolRole.State } } }).Distinct().ToList()
        .Exists(state => Build.Divide(Change(state, clock, facts), state) is var quotient && Equality.Reduce(quotient, facts).Last(quotient) is var factor
            && factor.ReachedSymbols().All(static s => s.Role is SymbolRole.Given or SymbolRole.Sweep) && Vanishes(Build.Subtract(change, Build.Multiply(factor, term)), facts));

    private static Symbol? ClockOf(Term term) =>
        term.ReachedSymbols().Where(s => s.Role == SymbolRole.Clock).Distinct().ToList() is [{ Evolution: not null } clock] ? clock : null;

    private static Term Change(Term term, Symbol clock, Facts facts)
    {
        if (!clock.Evolution!.IsFlow)
        {
            return Build.Subtract(term.Replace(clock, Build.Add(Build.Ref(clock), Number.One)), term);
        }

        // In canonical form the square of a norm has no kink.
        var canonical = Canonical.Trace(IndexForm.Of(term), facts);
        var slope = Differentiation.Along(canonical.Value, new Binder(clock, null));
        return canonical.Nonzero.IsEmpty && slope.Kinks.IsEmpty && slope.Conditions.IsEmpty ? slope.Value
            : throw new NoClosedFormException("the rate of change of an expression with kinks or cancelled denominators");
    }

    private static bool Vanishes(Term term, Facts facts)
    {
        var derivation = Equality.Reduce(term, facts);
        return Tidy.IsZero(derivation.Last(term)) && derivation.Restrictions.IsEmpty;
    }
}
