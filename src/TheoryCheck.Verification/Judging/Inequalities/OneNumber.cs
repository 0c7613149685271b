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
            var domain = symbol.Domain is IndexRange range ? Integers(range) : LineDomain.Of(Exact, new Binder(symbol, symbol.Domain));
            domain = domain is null ? null : inequality.Hypotheses.Aggregate(domain, (known, h) => Narrowed(known, symbol, h));
            domain = isInteger ? domain?.Integers() : domain;
            if (domain is null or { IsEmpty: true })
            {
                return null;
            }

            var number = isInteger ? new Symbol(symbol.Name, SymbolRole.Bound, default) { Type = TermType.Real } : symbol;
            var difference = isInteger ? explicitly.Replace(symbol, Build.Ref(number)) : explicitly;
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

    private static LineDomain? Integers(IndexRange range)
    {
        Rational? End(Term end) => Constant.InfiniteSign(end) == 1 ? null : Exact.EvaluateScalar(end);
        return End(range.Lower) is { } low ? new(low, End(range.Upper), false, false) : null;
    }

    // A hypothesis that bounds the number by a known one cuts the domain; others are not needed.
    private static LineDomain Narrowed(LineDomain domain, Symbol symbol, Term hypothesis)
    {
        if (Unfold.Definitions(hypothesis) is Membership { IsSubset: false, Left: Reference { Symbol: var member }, Right: var set } && ReferenceEquals(member, symbol) && LineDomain.Of(Exact, new Binder(symbol, set)) is { } among)
        {
            return domain.Within(among);
        }

        if (Unfold.Definitions(hypothesis) is not Comparison { Relations: [var relation], Children: [var left, var right] })
        {
            return domain;
        }

        var isLeft = left is Reference { Symbol: var one } && ReferenceEquals(one, symbol);
        if (!isLeft && !(right is Reference { Symbol: var other } && ReferenceEquals(other, symbol)) || (isLeft ? right : left) is not Number { Value: var bound })
        {
            return domain;
        }

        var (isUpper, isOpen) = (relation is Relation.Less or Relation.LessOrEqual == isLeft, relation is Relation.Less or Relation.Greater);
        return relation is Relation.Equal or Relation.NotEqual ? domain : domain.Within(isUpper ? new(null, bound, true, isOpen) : new(bound, null, isOpen, true));
    }
}
