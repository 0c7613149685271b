using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivations;

/// <summary>Derives the dual of one problem over measures.</summary>
/// <param name="name">What the problem is called.</param>
/// <param name="measure">The measure.</param>
/// <param name="space">Where its points are.</param>
/// <param name="facts">What is known of the symbols.</param>
internal sealed class MeasureDualDerivation(string name, Symbol measure, Term? space, Facts facts)
{
    private readonly Term multiplier = Build.Ref(new Symbol("mu", SymbolRole.Bound, default) { Type = TermType.Real });
    private readonly List<(Binding Family, Relation Relation)> conditions = [];
    private Term? penalty;
    private (Binding Sum, Term Factor)? loss;
    private Term? bound;
    private bool isNonnegative;
    private bool isMassGiven;

    /// <summary>The same for measures of mass 1 that are nonnegative.</summary>
    public MeasureDualDerivation OfProbabilities()
    {
        (bound, isNonnegative, isMassGiven) = (Number.One, true, true);
        return this;
    }

    /// <summary>The dual of a least value of a loss, a penalty and conditions; null where the objective is no such sum.</summary>
    public MeasureDual? Least(Term body, Term? where) =>
        (where is not null && !Restrict(where, [])) || (isMassGiven && !isNonnegative) || !Split(body, Number.One) || (penalty is null && bound is null) || (loss is null) == (conditions.Count == 0) || conditions.Count > 1 ? null
            : loss is var (sum, factor) ? OfLoss(sum, factor)
            : OfConditions(conditions[0].Family, conditions[0].Relation);

    /// <summary>The dual of the greatest least output under a bound on the total variation; null for other problems.</summary>
    public MeasureDual? Margin(Term body, Term? where)
    {
        if (isMassGiven || where is null || !Restrict(where, []) || conditions.Count > 0 || bound is null || body is not Binding { Form: Minimum, Binders: [{ Domain: IndexRange, Where: null }] } least
            || Share(least, Number.One) is not { } share || Affine(share) is not var (slope, intercept) || !Tidy.IsZero(intercept))
        {
            return null;
        }

        var weight = Variable(least.Binders[0], "w");
        var certificate = Added(share, Times(weight, Times(slope, share.Integral.Body)));
        return new(
            name, null, certificate, Times(bound, multiplier), true,
            [Everywhere(share, certificate, multiplier), NotNegative(share, weight), new Comparison([Relation.Equal], [Added(share, weight), Number.One])],
            [new Comparison([Relation.Equal], [least, Times(bound, multiplier)])]);
    }

    private MeasureDual? OfLoss(Binding sum, Term factor)
    {
        if (Share(sum, factor) is not { } share)
        {
            return null;
        }

        var q = Variable(sum.Binders[0], "q");
        var inside = facts.Binders(sum.Binders);
        var slope = Differentiation.Partial(share.Value, new Variable(Build.Ref(share.Output), []));
        var variables = new Comparison([Relation.Equal], [q, Canonical.Normalize(Build.Negate(slope.Value), inside).Replace(share.Output, share.Integral)]);
        var potential = Build.Multiply(q, share.Integral.Body);
        var isConvex = ConvexFunction.Is(share.Value, share.Output, inside);
        if (Quadratic(sum.Binders, share, slope, q, inside) is { } quadratic)
        {
            return Whole(share, potential, variables, quadratic, [], []) with { IsConvex = isConvex };
        }

        var known = LossConjugate.Of(share.Value, share.Output, q, inside);
        Term[] more = known is null ? [] : [.. known.Constraints.Where(static c => c.FreeSymbols().Any()).Select(c => new Quantified(QuantifierKind.ForAll, share.Binders, c))];
        return Whole(share, potential, variables, known is null ? null : Added(share, known.Value), more, []) with
        {
            IsConvex = known is not null || isConvex,
            Corners = slope.Kinks.Select(k => Canonical.Normalize(k.Vanishing, inside).Replace(share.Output, share.Integral)).Distinct().ToSequence(),
        };
    }

    // Least penalty·|ν| where slope·f + intercept is 0 or at least 0: Σ w·(slope·f + intercept) is taken from the objective.
    private MeasureDual? OfConditions(Binding family, Relation relation)
    {
        if (Share(family, Number.One) is not { } share || Affine(share) is not var (slope, intercept))
        {
            return null;
        }

        var w = Variable(family.Binders[0], "w");
        var value = Added(share, Canonical.Normalize(Build.Negate(Build.Multiply(w, intercept)), facts.Binders(family.Binders)));
        var slack = new Quantified(QuantifierKind.ForAll, family.Binders, new Comparison([Relation.Equal], [Build.Multiply(w, family.Body), Number.Zero]));
        return relation == Relation.Equal
            ? Whole(share, Times(w, Times(slope, share.Integral.Body)), null, value, [], [])
            : Whole(share, Times(w, Times(slope, share.Integral.Body)), null, value, [NotNegative(share, w)], [slack]);
    }

    private MeasureDual Whole(OutputShare share, Term summand, Term? variables, Term? value, Term[] more, Term[] slack)
    {
        var level = bound is null ? penalty! : penalty is null ? multiplier : Build.Add(penalty, multiplier);
        var potential = Added(share, summand);
        var certificate = bound is null && level is not Number { Value.IsOne: true } ? Build.Divide(potential, level) : potential;
        var variation = Build.Call<TotalVariationNorm>(Build.Ref(measure));
        var mass = new Comparison([Relation.Equal], [Build.Bind<Integral>([share.Integral.Binders[0]], certificate), bound is null ? variation : Build.Multiply(level, variation)]);
        var constraint = Everywhere(share, certificate, bound is null ? Number.One : level);
        return bound is null
            ? new(name, variables, certificate, value, false, [constraint, .. more], [mass, .. slack])
            : new(
                name, variables, certificate, value is null ? null : Build.Subtract(value, Times(bound, multiplier)), false,
                isMassGiven ? [constraint, .. more] : [constraint, new Comparison([Relation.GreaterOrEqual], [multiplier, Number.Zero]), .. more],
                isMassGiven ? [mass, .. slack] : [mass, new Comparison([Relation.Equal], [Build.Multiply(multiplier, Build.Subtract(bound, variation)), Number.Zero]), .. slack]);
    }

    private Quantified Everywhere(OutputShare share, Term certificate, Term level) =>
        new(QuantifierKind.ForAll, [new Binder(share.Integral.Binders[0].Symbol, space)], new Comparison([Relation.LessOrEqual], [isNonnegative ? certificate : Build.Call<Abs>(certificate), level]));

    private static Quantified NotNegative(OutputShare share, Term member) =>
        new(QuantifierKind.ForAll, share.Binders, new Comparison([Relation.GreaterOrEqual], [member, Number.Zero]));

    private static Binding Added(OutputShare share, Term summand) => Build.Bind<Sum>(share.Binders, summand);

    private static Term Variable(Binder index, string letter) =>
        Build.At(Build.Ref(new Symbol(letter, SymbolRole.Bound, default) { Type = TermType.Vector(Indexer.LengthOf((IndexRange)index.Domain!)) }), Build.Ref(index.Symbol));

    private static Term Times(Term left, Term right) => left is Number { Value.IsOne: true } ? right : Build.Multiply(left, right);

    private bool Split(Term term, Term coefficient)
    {
        switch (term)
        {
            case Arithmetic { Operator: ArithmeticOperator.Add } parts:
                return parts.Children.All(c => Split(c, coefficient));
            case Arithmetic { Operator: ArithmeticOperator.Multiply } product when product.Children.Count(c => c.Mentions(measure)) == 1:
                var factors = product.Children.Where(c => !c.Mentions(measure)).Aggregate(coefficient, Times);
                return Split(product.Children.First(c => c.Mentions(measure)), factors);
            case Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] } when !denominator.Mentions(measure):
                return Split(numerator, Build.Divide(coefficient, denominator));
            case Arithmetic { Operator: ArithmeticOperator.Negate, Children: [var inner] }:
                return Split(inner, Canonical.Normalize(Build.Negate(coefficient), facts));
            case Call { Operation: TotalVariationNorm } variation when IsOf(variation) && penalty is null && !IsNegative(coefficient):
                penalty = coefficient;
                return true;
            case Arithmetic { Operator: ArithmeticOperator.Power, Children: [Call { Operation.Name: "root" or "sqrt", Arguments: [var inside] }, Number { Value: var two }] } when two == 2:
                return Split(inside, coefficient);
            case Binding { Form: Sum, Binders: [{ Domain: IndexRange range, Where: null } index] } more when loss is var (before, share) && before.Binders[0].Domain!.Equals(range) && before.Form is Sum:
                // An inner product written out is several sums over one range.
                var joined = more.Body.Replace(index.Symbol, Build.Ref(before.Binders[0].Symbol));
                loss = (Build.Bind<Sum>(before.Binders, Build.Add(Times(share, before.Body), Times(coefficient, joined))), Number.One);
                return true;
            case Binding { Form: Sum, Binders: [{ Domain: IndexRange, Where: null }] } samples when loss is null && !IsNegative(coefficient):
                loss = (samples, coefficient);
                return true;
            case Binding { Form: Mean, Binders: [{ Domain: IndexRange range, Where: null }] } samples when loss is null && !IsNegative(coefficient):
                loss = (samples, Build.Divide(coefficient, Indexer.LengthOf(range)));
                return true;
            default:
                return !term.Mentions(measure);
        }
    }

    private bool IsNegative(Term coefficient) => Definedness.SignOf(coefficient, facts) == Signs.Negative;

    // Reads a condition: nonnegativity, a bound on the total variation, or one family of equations or inequalities; false for others.
    private bool Restrict(Term condition, Sequence<Binder> binders)
    {
        switch (condition)
        {
            case Connective { Kind: ConnectiveKind.And } both when binders.IsEmpty:
                return both.Children.All(c => Restrict(c, binders));
            case Quantified { Kind: QuantifierKind.ForAll, Binders: [{ Domain: IndexRange, Where: null }] } all when binders.IsEmpty:
                return Restrict(all.Body, all.Binders);
            case Binding { Form: All, Binders: [{ Domain: IndexRange, Where: null }] } all when binders.IsEmpty:
                return Restrict(all.Body, all.Binders);
            case Comparison { Relations: [var relation], Children: [var left, var right] } when relation is Relation.Equal or Relation.LessOrEqual or Relation.GreaterOrEqual:
                var (low, high) = relation == Relation.GreaterOrEqual ? (right, left) : (left, right);
                var isEquation = relation == Relation.Equal;
                if (binders.IsEmpty && ((IsVariation(low) && IsMass(high)) || (isEquation && IsMass(low) && IsVariation(high))))
                {
                    isNonnegative = true;
                    return true;
                }

                if (binders.IsEmpty && isEquation && (IsMass(low) || IsMass(high)) && bound is null)
                {
                    // Of signed measures the mass is one more output.
                    (bound, isMassGiven) = (IsMass(low) ? high : low, true);
                    return !bound.Mentions(measure);
                }

                if (binders.IsEmpty && !isEquation && IsVariation(low) && !high.Mentions(measure) && bound is null)
                {
                    bound = high;
                    return true;
                }

                conditions.Add((Build.Bind<Sum>(binders, isEquation ? Build.Subtract(left, right) : Build.Subtract(high, low)), relation));
                return !binders.IsEmpty;
            default:
                return false;
        }

        bool IsVariation(Term term) => term is Call { Operation: TotalVariationNorm } call && IsOf(call);
        bool IsMass(Term term) => term is Call { Operation: Mass } call && IsOf(call);
    }

    private bool IsOf(Call functional) => functional.Arguments is [Reference { Symbol: var of }] && ReferenceEquals(of, measure);

    // factor·body with a symbol in place of its one integral against the measure; null for others.
    private OutputShare? Share(Binding family, Term factor)
    {
        Binding? integral = null;
        var isSingle = true;
        var output = new Symbol("f", SymbolRole.Bound, default) { Type = TermType.Real };
        Term Abstract(Term term)
        {
            if (term is Binding { Form: Integral, Binders: [{ Domain: Reference { Symbol: var against } }] } found && ReferenceEquals(against, measure))
            {
                isSingle &= integral is null || integral.IsLike(found);
                integral ??= found;
                return Build.Ref(output);
            }

            var children = term.Children.Map(Abstract);
            return children == term.Children ? term : term.With(children);
        }

        var value = IndexForm.Of(Build.Multiply(factor, Abstract(family.Body)));
        return integral is null || !isSingle || value.Mentions(measure) ? null : new(family.Binders, output, value, integral);
    }

    private (Term Slope, Term Intercept)? Affine(OutputShare share)
    {
        var inside = facts.Binders(share.Binders);
        var slope = Differentiation.Partial(share.Value, new Variable(Build.Ref(share.Output), []));
        var known = Canonical.Normalize(slope.Value, inside);
        return slope.Kinks.IsEmpty && !known.Mentions(share.Output) ? (known, Canonical.Normalize(share.Value.Replace(share.Output, Number.Zero), inside)) : null;
    }

    // inf over f of ℓ(f) + q f, in closed form where ℓ'' = c does not depend on f: with g = ℓ'(0), it is ℓ(0) − (q + g)²/(2c).
    private static Binding? Quadratic(Sequence<Binder> binders, OutputShare share, Differentiated slope, Term q, Facts facts)
    {
        var curvature = Canonical.Normalize(Differentiation.Partial(slope.Value, new Variable(Build.Ref(share.Output), [])).Value, facts);
        if (!slope.Kinks.IsEmpty || curvature.Mentions(share.Output) || Tidy.IsZero(curvature) || Definedness.SignOf(curvature, facts) == Signs.Negative)
        {
            return null;
        }

        var start = Build.Add(q, slope.Value.Replace(share.Output, Number.Zero));
        var least = Build.Subtract(share.Value.Replace(share.Output, Number.Zero), Build.Divide(Build.Power(start, new Number(2)), Build.Multiply(new Number(2), curvature)));
        return Build.Bind<Sum>(binders, Canonical.Normalize(least, facts));
    }

    private sealed record OutputShare(Sequence<Binder> Binders, Symbol Output, Term Value, Binding Integral);
}
