using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;

namespace TheoryCheck.Verification.Regions;

/// <summary>
/// Formulas for all points of a bounded set, or for some, and comparisons of a <c>sup</c> or <c>inf</c> over one that no solver knows: broken by a point, proved on boxes. sup f ≤ c says that f ≤ c everywhere; where enclosures
/// show f &lt; c on each of finitely many boxes, sup f &lt; c too.
/// </summary>
internal sealed class RegionQuantifier : FormulaEvaluation
{
    /// <inheritdoc/>
    public override Certainty? Decide<T>(Interpreter<T> interpreter, Term formula) => formula switch
    {
        Quantified { Kind: QuantifierKind.ForAll } all => ForAll(interpreter, all.Binders, all.Body),
        Quantified { Kind: QuantifierKind.Exists } some => ForAll(interpreter, some.Binders, new Connective(ConnectiveKind.Not, [some.Body]))?.Not(),
        Comparison { Relations: [var relation], Children: [var left, var right] } => (OptimumEvaluation.Extremum(left), OptimumEvaluation.Extremum(right)) switch
        {
            ({ } optimum, null) => Compare(interpreter, optimum, relation, right),
            (null, { } optimum) => Compare(interpreter, optimum, relation.Turned(), left),
            _ => null,
        },
        _ => null,
    };

    private static Certainty? Compare<T>(Interpreter<T> interpreter, Binding optimum, Relation relation, Term bound)
        where T : IReal<T>
    {
        try
        {
            var known = new Symbol(optimum.Form.Name, SymbolRole.Bound, optimum.Span) { Type = optimum.Type };
            return interpreter.With(known, interpreter.Evaluate(optimum)).Decide(new Comparison(Build.Ref(known), relation, bound));
        }
        catch (NotRepresentableException) when (interpreter is Interpreter<DoubleInterval>)
        {
            // sup ≥ c is not sup < c, inf ≤ c is not inf > c.
            var isDenied = optimum.Form is Supremum ? relation is Relation.Greater or Relation.GreaterOrEqual : relation is Relation.Less or Relation.LessOrEqual;
            var holds = relation is Relation.Equal or Relation.NotEqual ? null
                : ForAll(interpreter, optimum.Binders, new Comparison(optimum.Body, isDenied ? relation.Denied() : relation, bound));
            return isDenied ? holds?.Not() : holds;
        }
    }

    private static Certainty? ForAll<T>(Interpreter<T> interpreter, Sequence<Binder> binders, Term body)
        where T : IReal<T>
    {
        if (interpreter is Interpreter<DoubleInterval> at)
        {
            return Region.Of(at, binders) is { } region && new RegionSearch(at, region, body).ForAll() is var holds and not Certainty.Unknown ? holds : null;
        }

        throw new NotRepresentableException($"a statement for all points of {Typeset.TextOf(binders[0].RangesOver!)} that neither a solver nor enclosures on boxes prove, and that no point which was tried breaks");
    }
}
