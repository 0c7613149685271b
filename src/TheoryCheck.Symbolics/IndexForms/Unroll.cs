using System.Numerics;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.IndexForms;

/// <summary>Writes X@(k+m) by the updates of m steps as a term in X@k and the draws between, and X@0 as the start, of a flow too.</summary>
internal static class Unroll
{
    private const int Deepest = 6;

    /// <summary>The term with all steps canonical and the states moved back as far as a number of steps is known.</summary>
    public static Term Steps(Term term, Facts facts)
    {
        for (var round = 0; round < Deepest; round++)
        {
            var moved = Once(term, facts);
            if (moved.Equals(term))
            {
                return term;
            }

            term = moved;
        }

        return term;
    }

    private static Term Once(Term term, Facts facts)
    {
        if (term is Element { Tensor: AtStep { Series: Reference { Symbol: { Role: SymbolRole.State } state } } leaf } element)
        {
            return Back(state, leaf, element.Indices, facts) ?? term;
        }

        if (term is AtStep { Series: Reference { Symbol: { Role: SymbolRole.State } scalar } } whole && whole.Type.IsScalar)
        {
            return Back(scalar, whole, [], facts) ?? term;
        }

        if (term is AtStep { Series: Reference { Symbol: { Role: SymbolRole.State } tensor }, Type: TensorType { Axes: var axes } } block && OperationCatalogue.FindForm("matrix") is { } matrix)
        {
            var binders = axes.Map(a => new Binder(Build.Index("c"), Build.Below(Build.Index("c"), a.Length).Domain));
            return Back(tensor, block, binders.Map(b => (Term)Build.Ref(b.Symbol)), facts) is { } body ? new Binding(matrix, term.Type, [], binders, [body], null) : term;
        }

        if (term.Children.IsEmpty || term is AtStep)
        {
            return term;
        }

        var children = term.Children.Map(c => Once(c, facts));
        return children == term.Children ? term : Substitution.Rebuild(term, children);
    }

    private static Term? Back(Symbol state, AtStep leaf, Sequence<Term> indices, Facts facts)
    {
        if (state.Evolution is not { } evolution || evolution.Rules.FirstOrDefault(r => r.State == state) is not { } rule)
        {
            return null;
        }

        var indexer = new Indexer();
        if (leaf.Step is null)
        {
            return rule.Update is null || evolution.IsFlow ? null : Placed(indexer, rule.Update, rule.UpdateIndices, indices);
        }

        var step = Canonical.Normalize(leaf.Step, facts);
        if (step is Number { Value.IsZero: true })
        {
            return rule.StartIsLaw ? null : Placed(indexer, rule.Start, state.Indices.Map(b => b.Symbol), indices);
        }

        if (evolution.IsFlow || Offset(step) is not { Sign: > 0 } || rule.Update is null)
        {
            return null;
        }

        var earlier = Canonical.Normalize(Build.Subtract(step, Number.One), facts);
        return AtSteps.Put(Placed(indexer, rule.Update, rule.UpdateIndices, indices), earlier);
    }

    private static Term Placed(Indexer indexer, Term update, Sequence<Symbol> own, Sequence<Term> indices)
    {
        var body = indexer.ElementOf(update, indices.Skip(own.Count).ToSequence());
        return body.Replace(own.Zip(indices).ToDictionary(p => p.First, p => p.Second));
    }

    private static BigInteger? Offset(Term step) => step switch
    {
        Number { Value: { IsInteger: true } value } => value.Numerator,
        Arithmetic { Operator: ArithmeticOperator.Add } sum => sum.Children.OfType<Number>().Select(n => (BigInteger?)n.Value.Numerator).FirstOrDefault(),
        _ => null,
    };
}
