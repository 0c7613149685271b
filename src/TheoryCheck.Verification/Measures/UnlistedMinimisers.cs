using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Measures.Uniqueness;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>The minimisers of a problem over measures of which no points are known: one value that encloses their total variation, their outputs, and integrals of bounded functions.</summary>
/// <param name="problem">The problem.</param>
/// <param name="shared">What they share.</param>
internal sealed class UnlistedMinimisers(MeasureProblem problem, SharedOutputs shared)
{
    /// <summary>The value.</summary>
    /// <param name="interpreter">A reading in enclosures.</param>
    public Value<T> In<T>(Interpreter<T> interpreter)
        where T : IReal<T>
    {
        var variation = shared.Variation is { } total ? (T?)ListedMeasure.Enclosed(interpreter, total, Rational.Zero) : default;
        var isBounded = shared.Variation is not null;
        return new Value<T>.UnlistedMeasure(
            isBounded ? new Value<T>.Real(variation!) : null,
            isBounded ? new Value<T>.Real(problem.IsNonnegative ? variation! : T.Either(-variation!, variation!)) : null,
            (inner, term) => Output(inner, term) ?? (isBounded ? Bounded(inner, term, variation!) : null));
    }

    // Σ c·fᵢ where the integrand is Σ c·φ(⟨t, xᵢ⟩) for inputs of the problem.
    private Value<T>? Output<T>(Interpreter<T> interpreter, Binding term)
        where T : IReal<T>
    {
        if (term.Binders is not [{ Where: null } binder] || !term.Type.IsScalar || Ridges(interpreter, term, binder) is not var (ridges, coefficients) || ridges.Feature != problem.Feature)
        {
            return null;
        }

        var sum = interpreter.Literal(Rational.Zero);
        foreach (var (input, coefficient) in ridges.Inputs.Zip(coefficients))
        {
            var at = problem.Inputs.Items.IndexOf(input);
            if (at < 0 || shared.Outputs[at] is not { IsBounded: true } output)
            {
                return null;
            }

            sum += interpreter.Literal(coefficient) * ListedMeasure.Enclosed(interpreter, output, Rational.Zero);
        }

        return new Value<T>.Real(sum);
    }

    private (MeasureProblem Ridges, Sequence<Rational> Coefficients)? Ridges<T>(Interpreter<T> interpreter, Binding term, Binder binder)
        where T : IReal<T>
    {
        try
        {
            return RidgeStatement.Of(interpreter.Exactly(), binder.Symbol, problem.Dimension, Unfold.Definitions(term.Body, static s => s.Parameters.IsEmpty));
        }
        catch (Exception missing) when (missing is NotRepresentableException or UndefinedException)
        {
            return null;
        }
    }

    // |∫ h dν| ≤ |ν|·sup |h|, over a box around the sphere.
    private Value<T>? Bounded<T>(Interpreter<T> interpreter, Binding term, T variation)
        where T : IReal<T>
    {
        if (term.Binders is not [{ Where: null } binder] || !term.Type.IsScalar)
        {
            return null;
        }

        var side = T.Either(interpreter.Literal(-Rational.One), interpreter.Literal(Rational.One));
        var box = Enumerable.Repeat(side, problem.Dimension).ToArray();
        var most = variation * T.Abs(interpreter.With(binder.Symbol, new Value<T>.Tensor(new([box.Length], box))).EvaluateScalar(term.Body));
        return new Value<T>.Real(T.Either(-most, most));
    }
}
