using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Trials;

/// <summary>
/// Reads a formula about continuous time on the grid t = m·h: records are indexed by the step m, every other mention of
/// the time is m·h, and a range [0, t] becomes the steps 0..m. Which steps a bound of the time leaves is known exactly.
/// </summary>
/// <param name="clock">The time symbol.</param>
/// <param name="length">The grid step h.</param>
/// <param name="known">The value of a term, where it is a number.</param>
internal sealed class FlowGrid(Symbol clock, double length, Func<Term, Rational?> known)
{
    private readonly Number step = new(Rational.FromExact(length));

    /// <summary>The formula over grid steps.</summary>
    /// <param name="formula">The formula, its trajectories already records whose first index is a time.</param>
    public Term Apply(Term formula)
    {
        switch (formula)
        {
            case Element { Tensor: Reference { Symbol: var record } } element when record.Name.StartsWith("record", StringComparison.Ordinal) && record.Role == SymbolRole.Bound:
                return new Element(element.Tensor, element.Type, element.Indices.Map((index, position) => position == 0 ? Step(index) : Apply(index)));
            case Binding { Binders: [{ Domain: RealInterval interval } binder] } binding when binding.Form.Name is "inf" or "sup" or "min" or "max":
                var grid = new Symbol(binder.Symbol.Name, SymbolRole.Bound, binder.Symbol.Span) { Type = TermType.Integer };
                var range = new IndexRange(Step(interval.Lower), Step(interval.Upper));
                var body = Symbolics.Rewriting.Substitution.Replace(Apply(binding.Body), binder.Symbol, Build.Ref(grid));
                return new Binding(binding.Form, binding.Type, [], [new Binder(grid, range)], [body], null);
            case Reference { Symbol: var symbol } when ReferenceEquals(symbol, clock):
                return Build.Multiply(step, formula);
            case Quantified quantified:
                // The bound clock itself stays the step; its restriction and body read the time.
                var binders = quantified.Binders.Map(b => b with { Where = b.Where is null ? null : Restricted(b.Where) });
                return new Quantified(quantified.Kind, binders, Apply(quantified.Body), quantified.IsImplied);
            default:
                return formula.Children.IsEmpty ? formula : formula.With(formula.Children.Map(Apply));
        }
    }

    // Of a restriction only which steps it leaves matters; in what is claimed the sides are times.
    private Term Restricted(Term condition) => condition switch
    {
        Connective connective => connective.With(connective.Children.Map(Restricted)),
        Comparison { Relations: [var relation], Children: [Reference { Symbol: var time } at, var bound] } when ReferenceEquals(time, clock) && known(bound) is { } number => Bounded(at, relation, number),
        Comparison { Relations: [var relation], Children: [var bound, Reference { Symbol: var time } at] } when ReferenceEquals(time, clock) && known(bound) is { } number => Bounded(at, relation.Turned(), number),
        _ => Apply(condition),
    };

    // Halfway between two steps no rounding matters. A number next to a step is that step: the length is one of doubles.
    private Term Bounded(Reference at, Relation relation, Rational time)
    {
        var (half, steps) = (new Rational(1, 2), time / step.Value);
        var near = Rational.Floor(steps + half);
        Comparison Is(Relation side, Rational bound) => new(at, side, new Number(bound));
        return Rational.Max(steps - near, near - steps) > new Rational(1, 1_000_000) ? Is(relation, steps) : relation switch
        {
            Relation.GreaterOrEqual or Relation.Less => Is(relation, near - half),
            Relation.Greater or Relation.LessOrEqual => Is(relation, near + half),
            Relation.Equal => new Connective(ConnectiveKind.And, [Is(Relation.Greater, near - half), Is(Relation.Less, near + half)]),
            _ => new Connective(ConnectiveKind.Or, [Is(Relation.Less, near - half), Is(Relation.Greater, near + half)]),
        };
    }

    // A time written as the clock, as a bound time, or as a number.
    private Term Step(Term time) => time switch
    {
        Reference => time,
        Number number => new Number(Rational.Floor((number.Value / step.Value) + new Rational(1, 2))),
        _ => throw new NotRepresentableException("a time other than the clock, a bound time or a number"),
    };
}
