using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivations;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// An equation of integrals for all smooth functions f of compact support, such as a continuity equation in its weak form. It is derived for all f at once, or tested at polynomials of degree two.
/// </summary>
/// <remarks>
/// Integrals of f and its derivatives against laws all of whose moments are finite, with factors of polynomial growth, carry such an equation from f = p·χ(·/R), for a smooth cutoff χ that is 1 near 0, to
/// the polynomial p as R goes to infinity, by dominated convergence. Normal laws and polynomial factors are all that is evaluated here, so an equation that fails for p fails for some f.
/// </remarks>
internal static class WeakEquation
{
    /// <summary>Whether a quantified statement is one.</summary>
    public static bool Is(Quantified statement)
    {
        var conditions = new List<Term>();
        Term body = statement;
        while (body is Quantified { Kind: QuantifierKind.ForAll } all)
        {
            conditions.AddRange(all.Binders.SelectMany(b => b.Conditions));
            body = all.Body;
        }

        return body is Comparison { Relations: [Relation.Equal], Children: [{ Type.IsScalar: true }, _] } && IntegrationByParts.TestFunctions(conditions).Exists(f => body.FreeSymbols().Contains(f));
    }

    /// <summary>What such an equation says of the polynomials b·u + c·|u|², with b and c among the symbols that are quantified instead of f; null where it does not carry over.</summary>
    /// <param name="binders">All that is quantified.</param>
    /// <param name="equation">The equation.</param>
    /// <param name="assumptions">What is assumed besides.</param>
    public static (List<Binder> Binders, Term Statement)? AtPolynomials(List<Binder> binders, Comparison equation, IEnumerable<Term> assumptions)
    {
        var conditions = binders.SelectMany(b => b.Conditions).ToList();
        if (IntegrationByParts.TestFunctions(conditions).FindAll(equation.Mentions) is not [{ Parameters: [{ RangesOver: { } space }] } test] || binders.Find(b => b.Symbol == test) is not { } binder
            || !binder.Conditions.All(IsTest) || binders.Exists(b => b != binder && b.Conditions.Any(c => c.Mentions(test))) || assumptions.Any(a => a.Mentions(test)))
        {
            return null;
        }

        var facts = Facts.Of(conditions.Concat(assumptions));
        Term moved;
        try
        {
            moved = IntegrationByParts.OffDensities(IndexForm.Of(equation), facts);
            if (!IsUnderIntegrals(moved, test))
            {
                return null;
            }

            moved = KnownDerivatives.CarryOut(moved, new Dictionary<Symbol, Term> { [test] = Polynomial(space, (FunctionType)test.Type, out var slope, out var curvature) });
            var clocks = binders.FindAll(b => b.Symbol.Role == SymbolRole.Clock);
            List<Binder> others = [.. binders.Where(b => b != binder && !clocks.Contains(b)), slope, curvature with { Where = Finite(equation) }];
            return (others, clocks.Count == 0 ? moved : new Quantified(QuantifierKind.ForAll, clocks.ToSequence(), moved));
        }
        catch (NoClosedFormException)
        {
            return null;
        }
    }

    // Whatever else is asked of f, polynomials need not have.
    private static bool IsTest(Term condition) => condition is Call { Operation: Smooth or CompactSupport } or Connective { Kind: ConnectiveKind.And } && (condition is Call || condition.Children.All(IsTest));

    // Where a density does not exist the equation says nothing.
    private static Term? Finite(Term equation)
    {
        var masses = Densities(Unfold.Definitions(equation)).Distinct().Select(d => (Term)new Comparison(LebesgueDensity.Mass(d), Relation.Less, Constant.Infinity)).ToSequence();
        return masses.Count switch
        {
            0 => null,
            1 => masses[0],
            _ => new Connective(ConnectiveKind.And, masses),
        };
    }

    private static IEnumerable<Binding> Densities(Term term) => term.ReachedSymbols().Select(s => s.Body).OfType<Binding>().Prepend(term as Binding).OfType<Binding>().Where(b => b.Form is Density)
        .Concat(term.Children.SelectMany(Densities));

    // Whether a function occurs only at the points of integrals against laws, itself or differentiated.
    private static bool IsUnderIntegrals(Term term, Symbol test, Symbol? point = null) => term switch
    {
        Binding { Form: Integral, Binders: [{ Domain: { Type: MeasureType } law, Symbol: var inside }] } integral => !law.Mentions(test) && IsUnderIntegrals(integral.Body, test, inside),
        Apply { Function: Reference { Symbol: var f }, Arguments: [Reference { Symbol: var at }] } when f == test => at == point,
        Call { Operation: PartialDerivative, Arguments: [Reference { Symbol: var f }, Reference { Symbol: var at }, ..] indices } when f == test => at == point && indices.Skip(1).All(i => !i.Mentions(test)),
        Reference { Symbol: var symbol } => symbol != test,
        _ => term.Children.All(c => IsUnderIntegrals(c, test, point)),
    };

    private static Lambda Polynomial(Term space, FunctionType type, out Binder slope, out Binder curvature)
    {
        var point = new Symbol("u", SymbolRole.Bound, default) { Type = type.Parameters[0] };
        Term u = Build.Ref(point);
        var b = new Symbol("b", SymbolRole.Bound, default) { Type = point.Type };
        var c = new Symbol("c", SymbolRole.Bound, default) { Type = TermType.Real };
        slope = new Binder(b, space);
        curvature = new Binder(c, Build.Call<Reals>());
        var square = u.Type.IsScalar ? Build.Power(u, Build.Num(2)) : Build.Call<Dot>(u, u);
        var line = u.Type.IsScalar ? Build.Multiply(Build.Ref(b), u) : Build.Call<Dot>(Build.Ref(b), u);
        return new Lambda([new Binder(point, null)], type, Build.Add(line, Build.Multiply(Build.Ref(c), square)));
    }
}
