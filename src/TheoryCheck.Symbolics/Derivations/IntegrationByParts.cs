using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivations;

/// <summary>
/// ∫ a·∂ᵅφ·w du = (-1)^|α| ∫ φ·∂ᵅ(a·w) du over a whole space, for a smooth φ with compact support: nothing is left at infinity. w is 1, a density that is known, or the
/// density of the law where the integrand names it.
/// </summary>
public static class IntegrationByParts
{
    /// <summary>The functions on whole spaces that hypotheses say to be smooth with compact support.</summary>
    public static List<Symbol> TestFunctions(IEnumerable<Term> hypotheses)
    {
        var calls = hypotheses.SelectMany(Parts).OfType<Call>().ToList();
        return [.. Named<CompactSupport>().Intersect(Named<Smooth>()).Where(f => f.Parameters is [{ Where: null } point] && LebesgueDensity.IsWhole(point))];

        IEnumerable<Symbol> Named<TPredicate>() => calls.Where(c => c is { Operation: TPredicate, Arguments: [Reference] }).Select(c => ((Reference)c.Arguments[0]).Symbol);
    }

    /// <summary>The term with derivatives of test functions under integrals moved to what stands beside them.</summary>
    /// <param name="term">In index form.</param>
    /// <param name="facts">With the hypotheses that make functions test functions.</param>
    /// <returns>The term, and what it rests on besides, in words.</returns>
    public static (Term Value, IReadOnlyCollection<string> Restrictions) OffTestFunctions(Term term, Facts facts)
    {
        var (tests, restrictions) = (TestFunctions(facts.Formulas), new SortedSet<string>(StringComparer.Ordinal));
        return (tests.Count == 0 ? term : Visit(Joined(term, facts), integral => OffTestFunction(integral, tests, facts, restrictions)), restrictions);
    }

    /// <summary>
    /// The term with derivatives of the density of a law, under integrals against it, moved to what stands beside them, which must be a test function times something:
    /// ∫ a·∂ᵅw/w dμ = (-1)^|α| ∫ ∂ᵅa dμ.
    /// </summary>
    /// <param name="term">In index form.</param>
    /// <param name="facts">With the hypotheses that make functions test functions.</param>
    public static Term OffDensities(Term term, Facts facts)
    {
        var tests = TestFunctions(facts.Formulas);
        return tests.Count == 0 ? term : Visit(term, integral => OffDensity(integral, tests, facts));
    }

    // A linear combination of integrals with one integral for each measure: ∫f dμ - c·∫g dμ = ∫(f - c·g) dμ.
    private static Term Joined(Term term, Facts facts)
    {
        var (rest, joined) = (new List<Term>(), new List<(Term Over, Binding First, List<Term> Bodies)>());
        Collect(term, Number.One);
        return Tidy.Add(rest.Concat(joined.Select(j => (Term)Build.Bind<Integral>(j.First.Binders, Tidy.Add(j.Bodies)))));

        void Collect(Term part, Term factor)
        {
            switch (part)
            {
                case Arithmetic { Operator: ArithmeticOperator.Add } sum:
                    foreach (var summand in sum.Children)
                    {
                        Collect(summand, factor);
                    }

                    break;
                case Arithmetic { Operator: ArithmeticOperator.Negate, Children: [var inner] }:
                    Collect(inner, Tidy.Multiply(Build.Num(-1), factor));
                    break;
                case Arithmetic { Operator: ArithmeticOperator.Multiply } product when product.Children.Where(HasIntegral).ToList() is [var one]:
                    Collect(one, Tidy.Multiply([factor, .. product.Children.Where(c => !ReferenceEquals(c, one))]));
                    break;
                case Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] } when HasIntegral(numerator) && !HasIntegral(denominator):
                    Collect(numerator, Tidy.Divide(factor, denominator));
                    break;
                case Binding { Form: Integral, Binders: [{ Where: null, RangesOver: { } over } binder], Body.Type.IsScalar: true } integral:
                    var domain = Canonical.Normalize(over, facts);
                    var known = joined.Find(j => j.Over.Equals(domain));
                    if (known.First is null)
                    {
                        known = (domain, integral, []);
                        joined.Add(known);
                    }

                    known.Bodies.Add(Tidy.Multiply(factor, integral.Body.Replace(binder.Symbol, Build.Ref(known.First.Binders[0].Symbol))));
                    break;
                default:
                    rest.Add(Tidy.Multiply(factor, part));
                    break;
            }
        }
    }

    private static bool HasIntegral(Term term) => term is Binding { Form: Integral } || term.Children.Any(HasIntegral);

    private static Term Visit(Term term, Func<Binding, Term?> move)
    {
        if (term is Binding { Form: Integral, Binders: [{ Where: null }], Body.Type.IsScalar: true } integral && move(integral) is { } moved)
        {
            return moved;
        }

        var children = term.Children.Map(c => Visit(c, move));
        return children == term.Children ? term : Substitution.Rebuild(term, children);
    }

    private static Term? OffTestFunction(Binding integral, List<Symbol> tests, Facts facts, SortedSet<string> restrictions)
    {
        var point = integral.Binders[0];
        var body = Canonical.Trace(integral.Body, facts);
        if (Tidy.IsZero(body.Value))
        {
            restrictions.UnionWith(body.Nonzero.Select(RewriteRules.NotZero));
            return Number.Zero;
        }

        if (tests.FindAll(integral.Body.Mentions) is not [var test] || LogWeight(integral) is not { } weight)
        {
            return null;
        }

        var value = new Apply(Build.Ref(test), TermType.Real, [Build.Ref(point.Symbol)]);
        if (new Adjoint(value, point.Symbol, weight, restrictions).Of(body.Value, Number.One) is not { } beside)
        {
            return null;
        }

        var factor = Canonical.Trace(beside, facts);
        restrictions.UnionWith(body.Nonzero.Concat(factor.Nonzero).Select(RewriteRules.NotZero));
        return Tidy.IsZero(factor.Value) ? Number.Zero : Build.Bind<Integral>(integral.Binders, Tidy.Multiply(value, factor.Value));
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
        return summands.All(s => tests.Exists(s.Mentions)) && new Adjoint(density, point.Symbol, Number.Zero, []).Of(body, Number.One) is { } beside
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
        return LebesgueDensity.Exponent(law, at) is { } exponent ? exponent
            : LebesgueDensity.At(law, at) is Apply named && Has(integral.Body, named.Function) ? Build.Call<Functions.Log>(named) : null;
    }

    private static bool Has(Term term, Term part) => term.Equals(part) || term.Children.Any(c => Has(c, part));

    private static IEnumerable<Term> Parts(Term formula) => formula is Connective { Kind: ConnectiveKind.And } and ? and.Children.SelectMany(Parts) : [formula];

    // The formal adjoint of a linear differential operator, applied to the weight and divided by it.
    private sealed class Adjoint(Apply test, Symbol point, Term logWeight, SortedSet<string> conditions)
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

        // -(∂a + a·∂log w), where both are smooth everywhere.
        private Term? Moved(Term beside, Sequence<Term> indices)
        {
            if (!IsSmooth(beside) || !IsSmooth(logWeight))
            {
                return null;
            }

            var variable = new Variable(test.Arguments[0], indices);
            var (own, weight) = (Differentiation.Partial(beside, variable), Differentiation.Partial(logWeight, variable));
            conditions.UnionWith(own.Conditions.Concat(weight.Conditions));
            return own.Kinks.IsEmpty && weight.Kinks.IsEmpty ? Tidy.Multiply(Build.Num(-1), Tidy.Add([own.Value, Tidy.Multiply(beside, weight.Value)])) : null;
        }

        // Given functions are taken to be as smooth as the derivatives need; quotients and logarithms only of what is positive by its form.
        private bool IsSmooth(Term term) => !term.Mentions(point) || term switch
        {
            Reference or Element => true,
            Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] } => IsSmooth(numerator) && IsPositive(denominator),
            Arithmetic { Operator: ArithmeticOperator.Power, Children: [var root, Number { Value.IsInteger: true } exponent] } => exponent.Value.Sign >= 0 ? IsSmooth(root) : IsPositive(root),
            Arithmetic { Operator: ArithmeticOperator.Power } => false,
            Arithmetic => term.Children.All(IsSmooth),
            Call { Operation: Functions.Log, Arguments: [var argument] } => IsPositive(argument),
            Call { Operation: ScalarFunction function } call => function.Kink(call.Arguments) is null && function.Domain(call.Arguments) is null && call.Arguments.All(IsSmooth),
            Call { Operation: PartialDerivative } call => call.Arguments.All(IsSmooth),
            Apply apply => apply.Arguments.All(IsSmooth),
            Binding { Form: Sum } sum => IsSmooth(sum.Body),
            _ => false,
        };

        private bool IsPositive(Term term) => !term.Mentions(point) || term switch
        {
            Call { Operation: Functions.Exp, Arguments: [var exponent] } => IsSmooth(exponent),
            Apply { Function: Call { Operation: DensityRatio } } => true,
            Arithmetic { Operator: ArithmeticOperator.Multiply or ArithmeticOperator.Divide } product => product.Children.All(IsPositive),
            Arithmetic { Operator: ArithmeticOperator.Power, Children: [var root, _] } => IsPositive(root),
            _ => false,
        };
    }
}
