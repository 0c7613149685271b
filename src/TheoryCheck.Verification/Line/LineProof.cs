using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Line;

/// <summary>
/// Proves that a function of one number is not negative: at once where it is smooth, else between the places of its kinks, where each kink is written out for an argument above 0, below 0 and 0, as far as
/// its sign is not known there. At every number the function is one of these, so that it suffices that none is negative.
/// </summary>
/// <param name="function">The function, explicit.</param>
/// <param name="symbol">The number.</param>
/// <param name="isStrict">Whether it has to be positive.</param>
internal sealed class LineProof(Term function, Symbol symbol, bool isStrict)
{
    private const int MostKinks = 3;

    private static readonly (Relation Relation, Signs Sign)[] Cases = [(Relation.Greater, Signs.Positive), (Relation.Less, Signs.Negative), (Relation.Equal, Signs.Zero)];

    private readonly LineDerivatives whole = new(function, symbol);

    /// <summary>The number of pieces that were looked at.</summary>
    public int Pieces { get; private set; }

    /// <summary>Whether the proof succeeds on a domain, or at its integers; false says nothing.</summary>
    public bool Holds(LineDomain domain, bool isInteger)
    {
        if (Inequality(whole, domain, isInteger))
        {
            return true;
        }

        if (new LineDerivatives(function, symbol).Kinks is not { Count: > 0 and <= MostKinks } kinks || isInteger || !ExplicitForm.IsDefined(function, Facts.None))
        {
            return false;
        }

        Rational[] places = [.. kinks.Select(Place).OfType<Rational>().Where(p => p > (domain.Low ?? p - 1) && p < (domain.High ?? p + 1)).Distinct().Order()];
        Rational?[] ends = [domain.Low, .. places, domain.High];
        return ends.Where((end, i) => end is not null && !(i == 0 && domain.IsLowOpen) && !(i == ends.Length - 1 && domain.IsHighOpen)).All(point => Inequality(whole, new(point, point, false, false), false))
            && ends.Zip(ends.Skip(1)).All(segment => Between(segment.First, segment.Second, kinks));
    }

    private bool Inequality(LineDerivatives derivatives, LineDomain domain, bool isInteger)
    {
        var proof = new LineInequality(derivatives, domain, isStrict, isInteger);
        var holds = proof.Holds();
        Pieces += proof.Pieces;
        return holds;
    }

    // In an open interval without places of kinks.
    private bool Between(Rational? low, Rational? high, IReadOnlyList<Term> kinks)
    {
        var interval = new RealInterval(low is { } from ? new Number(from) : Build.Negate(Constant.Infinity), high is { } to ? new Number(to) : Constant.Infinity, lowerOpen: true, upperOpen: true);
        var number = new Symbol(symbol.Name, SymbolRole.Bound, default) { Type = TermType.Real, Domain = interval };
        return kinks.Select(k => k.Replace(symbol, Build.Ref(number))).Aggregate<Term, IEnumerable<Facts>>([Facts.None], WrittenOut).All(facts =>
        {
            var smooth = new LineDerivatives(Canonical.Normalize(function.Replace(symbol, Build.Ref(number)), facts), number);
            return smooth.Kinks.Count == 0 && Inequality(smooth, new(low, high, true, true), false);
        });
    }

    private static IEnumerable<Facts> WrittenOut(IEnumerable<Facts> known, Term kink) => known.SelectMany(facts =>
        Cases.Where(c => (ExplicitForm.SignOf(kink, facts) & c.Sign) != Signs.None).Select(c => facts.Assume(new Comparison(kink, c.Relation, Number.Zero))));

    // Where an affine function is 0; any place may be proposed.
    private Rational? Place(Term kink)
    {
        var vanishing = new LineDerivatives(kink, symbol);
        return vanishing.Over(0, Rational.Zero, Rational.Zero) is { } start && vanishing.Over(1, Rational.Zero, Rational.Zero) is { Midpoint.IsZero: false } slope
            && Rational.SimplestBetween((-start / slope).Lower, (-start / slope).Upper) is var place && vanishing.IsZero(0, place) ? place : null;
    }
}
