using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Linear;

/// <summary>
/// Formulas for all points of a linear set, or for some, in which steps, rectified units, absolute values, maxima and comparisons are of affine functions of the point:
/// networks whose last layer is given, separation by half spaces, equations of networks. Decided exactly by distinguishing cases; a point that decides is put into the formula again.
/// </summary>
internal sealed class PiecewiseLinearQuantifier : FormulaEvaluation
{
    /// <inheritdoc/>
    public override Certainty? Decide<T>(Interpreter<T> interpreter, Term formula)
    {
        if (formula is not Quantified { Kind: QuantifierKind.ForAll or QuantifierKind.Exists } quantified || !LinearStatement.Concerns(quantified.Binders))
        {
            return null;
        }

        var exact = interpreter.Exactly();
        var isAll = quantified.Kind == QuantifierKind.ForAll;
        var binders = quantified.Binders.Map(static b => new Binder(b.Symbol, b.Domain));
        Term[] conditions = [.. quantified.Binders.Select(static b => b.Where).OfType<Term>()];
        var body = conditions.Length == 0 ? quantified.Body
            : isAll ? new Connective(ConnectiveKind.Implies, [new Connective(ConnectiveKind.And, [.. conditions]), quantified.Body])
            : new Connective(ConnectiveKind.And, [.. conditions, quantified.Body]);
        var wanted = isAll ? Certainty.False : Certainty.True;
        if (LinearStatement.Of(exact, binders) is not { } statement || new CaseDistinction(statement, body).Find(wanted) is not var (found, point))
        {
            return null;
        }

        if (found == Certainty.True)
        {
            var value = statement.Point(exact, point);
            var at = binders.Count == 1 ? exact.With(binders[0].Symbol, value) : binders.Zip(((Value<Rational>.Tuple)value).Items).Aggregate(exact, static (inner, p) => inner.With(p.First.Symbol, p.Second));
            found = at.Decide(body) == wanted ? Certainty.True : Certainty.Unknown;
        }

        // Open intervals are domains of many other statements, such as those for all small penalties: what is left open here is theirs.
        return found == Certainty.Unknown && statement.IsStrict ? null : isAll ? found.Not() : found;
    }
}
