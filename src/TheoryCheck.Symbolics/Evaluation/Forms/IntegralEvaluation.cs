using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Integrals;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>The integral against a measure on finitely many points: Σ weight·value; 0 of the body's shape against the zero measure.
/// Against a normal law the mean of a polynomial, or what <see cref="ExpectationEvaluation"/> knows of it, and over a whole space the integral of the exponential of one.
/// Over bounded intervals and boxes see <see cref="IntegralOverInterval{T}"/>, one variable after the other.</summary>
public sealed class IntegralEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "integral";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term)
    {
        if (Integral.Joint(term.Binders) is { } joint)
        {
            Interpreter<T> At(Value<T> point) => term.Binders.Zip(((Value<T>.Tuple)point).Items).Aggregate(interpreter, static (inner, p) => inner.With(p.First.Symbol, p.Second));
            return interpreter.Integral(interpreter.MeasureOf(joint), point => At(point).Value(term.Body)) ?? SumEvaluation.Zero(interpreter, term);
        }

        if (term.Binders.All(b => b is { Where: null, RangesOver: RealInterval }) && term.Type.IsScalar)
        {
            return OverIntervals(interpreter, term);
        }

        if (term.Binders is not [{ Domain: { Type: MeasureType } domain, Where: null } binder])
        {
            return GaussianFunction<T>.Of(interpreter, term).Integral();
        }

        if (interpreter.Value(domain) is Value<T>.Normal law)
        {
            try
            {
                return interpreter.MeanAmong(NormalVariables<T>.None.With(binder.Symbol, interpreter, law), interpreter.Written(term.Body));
            }
            catch (NotRepresentableException) when (Unfold.Definitions(domain) is Call { Operation: Law } known)
            {
                // As an expectation, which knows more functions.
                var draw = new Symbol(binder.Symbol.Name, SymbolRole.Draw, binder.Symbol.Span) { Type = binder.Symbol.Type, Domain = known };
                var body = term.Body.Replace(new Dictionary<Symbol, Term> { [binder.Symbol] = Build.Ref(draw) });
                return interpreter.Value(Build.Bind<Expect>([new Binder(draw, null)], body));
            }
        }

        if (interpreter.Value(domain) is Value<T>.UnlistedMeasure unlisted)
        {
            return unlisted.Integral(interpreter, term) ?? throw Interpreter<T>.NoChecker("an integral against measures whose points are not known");
        }

        return interpreter.Integral(interpreter.MeasureOf(domain), point => interpreter.With(binder.Symbol, point).Value(term.Body))
            ?? SumEvaluation.Zero(interpreter, term);
    }
    private static Value<T> OverIntervals<T>(Interpreter<T> interpreter, Binding term)
        where T : IReal<T>
    {
        var binder = term.Binders[0];
        if (interpreter.Value(binder.RangesOver!) is not Value<T>.IntervalSet { Lower: not Value<T>.Infinite, Upper: not Value<T>.Infinite } interval)
        {
            throw Interpreter<T>.NoChecker("'integral' over an unbounded interval; over a bounded one there is");
        }

        // Over nothing the integral is 0.
        var order = interpreter.Compare(Relation.LessOrEqual, interval.Lower, interval.Upper);
        if (order != Certainty.True)
        {
            return order == Certainty.False ? new Value<T>.Exact(Rational.Zero) : throw new UndecidedException("whether an interval is empty is not decided");
        }

        var body = term.Binders.Count == 1 ? term.Body : new Binding(term.Form, term.Type, term.Leading, term.Binders.Skip(1).ToSequence(), term.Bodies, term.Given);
        return new Value<T>.Real(new IntegralOverInterval<T>(interpreter, binder.Symbol, body).Between(interpreter.ScalarOf(interval.Lower), interpreter.ScalarOf(interval.Upper)));
    }
}
