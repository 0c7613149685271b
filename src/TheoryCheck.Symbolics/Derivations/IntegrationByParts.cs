using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivations;

/// <summary>
/// ∫ a·∂ᵅφ·w du = (-1)^|α| ∫ φ·∂ᵅ(a·w) du over a whole space, for a smooth φ with compact support: nothing is left at infinity. w is 1, a density that is written out, or the
/// density of the law where the integrand names it.
/// </summary>
public static class IntegrationByParts
{
    /// <summary>The functions that hypotheses say to be smooth with compact support.</summary>
    public static List<Symbol> TestFunctions(IEnumerable<Term> hypotheses)
    {
        var calls = hypotheses.SelectMany(Parts).OfType<Call>().ToList();
        return [.. Named<CompactSupport>().Intersect(Named<Smooth>())];

        IEnumerable<Symbol> Named<TPredicate>() => calls.Where(c => c is { Operation: TPredicate, Arguments: [Reference] }).Select(c => ((Reference)c.Arguments[0]).Symbol);
    }

    /// <summary>The term with derivatives of test functions under integrals moved to what stands beside them.</summary>
    /// <param name="term">In index form.</param>
    /// <param name="facts">With the hypotheses that make functions test functions.</param>
    public static Term OffTestFunctions(Term term, Facts facts)
    {
        var tests = TestFunctions(facts.Formulas);
        return tests.Count == 0 ? term : Visit(term, integral => OffTestFunction(integral, tests, facts));
    }

    /// <summary>
    /// The term with derivatives of the density of a law, under integrals against it, moved to what stands beside them, which must be a test function times something:
    /// ∫ a·∂ᵅw/w dμ = (-1)^|α| ∫ ∂ᵅa dμ.
    /// </summary>
    /// <inheritdoc cref="OffTestFunctions" path="/param"/>
    public static Term OffDensities(Term term, Facts facts)
    {
        var tests = TestFunctions(facts.Formulas);
        return tests.Count == 0 ? term : Visit(term, integral => OffDensity(integral, tests, facts));
    }

    private static Term Visit(Term term, Func<Binding, Term?> move)
    {
        if (term is Binding { Form: Integral, Binders: [{ Where: null }], Body.Type.IsScalar: true } integral && move(integral) is { } moved)
        {
            return moved;
        }

        var children = term.Children.Map(c => Visit(c, move));
        return children == term.Children ? term : Substitution.Rebuild(term, children);
    }

    private static Term? OffTestFunction(Binding integral, List<Symbol> tests, Facts facts)
    {
        var point = integral.Binders[0];
        if (tests.FindAll(integral.Body.Mentions) is not [var test] || LogWeight(integral) is not { } weight)
        {
            return null;
        }

        var value = new Apply(Build.Ref(test), TermType.Real, [Build.Ref(point.Symbol)]);
        return new Adjoint(value, point.Symbol, weight).Of(Canonical.Normalize(integral.Body, facts), Number.One) is not { } beside ? null
            : Canonical.Normalize(beside, facts) is var factor && Tidy.IsZero(factor) ? factor
            : Build.Bind<Integral>(integral.Binders, Tidy.Multiply(value, factor));
    }

    private static Term? OffDensity(Binding integral, List<Symbol> tests, Facts facts)
    {
        var point = integral.Binders[0];
        if (point.Domain is not { Type: MeasureType } law || LebesgueDensity.At(law, Build.Ref(point.Symbol)) is not Apply named || !Has(integral.Body, named.Function)
            || Canonical.Normalize(named, facts) is not Apply density)
        {
            return null;
        }

        // Each summand needs a test function of its own.
        var body = Canonical.Normalize(Build.Multiply(integral.Body, density), facts);
        var summands = body is Arithmetic { Operator: ArithmeticOperator.Add } sum ? sum.Children : [body];
        return summands.All(s => tests.Exists(s.Mentions)) && new Adjoint(density, point.Symbol, Number.Zero).Of(body, Number.One) is { } beside
            ? Build.Bind<Integral>(integral.Binders, Canonical.Normalize(beside, facts))
            : null;
    }

    // The logarithm of the density that the integral is against, up to a constant; null where there is none, or none is needed.
    private static Term? LogWeight(Binding integral)
    {
        var point = integral.Binders[0];
        if (point.Domain is not { Type: MeasureType } law)
        {
            return LebesgueDensity.IsWhole(point) ? Number.Zero : null;
        }

        var at = Build.Ref(point.Symbol);
        if (LebesgueDensity.Written(law) is { } density)
        {
            var weight = density.Body.Replace(density.Binders[0].Symbol, at);
            return weight is Call { Operation: Functions.Exp, Arguments: [var exponent] } ? exponent : Build.Call<Functions.Log>(weight);
        }

        return LebesgueDensity.At(law, at) is Apply named && Has(integral.Body, named.Function) ? Build.Call<Functions.Log>(named) : null;
    }

    private static bool Has(Term term, Term part) => term.Equals(part) || term.Children.Any(c => Has(c, part));

    private static IEnumerable<Term> Parts(Term formula) => formula is Connective { Kind: ConnectiveKind.And } and ? and.Children.SelectMany(Parts) : [formula];

    // The formal adjoint of a linear differential operator, applied to the weight and divided by it.
    private sealed class Adjoint(Apply test, Symbol point, Term logWeight)
    {
        /// <summary>The factor beside φ of ∫ coefficient·term·w; null where the term is not linear in derivatives of φ.</summary>
        public Term? Of(Term term, Term coefficient)
        {
            switch (term)
            {
                case Apply apply when apply.Equals(test):
                    return coefficient;
                case Call { Operation: PartialDerivative { Arity: 1, ValueIndices: 0 } partial } call when call.Arguments[0].Equals(test.Function) && call.Arguments[1].Equals(test.Arguments[0]):
                    return partial.Entries(call).Aggregate((Term?)coefficient, (beside, entry) => beside is null ? null : Moved(beside, entry.Indices));
                case Arithmetic { Operator: ArithmeticOperator.Add } sum:
                    var parts = sum.Children.Map(s => Of(s, coefficient));
                    return parts.Any(p => p is null) ? null : Tidy.Add(parts.Select(p => p!));
                case Arithmetic { Operator: ArithmeticOperator.Negate, Children: [var inner] }:
                    return Of(inner, Tidy.Multiply(Build.Num(-1), coefficient));
                case Arithmetic { Operator: ArithmeticOperator.Multiply } product when product.Children.Where(Concerns).ToList() is [var one]:
                    return Of(one, Tidy.Multiply([coefficient, .. product.Children.Where(c => !ReferenceEquals(c, one))]));
                case Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] } when !Concerns(denominator):
                    return Of(numerator, Tidy.Divide(coefficient, denominator));
                case Binding { Form: Sum } sum when sum.Binders.All(b => (b.Domain is null || !b.Domain.Mentions(point)) && b.Where is null):
                    return Of(sum.Body, coefficient) is { } summand ? Build.Bind<Sum>(sum.Binders, summand) : null;
                default:
                    return null;
            }
        }

        private bool Concerns(Term term) => term.Equals(test.Function) || term.Children.Any(Concerns);

        // -(∂a + a·∂log w), where neither has a kink.
        private Term? Moved(Term beside, Sequence<Term> indices)
        {
            var variable = new Variable(test.Arguments[0], indices);
            var (own, weight) = (Differentiation.Partial(beside, variable), Differentiation.Partial(logWeight, variable));
            return own.Kinks.IsEmpty && weight.Kinks.IsEmpty ? Tidy.Multiply(Build.Num(-1), Tidy.Add([own.Value, Tidy.Multiply(beside, weight.Value)])) : null;
        }
    }
}
