using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivations;

/// <summary>
/// inf over f of ℓ(f) + q·f in closed form, for functions proved to be c·log(1 + exp(−y f)), c·exp(−y f) or c·max(0, 1 − y f) plus a constant. With u = q/(c·y) it is c·(−u log u − (1 − u) log(1 − u)),
/// c·(u − u log u) or c·u plus the constant, where 0 log 0 is 0; for u in [0, 1], u ≥ 0 and u in [0, 1], and −∞ elsewhere. c has to be positive for certain; where y is 0 the function is a constant, and the closed form none.
/// </summary>
/// <param name="Value">The closed form.</param>
/// <param name="Constraints">For which q it holds.</param>
[Cites("bach2017", "section 3")]
internal sealed record LossConjugate(Term Value, Sequence<Term> Constraints)
{
    /// <summary>The closed form; null for other functions, and where c is not known to be positive.</summary>
    /// <param name="loss">ℓ, in index form.</param>
    /// <param name="output">The symbol f.</param>
    /// <param name="q">The dual variable.</param>
    /// <param name="facts">What is known of the other symbols.</param>
    public static LossConjugate? Of(Term loss, Symbol output, Term q, Facts facts)
    {
        var (slope, curvature) = (Derivative(loss), default(Term));
        var (start, first) = (At(loss), At(slope));
        curvature = At(Derivative(slope));
        if (Tidy.IsZero(first))
        {
            return null;
        }

        if (Tidy.IsZero(curvature))
        {
            // The slope of a hinge at 0 is -c·y, and its value c.
            return Definedness.IsPositive(start, facts) ? Hinge(start, Ratio(Build.Negate(first), start)) : null;
        }

        var square = Normal(Build.Divide(Build.Power(first, new Number(2)), curvature));
        return !Definedness.IsPositive(square, facts) ? null : Exponential(square, Ratio(Build.Negate(curvature), first)) ?? Logistic(square, Ratio(Build.Multiply(new Number(-2), curvature), first));

        LossConjugate? Hinge(Term c, Term y) =>
            Equality.Prove(loss, Build.Multiply(c, Build.Call<Relu>(Build.Subtract(Number.One, Build.Multiply(y, Build.Ref(output))))), facts) is null ? null
                : new(Ratio(q, y), [Within(Share(c, y)), .. NotZero(y)]);

        LossConjugate? Exponential(Term c, Term y)
        {
            var u = Share(c, y);
            return Rest(Build.Multiply(c, Build.Call<Exp>(Build.Negate(Build.Multiply(y, Build.Ref(output)))))) is not { } rest ? null
                : new(Sum(Times(c, Build.Subtract(u, Entropic(u))), rest), [new Comparison([Relation.GreaterOrEqual], [u, Number.Zero]), .. NotZero(y)]);
        }

        LossConjugate? Logistic(Term c, Term y)
        {
            var u = Share(c, y);
            var other = Build.Subtract(Number.One, u);
            return Rest(Build.Multiply(c, Build.Call<Log>(Build.Add(Number.One, Build.Call<Exp>(Build.Negate(Build.Multiply(y, Build.Ref(output)))))))) is not { } rest ? null
                : new(Sum(Times(c, Build.Subtract(Build.Negate(Entropic(u)), Entropic(other))), rest), [Within(u), .. NotZero(y)]);
        }

        // What is left of the loss, if its derivative is that of a known function and both are smooth.
        Term? Rest(Term known) => Equality.Prove(slope, Derivative(known), facts) is null ? null : Normal(Build.Subtract(start, At(known)));

        Comparison[] NotZero(Term y) => (Definedness.SignOf(y, facts) & Signs.Zero) == Signs.None ? [] : [new([Relation.NotEqual], [y, Number.Zero])];
        Term Share(Term c, Term y) => Ratio(q, Build.Multiply(c, y));
        Term Derivative(Term term) => Differentiation.Partial(term, new Variable(Build.Ref(output), [])).Value;
        Term At(Term term) => Normal(term.Replace(output, Number.Zero));
        Term Ratio(Term left, Term right) => Normal(Build.Divide(left, right));
        Term Normal(Term term) => Canonical.Normalize(term, facts);
    }

    private static Term Sum(Term value, Term rest) => Tidy.IsZero(rest) ? value : Build.Add(value, rest);

    private static Term Times(Term factor, Term term) => factor is Number { Value.IsOne: true } ? term : Build.Multiply(factor, term);

    private static Term Entropic(Term share) => Build.Multiply(share, Build.Call<Log>(share));

    private static Comparison Within(Term share) => new([Relation.LessOrEqual, Relation.LessOrEqual], [Number.Zero, share, Number.One]);
}
