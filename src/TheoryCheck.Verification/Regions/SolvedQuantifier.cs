using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Regions;

/// <summary>
/// Inequalities for all points of a set, or for some, by an optimum that a solver knows: l ≤ r holds everywhere if sup(l - r) ≤ 0, and fails somewhere if sup(l - r) &gt; 0; what holds somewhere is what does not fail everywhere.
/// Optima known only between bounds decide in enclosures, and those that are known exactly there too.
/// </summary>
internal sealed class SolvedQuantifier : FormulaEvaluation
{
    /// <inheritdoc/>
    public override Certainty? Decide<T>(Interpreter<T> interpreter, Term formula) => formula switch
    {
        Quantified { Kind: QuantifierKind.ForAll } all => ForAll(interpreter, all.Binders, all.Body),
        Quantified { Kind: QuantifierKind.Exists } some => ForAll(interpreter, some.Binders, new Connective(ConnectiveKind.Not, [some.Body]))?.Not() ?? Exists(interpreter, some),
        _ => null,
    };

    private static Certainty? ForAll<T>(Interpreter<T> interpreter, Sequence<Binder> binders, Term body)
        where T : IReal<T>
    {
        if (interpreter is Interpreter<Rational> or Interpreter<DoubleReal>)
        {
            return null;
        }

        // An index that runs through a list makes a conjunction.
        if (body is Quantified { Kind: QuantifierKind.ForAll } each && !FormulaEvaluation.IsBeyondLists(each) && !each.Binders.Any(b => b.Conditions.Any(c => binders.Any(p => c.Mentions(p.Symbol)))))
        {
            return interpreter.PointsOf(each.Binders).Aggregate((Certainty?)Certainty.True, (sum, at) => sum == Certainty.False ? sum : Both(sum, ForAll(at, binders, each.Body)));
        }

        if (!RegionInequality.TryParts(body, out var parts))
        {
            return null;
        }

        Certainty? all = Certainty.True;
        foreach (var part in parts)
        {
            var holds = ForAll(interpreter, binders, part);
            if (holds == Certainty.False)
            {
                return holds;
            }

            all = Both(all, holds);
        }

        return all;
    }

    // The infimum of 0 over the points that satisfy a formula is 0 if there are any, else infinity.
    private static Certainty? Exists<T>(Interpreter<T> interpreter, Quantified some)
        where T : IReal<T>
    {
        if (interpreter is Interpreter<Rational> or Interpreter<DoubleReal>)
        {
            return null;
        }

        try
        {
            var last = some.Binders[^1];
            var binders = some.Binders.SkipLast(1).Append(last with { Where = last.Where is null ? some.Body : new Connective(ConnectiveKind.And, [last.Where, some.Body]) }).ToSequence();
            return interpreter.Evaluate(new Binding(OperationCatalogue.Get<Infimum>(), TermType.Real, [], binders, [Number.Zero], null)) switch
            {
                Value<T>.Infinite => Certainty.False,
                Value<T>.Exact => Certainty.True,
                _ => null,
            };
        }
        catch (Exception e) when (e is NotRepresentableException or UndefinedException or UndecidedException)
        {
            return null;
        }
    }

    private static Certainty? ForAll<T>(Interpreter<T> interpreter, Sequence<Binder> binders, RegionInequality part)
        where T : IReal<T>
    {
        try
        {
            // A side that does not move is compared with the optimum of the other.
            bool Moves(Term side) => binders.Any(b => Unfold.Definitions(side).Mentions(b.Symbol));
            return Moves(part.Right)
                ? Moves(part.Left) ? Below(interpreter, Optimum<Supremum>(part.Difference), part.IsStrict, Number.Zero) : Above(interpreter, Optimum<Infimum>(part.Right), part.IsStrict, part.Left)
                : Below(interpreter, Optimum<Supremum>(part.Left), part.IsStrict, part.Right);
        }
        catch (Exception e) when (e is NotRepresentableException or UndefinedException)
        {
            // No solver knows it; a box may.
            return null;
        }

        Binding Optimum<TForm>(Term of)
            where TForm : BindingForm => new(OperationCatalogue.Get<TForm>(), TermType.Real, [], binders, [of], null);
    }

    private static Certainty? Both(Certainty? one, Certainty? other) => one == Certainty.False || other == Certainty.False ? Certainty.False : one is { } a && other is { } b ? a.And(b) : null;

    private static Certainty? Below<T>(Interpreter<T> interpreter, Binding supremum, bool isStrict, Term bound)
        where T : IReal<T>
    {
        var (at, known) = Known(interpreter, supremum);
        return at.Decide(new Comparison(known, isStrict ? Relation.Less : Relation.LessOrEqual, bound)) == Certainty.True ? Certainty.True
            : at.Decide(new Comparison(known, Relation.Greater, bound)) == Certainty.True
                || (isStrict && at.Decide(new Comparison(known, Relation.Equal, bound)) == Certainty.True && IsAttained<Argmax, T>(interpreter, supremum)) ? Certainty.False : null;
    }

    private static Certainty? Above<T>(Interpreter<T> interpreter, Binding infimum, bool isStrict, Term bound)
        where T : IReal<T>
    {
        var (at, known) = Known(interpreter, infimum);
        return at.Decide(new Comparison(known, isStrict ? Relation.Greater : Relation.GreaterOrEqual, bound)) == Certainty.True ? Certainty.True
            : at.Decide(new Comparison(known, Relation.Less, bound)) == Certainty.True
                || (isStrict && at.Decide(new Comparison(known, Relation.Equal, bound)) == Certainty.True && IsAttained<Argmin, T>(interpreter, infimum)) ? Certainty.False : null;
    }

    // Whether there is certainly an optimal point.
    private static bool IsAttained<TForm, T>(Interpreter<T> interpreter, Binding optimum)
        where TForm : BindingForm
        where T : IReal<T>
    {
        try
        {
            var points = new Binding(OperationCatalogue.Get<TForm>(), new SetType(optimum.Binders[0].Symbol.Type), [], optimum.Binders, optimum.Bodies, null);
            return optimum.Binders.Count == 1 && interpreter.Evaluate(points) is Value<T>.FiniteSet { Points.Count: > 0 };
        }
        catch (Exception e) when (e is NotRepresentableException or UndefinedException or UndecidedException)
        {
            return false;
        }
    }

    private static (Interpreter<T> At, Term Known) Known<T>(Interpreter<T> interpreter, Binding optimum)
        where T : IReal<T>
    {
        var symbol = new Symbol(optimum.Form.Name, SymbolRole.Bound, optimum.Span) { Type = TermType.Real };
        return (interpreter.With(symbol, interpreter.Evaluate(optimum)), Build.Ref(symbol));
    }
}
