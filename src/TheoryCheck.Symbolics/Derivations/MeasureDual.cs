using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivations;

/// <summary>
/// The dual problem of min over ν of Σᵢ ℓᵢ(∫ φᵢ dν) + λ|ν|, its certificate and its optimality conditions, derived from the objective: the
/// dual variable of output i is qᵢ = −ℓᵢ'(fᵢ), the certificate η(t) = Σᵢ qᵢ φᵢ(t)/λ, and ν is optimal if and only if |η| ≤ 1 everywhere and
/// ∫ η dν = |ν|.
/// </summary>
/// <param name="Objective">The definition whose parameter is the measure.</param>
/// <param name="Measure">The measure.</param>
/// <param name="Penalty">λ.</param>
/// <param name="Index">The binders of the sum over samples.</param>
/// <param name="Variable">qᵢ as a symbol.</param>
/// <param name="AtOptimum">qᵢ at the outputs of ν.</param>
/// <param name="Certificate">η(t), with the qᵢ as symbols.</param>
/// <param name="Constraint">The constraint of the dual problem, |η(t)| ≤ 1 for all t.</param>
/// <param name="DualValue">What the dual problem maximises where the loss is quadratic, Σᵢ qᵢ yᵢ − qᵢ²/(2c) with c = ℓᵢ''; null for other losses, whose dual value is the conjugate.</param>
/// <param name="Complementarity">∫ η dν = |ν|.</param>
[Cites("bach2017", "section 3")]
public sealed record MeasureDual(
    Symbol Objective,
    Symbol Measure,
    Term Penalty,
    Sequence<Binder> Index,
    Term Variable,
    Term AtOptimum,
    Term Certificate,
    Term Constraint,
    Term? DualValue,
    Term Complementarity)
{
    /// <summary>The dual of a definition with a measure among its parameters; null when its body is no such sum.</summary>
    public static MeasureDual? Of(Symbol definition, Facts facts)
    {
        if (definition is not { Body: { Type.IsScalar: true } source, Indices.IsEmpty: true } || definition.Parameters.FirstOrDefault(p => p.Symbol.Type is MeasureType) is not { Symbol: var measure })
        {
            return null;
        }

        var body = Unfold.Definitions(source, static s => s.Parameters.IsEmpty);
        Term? penalty = null;
        (Binding Sum, Term Factor)? loss = null;
        return Split(body, Number.One) && penalty is not null && loss is var (sum, factor) ? Derive(definition, measure, penalty, sum, factor, facts) : null;

        bool Split(Term term, Term coefficient)
        {
            switch (term)
            {
                case Arithmetic { Operator: ArithmeticOperator.Add } parts:
                    return parts.Children.All(c => Split(c, coefficient));
                case Arithmetic { Operator: ArithmeticOperator.Multiply } product when product.Children.Count(c => c.Mentions(measure)) == 1:
                    var factors = product.Children.Where(c => !c.Mentions(measure)).Aggregate(coefficient, (a, b) => a is Number { Value.IsOne: true } ? b : Build.Multiply(a, b));
                    return Split(product.Children.First(c => c.Mentions(measure)), factors);
                case Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] } when !denominator.Mentions(measure):
                    return Split(numerator, Build.Divide(coefficient, denominator));
                case Call { Operation: TotalVariationNorm, Arguments: [Reference { Symbol: var of }] } when ReferenceEquals(of, measure) && penalty is null:
                    penalty = coefficient;
                    return true;
                case Binding { Form: Sum, Binders: [{ Domain: IndexRange, Where: null }] } samples when loss is null:
                    loss = (samples, coefficient);
                    return true;
                case Binding { Form: Mean, Binders: [{ Domain: IndexRange range, Where: null }] } samples when loss is null:
                    loss = (samples, Build.Divide(coefficient, IndexForms.Indexer.LengthOf(range)));
                    return true;
                default:
                    return !term.Mentions(measure);
            }
        }
    }

    private static MeasureDual? Derive(Symbol definition, Symbol measure, Term penalty, Binding sum, Term factor, Facts facts)
    {
        Binding? integral = null;
        var single = true;
        var output = new Symbol("f", SymbolRole.Bound, default) { Type = TermType.Real };
        Term Abstract(Term term)
        {
            if (term is Binding { Form: Integral, Binders: [{ Domain: Reference { Symbol: var against } }] } found && ReferenceEquals(against, measure))
            {
                single &= integral is null || integral.Equals(found);
                integral ??= found;
                return Build.Ref(output);
            }

            var children = term.Children.Map(Abstract);
            return children == term.Children ? term : term.With(children);
        }

        var sample = IndexForms.IndexForm.Of(Build.Multiply(factor, Abstract(sum.Body)));
        if (integral is null || !single || sample.Mentions(measure))
        {
            return null;
        }

        var variable = new Variable(Build.Ref(output), []);
        var inside = facts.Binders(sum.Binders);
        var slope = Differentiation.Partial(sample, variable);
        var dual = Canonical.Normalize(Build.Negate(slope.Value), inside);
        var index = sum.Binders[0].Symbol;
        var family = new Symbol("q", SymbolRole.Bound, default) { Type = TermType.Vector(IndexForms.Indexer.LengthOf((IndexRange)sum.Binders[0].Domain!)) };
        var q = Build.At(Build.Ref(family), Build.Ref(index));
        var point = integral.Binders[0].Symbol;
        var certificate = Build.Divide(Build.Bind<Sum>(sum.Binders, Build.Multiply(q, integral.Body)), penalty);
        var bound = new Comparison([Relation.LessOrEqual], [Build.Call<Abs>(certificate), Number.One]);
        var everywhere = definition.Parameters.First(p => ReferenceEquals(p.Symbol, measure)) is { Domain: Call { Arguments: [var space] } }
            ? space
            : (measure.Domain as Call)?.Arguments[0];
        var constraint = new Quantified(QuantifierKind.ForAll, [new Binder(point, everywhere)], bound);
        var complementary = new Comparison(
            [Relation.Equal], [Build.Bind<Integral>([integral.Binders[0]], certificate), Build.Call<TotalVariationNorm>(Build.Ref(measure))]);
        return new MeasureDual(
            definition, measure, penalty, sum.Binders, q, dual.Replace(output, integral), certificate, constraint, Quadratic(sum.Binders, sample, slope, output, q, inside), complementary);
    }

    // inf over f of ℓ(f) + q f, in closed form where ℓ'' = c does not depend on f: with g = ℓ'(0), it is ℓ(0) − (q + g)²/(2c).
    private static Binding? Quadratic(Sequence<Binder> binders, Term sample, Differentiated slope, Symbol output, Term q, Facts facts)
    {
        var curvature = Canonical.Normalize(Differentiation.Partial(slope.Value, new Variable(Build.Ref(output), [])).Value, facts);
        if (!slope.Kinks.IsEmpty || curvature.Mentions(output) || Tidy.IsZero(curvature))
        {
            return null;
        }

        var start = Build.Add(q, slope.Value.Replace(output, Number.Zero));
        var least = Build.Subtract(sample.Replace(output, Number.Zero), Build.Divide(Build.Power(start, new Number(2)), Build.Multiply(new Number(2), curvature)));
        return Build.Bind<Sum>(binders, Canonical.Normalize(least, facts));
    }
}
