using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Line;

/// <summary>
/// An interval of the line, through which a number runs that may be written in terms of one with rational ends: [a, b] is a + (b - a) s for s in [0, 1] where a or b is irrational, and
/// [a, ∞) is a + s for s in [0, ∞).
/// </summary>
/// <param name="Domain">What s runs through.</param>
/// <param name="Symbol">s; the number itself where the ends are rational.</param>
/// <param name="Number">The number in terms of s.</param>
internal sealed record LineChart(LineDomain Domain, Symbol Symbol, Term Number)
{
    private static readonly Number[] Unit = [Symbolics.Terms.Number.Zero, Symbolics.Terms.Number.One];

    /// <summary>The chart of what a binder's number runs through; null where that is no interval, or one whose ends are not known.</summary>
    public static LineChart? Of(Interpreter<Rational> exact, Binder binder)
    {
        try
        {
            return LineDomain.Of(exact, binder) is { } domain ? new(domain, binder.Symbol, Build.Ref(binder.Symbol)) : null;
        }
        catch (NotRepresentableException) when (Unfold.Definitions(binder.RangesOver!) is RealInterval interval)
        {
            return Scaled(exact, interval, binder.Symbol);
        }
    }

    /// <summary>A function of the number as one of s.</summary>
    public Term Read(Symbol number, Term function) => ReferenceEquals(number, Symbol) ? function : function.Replace(number, Number);

    private static LineChart? Scaled(Interpreter<Rational> exact, RealInterval interval, Symbol number)
    {
        var (lower, upper) = (exact.Written(interval.Lower), exact.Written(interval.Upper));
        var (isEndlessBelow, isEndlessAbove) = (Constant.InfiniteSign(lower) == -1, Constant.InfiniteSign(upper) == 1);
        Term[] ends = [.. isEndlessBelow ? [] : new[] { lower }, .. isEndlessAbove ? [] : new[] { upper }];
        if (ends.Any(static end => end.FreeSymbols().Any()) || (ends is [var from, var to] && !LineDerivatives.IsAtLeastZero(Build.Subtract(to, from), isStrict: true)))
        {
            return null;
        }

        // Downwards from the only end there is.
        if (isEndlessBelow)
        {
            return Along(number, new(Rational.Zero, null, interval.UpperOpen, true), s => Build.Subtract(upper, s));
        }

        return isEndlessAbove
            ? Along(number, new(Rational.Zero, null, interval.LowerOpen, true), s => Build.Add(lower, s))
            : Along(number, new(Rational.Zero, Rational.One, interval.LowerOpen, interval.UpperOpen), s => Build.Add(lower, Build.Multiply(Build.Subtract(upper, lower), s)));
    }

    private static LineChart Along(Symbol number, LineDomain domain, Func<Term, Term> write)
    {
        var set = new RealInterval(Unit[0], domain.High is null ? Constant.Infinity : Unit[1], domain.IsLowOpen, domain.IsHighOpen);
        var parameter = new Symbol(number.Name, SymbolRole.Bound, default) { Type = TermType.Real, Domain = set };
        return new(domain, parameter, write(Build.Ref(parameter)));
    }
}
