using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Consequences;

/// <summary>
/// What a limit of <c>weak_distance(nu, tau)</c> that is 0 asks of the numbers of atoms: tau may not have more of them than all nu have. Else some ball of radius ρ = min(1, s/2)
/// around one of the atoms rᵢδ(tᵢ) of tau, s their least distance, has no mass of nu in it, and the test function max(0, ρ - |u - tᵢ|) shows a distance of at least ρ·|rᵢ|.
/// </summary>
internal sealed class TooFewAtoms : NecessaryConsequence
{
    /// <inheritdoc/>
    public override string Words => "a limit of weak distances to a measure with more atoms than there are is not 0";

    /// <inheritdoc/>
    public override (List<Binder> Binders, Term Formula)? Of(List<Binder> binders, Term body, IReadOnlyList<Term> assumptions) =>
        Necessary(body, assumptions) is { } formula ? (binders, formula) : null;

    /// <inheritdoc/>
    public override FailureEvidence Shown(FailureEvidence found, Term body) => found with { Formula = body };

    // The number of atoms of the one measure is at most a bound of that of the other, for a comparison of a limit with 0, behind quantifiers that do not range over nothing.
    private static Comparison? Necessary(Term statement, IReadOnlyList<Term> assumptions)
    {
        var inner = new List<Symbol>();
        while (statement is Quantified { Kind: QuantifierKind.Exists or QuantifierKind.ForAll or QuantifierKind.ForDrawn } quantified)
        {
            if (quantified.Kind == QuantifierKind.ForAll && !quantified.Binders.All(b => HasSmall(b, inner)))
            {
                return null;
            }

            inner.AddRange(quantified.Binders.Select(b => b.Symbol));
            statement = quantified.Body;
        }

        if (assumptions.Any(a => Depends(a, inner)) || statement is not Comparison { Relations: [Relation.Equal or Relation.LessOrEqual], Children: [Binding { Form: Limit or Limsup or Liminf } limit, Number { Value.IsZero: true }] })
        {
            return null;
        }

        Term distance = limit;
        while (distance is Binding { Form: Limit or Limsup or Liminf } outer)
        {
            inner.AddRange(outer.Binders.Select(b => b.Symbol));
            distance = outer.Body;
        }

        return distance is Call { Operation: WeakDistance, Arguments: [var one, var other] } ? Fewer(other, one, inner) ?? Fewer(one, other, inner) : null;
    }

    // Some positive numbers below all that are named: for every choice of these there is one.
    private static bool HasSmall(Binder binder, List<Symbol> inner) =>
        binder.RangesOver is Call { Operation.Name: "positive" } or RealInterval { LowerOpen: true, Lower: Number { Value.IsZero: true }, Upper: Constant { Name: "infinity" } }
        && binder.Conditions.All(c => c is Comparison { Relations: [Relation.Less or Relation.LessOrEqual], Children: [Reference { Symbol: var of }, Reference { Symbol: var above }] }
            && ReferenceEquals(of, binder.Symbol) && inner.Contains(above) && PositiveDomain.Is(above.Domain));

    private static Comparison? Fewer(Term fixedMeasure, Term moving, List<Symbol> inner)
    {
        if (Depends(fixedMeasure, inner) || Atoms(moving) is not { } bound || Depends(bound, inner))
        {
            return null;
        }

        var point = new Symbol("t", SymbolRole.Bound, default) { Type = ((MeasureType)fixedMeasure.Type).Point };
        return new Comparison(Build.Bind<Count>([new Binder(point, Build.Call<Support>(fixedMeasure))], Constant.True), Relation.LessOrEqual, bound);
    }

    /// <summary>A bound on the number of atoms, or null.</summary>
    private static Term? Atoms(Term measure) => measure switch
    {
        Reference { Symbol: { Body: { } body, Indices.IsEmpty: true, Parameters.IsEmpty: true } } => Atoms(body),
        AtStep series => Atoms(series.Series),
        Call { Operation: Dirac } => Number.One,
        Arithmetic { Operator: ArithmeticOperator.Add } sum => sum.Children.Map(Atoms) is var parts && parts.All(p => p is not null) ? Build.Add([.. parts.Select(p => p!)]) : null,
        Arithmetic { Operator: ArithmeticOperator.Negate or ArithmeticOperator.Multiply or ArithmeticOperator.Divide } scaled => scaled.Children.Where(c => c.Type is MeasureType).ToList() is [var one] ? Atoms(one) : null,
        Binding { Form: Sum or Mean, Binders: [{ Domain: IndexRange { Lower: Number { Value.IsZero: true }, Upper: not Constant } range }] } sum => Atoms(sum.Body) is { } each ? Build.Multiply(Build.Add(range.Upper, Number.One), each) : null,
        _ => null,
    };

    // Whether a term depends on some symbols, or on chance or a run, perhaps through definitions.
    private static bool Depends(Term term, List<Symbol> symbols) =>
        term.ReachedSymbols().Any(symbol => symbols.Contains(symbol) || symbol.Role is SymbolRole.Draw or SymbolRole.State or SymbolRole.Clock);
}
