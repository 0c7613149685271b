using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Functionals;

/// <summary>
/// Of normal laws N(m, S) and N(n, R) with positive definite R: (tr R⁻¹S - d + (m-n)ᵀR⁻¹(m-n) + ln det R/det S)/2, infinity where S is singular.
/// On finitely many points Σ p ln(p/q), infinity where some q is 0 and p is not.
/// </summary>
public sealed class RelativeEntropyEvaluation : FunctionalEvaluation
{
    /// <inheritdoc/>
    public override string Functional => "kl";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term)
    {
        if (interpreter.Value(term.Arguments[0]) is Value<T>.Measure first && interpreter.Value(term.Arguments[1]) is Value<T>.Measure second)
        {
            return OfPoints(interpreter, first, second);
        }

        var pair = NormalPair<T>.Of(interpreter, term.Arguments[0], term.Arguments[1]);
        var reference = PositiveMatrix<T>.Of(pair.SecondCovariance);
        if (PositiveMatrix<T>.TryOf(pair.FirstCovariance) is not { } own)
        {
            return new Value<T>.Infinite(1);
        }

        var half = interpreter.Literal(new Rational(1, 2));
        var shift = pair.Shift.Dot(reference.Solve(pair.Shift));
        var spread = reference.Solve(pair.FirstCovariance).Trace() - interpreter.Literal(pair.Size);
        return new Value<T>.Real(half * (spread + shift + T.Log(reference.Determinant() / own.Determinant())));
    }

    private static Value<T> OfPoints<T>(Interpreter<T> interpreter, Value<T>.Measure first, Value<T>.Measure second)
        where T : IReal<T>
    {
        var (own, reference) = (MergedMeasure<T>.Of(interpreter, first).Decided(interpreter), MergedMeasure<T>.Of(interpreter, second).Decided(interpreter));
        var total = interpreter.Literal(Rational.Zero);
        foreach (var (weight, point) in own.Atoms)
        {
            if (reference.Atoms.Where(a => IsSame(interpreter, a.Point, point)).Select(a => a.Weight).FirstOrDefault() is not { } other)
            {
                return new Value<T>.Infinite(1);
            }

            var p = interpreter.ScalarOf(weight);
            total += p * T.Log(p / interpreter.ScalarOf(other));
        }

        return new Value<T>.Real(total);
    }

    private static bool IsSame<T>(Interpreter<T> interpreter, Value<T> one, Value<T> other)
        where T : IReal<T> => interpreter.Compare(Relation.Equal, one, other) switch
        {
            Certainty.True => true,
            Certainty.False => false,
            _ => throw new UndecidedException("it is not decided whether two points of measures are equal"),
        };
}
