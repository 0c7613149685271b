using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Trials;

/// <summary>
/// Reads a formula about continuous time on the grid t = m·h: records are indexed by the step m, every other mention of
/// the time is m·h, and a range [0, t] becomes the steps 0..m.
/// </summary>
internal static class FlowGrid
{
    /// <summary>The formula over grid steps.</summary>
    /// <param name="formula">The formula, its trajectories already records whose first index is a time.</param>
    /// <param name="clock">The time symbol.</param>
    /// <param name="length">The grid step h.</param>
    public static Term Apply(Term formula, Symbol clock, double length) => Visit(formula, clock, new Number(Rational.FromExact(length)));

    private static Term Visit(Term term, Symbol clock, Number length)
    {
        switch (term)
        {
            case Element { Tensor: Reference { Symbol: var record } } element when record.Name.StartsWith("record", StringComparison.Ordinal) && record.Role == SymbolRole.Bound:
                var indices = element.Indices.Map((index, position) => position == 0 ? Step(index, clock, length) : Visit(index, clock, length));
                return new Element(element.Tensor, element.Type, indices);
            case Binding { Binders: [{ Domain: RealInterval interval } binder] } binding when binding.Form.Name is "inf" or "sup" or "min" or "max":
                var grid = new Symbol(binder.Symbol.Name, SymbolRole.Bound, binder.Symbol.Span) { Type = TermType.Integer };
                var range = new IndexRange(Step(interval.Lower, clock, length), Step(interval.Upper, clock, length));
                var body = Symbolics.Rewriting.Substitution.Replace(Visit(binding.Body, clock, length), binder.Symbol, Build.Ref(grid));
                return new Binding(binding.Form, binding.Type, [], [new Binder(grid, range)], [body], null);
            case Reference { Symbol: var symbol } when ReferenceEquals(symbol, clock):
                return Build.Multiply(length, new Reference(symbol));
            case Quantified quantified:
                // The bound clock itself stays the step; its restriction and body read the time.
                var binders = quantified.Binders.Map(b => b with { Where = b.Where is null ? null : Visit(b.Where, clock, length) });
                return new Quantified(quantified.Kind, binders, Visit(quantified.Body, clock, length), quantified.IsImplied);
            default:
                return term.Children.IsEmpty ? term : term.With(term.Children.Map(c => Visit(c, clock, length)));
        }
    }

    // A time written as the clock, as a bound time, or as a number.
    private static Term Step(Term time, Symbol clock, Number length) => time switch
    {
        Reference => time,
        Number number when (number.Value / length.Value) is var steps => new Number(Rational.Floor(steps + new Rational(1, 2))),
        _ => throw new NotRepresentableException("a time other than the clock, a bound time or a number"),
    };
}
