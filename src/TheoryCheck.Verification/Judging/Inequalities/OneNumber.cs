using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Line;

namespace TheoryCheck.Verification.Judging.Inequalities;

/// <summary>The sides depend on one number alone, real or an integer: enclosures of the difference and its derivatives over pieces of the domain, and its growth at the ends.</summary>
internal sealed class OneNumber : InequalityProof
{
    // An interpreter remembers what definitions are worth, so that threads do not share one.
    private static Interpreter<Rational> Exact => new(Rational.One, Environment<Rational>.Empty);

    /// <inheritdoc/>
    public override string Name => "enclosures over the whole domain";

    /// <inheritdoc/>
    public override string? Prove(Inequality inequality) => inequality.Differences().Select(difference => Prove(difference, inequality)).FirstOrDefault(static reason => reason is not null);

    private static string? Prove(Term explicitly, Inequality inequality)
    {
        if (explicitly.FreeSymbols() is not [{ Indices.IsEmpty: true, Role: SymbolRole.Given or SymbolRole.Sweep or SymbolRole.Bound, Type: var type } symbol] || !type.IsScalar)
        {
            return null;
        }

        try
        {
            var isInteger = symbol.Domain is IndexRange;
            var chart = symbol.Domain is IndexRange range ? Integers(range, symbol) : LineChart.Of(Exact, new Binder(symbol, Irrational(symbol, inequality.Hypotheses) ?? symbol.Domain));
            var domain = chart is { Number: Reference } ? inequality.Hypotheses.Aggregate(chart.Domain, (known, h) => Narrowed(known, symbol, h)) : chart?.Domain;
            domain = isInteger ? domain?.Integers() : domain;
            if (domain is null or { IsEmpty: true })
            {
                return null;
            }

            var (number, difference) = (chart!.Symbol, chart.Read(symbol, explicitly));
            if (IsPiecewise(difference, number, domain, inequality.IsStrict))
            {
                return $"the least value of the difference of the sides, a quotient of polynomials in pieces, is {(inequality.IsStrict ? "positive, or 0 and not reached" : "not negative")}";
            }

            var proof = new LineProof(difference, number, inequality.IsStrict);
            return proof.Holds(domain, isInteger) ? $"the difference of the sides is {(inequality.IsStrict ? "positive" : "not negative")} on all of the domain: its growth at the ends, enclosures of {proof.Pieces} piece{(proof.Pieces == 1 ? "" : "s")} between" : null;
        }
        catch (Exception e) when (e is NotRepresentableException or UndefinedException or NoClosedFormException)
        {
            return null;
        }
    }

    private static bool IsPiecewise(Term difference, Symbol number, LineDomain domain, bool isStrict)
    {
        try
        {
            return new LineProblem(Exact, new Binder(number, null), difference, -1).Solve(domain) is { Infinite: 0, High: var most } supremum
                && (most.Sign < 0 || (most.IsZero && (!isStrict || (!supremum.IsFlat && supremum.Best.All(static c => !c.IsAttained)))));
        }
        catch (Exception e) when (e is NotRepresentableException or NoClosedFormException)
        {
            return false;
        }
    }

    // Read as a real number, which the formulas of derivatives need.
    private static LineChart? Integers(IndexRange range, Symbol symbol)
    {
        Rational? End(Term end) => Constant.InfiniteSign(end) == 1 ? null : Exact.EvaluateScalar(end);
        var number = new Symbol(symbol.Name, SymbolRole.Bound, default) { Type = TermType.Real };
        return End(range.Lower) is { } low ? new(new(low, End(range.Upper), false, false), number, Build.Ref(number)) : null;
    }

    // A hypothesis that bounds the number by a known one cuts the domain; others are not needed.
    private static LineDomain Narrowed(LineDomain domain, Symbol symbol, Term hypothesis)
    {
        if (Unfold.Definitions(hypothesis) is Membership { IsSubset: false, Left: Reference { Symbol: var member }, Right: var set } && ReferenceEquals(member, symbol) && LineDomain.Of(Exact, new Binder(symbol, set)) is { } among)
        {
            return domain.Within(among);
        }

        return BoundOf(symbol, hypothesis) is not var (end, isUpper, isOpen) || end is not Number { Value: var bound } ? domain
            : domain.Within(isUpper ? new(null, bound, true, isOpen) : new(bound, null, isOpen, true));
    }

    // What an irrational bound among the hypotheses leaves, with some end on the other side: no less than all numbers of which the inequality is claimed.
    private static RealInterval? Irrational(Symbol symbol, IEnumerable<Term> hypotheses)
    {
        var bounds = hypotheses.Select(h => BoundOf(symbol, h)).OfType<(Term End, bool IsUpper, bool IsOpen)>().OrderBy(static b => b.End is Number).ToList();
        if (bounds is not [{ End: not Number }, ..])
        {
            return null;
        }

        var own = symbol.Domain as RealInterval;
        var (low, high) = (bounds.FindIndex(static b => !b.IsUpper), bounds.FindIndex(static b => b.IsUpper));
        return new(
            low >= 0 ? bounds[low].End : own?.Lower ?? Build.Negate(Constant.Infinity),
            high >= 0 ? bounds[high].End : own?.Upper ?? Constant.Infinity,
            low >= 0 ? bounds[low].IsOpen : own?.LowerOpen ?? true,
            high >= 0 ? bounds[high].IsOpen : own?.UpperOpen ?? true);
    }

    // The known number that bounds another one, if a hypothesis is such a comparison.
    private static (Term End, bool IsUpper, bool IsOpen)? BoundOf(Symbol symbol, Term hypothesis)
    {
        bool IsOwn(Term side) => side is Reference { Symbol: var named } && ReferenceEquals(named, symbol);
        if (Unfold.Definitions(hypothesis) is not Comparison { Relations: [not (Relation.Equal or Relation.NotEqual) and var relation], Children: [var left, var right] } || IsOwn(left) == IsOwn(right))
        {
            return null;
        }

        var (end, isUpper) = IsOwn(left) ? (right, relation is Relation.Less or Relation.LessOrEqual) : (left, relation is Relation.Greater or Relation.GreaterOrEqual);
        return end.FreeSymbols().Any() ? null : (end, isUpper, relation is Relation.Less or Relation.Greater);
    }
}
