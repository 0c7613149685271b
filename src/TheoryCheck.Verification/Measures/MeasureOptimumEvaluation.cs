using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>Optima over measures on a sphere, and over the two-layer networks that represent them.</summary>
internal sealed class MeasureOptimumEvaluation : OptimumEvaluation
{
    /// <inheritdoc/>
    public override Optimum? Find(Interpreter<Rational> exact, Binding term)
    {
        try
        {
            return Statement(exact, term) is var (statement, width) ? statement.Smooth is null ? new MeasureOptimum(statement, width) : new SmoothMeasureOptimum(statement) : null;
        }
        catch (ArgumentException unfit)
        {
            // The data are of no problem that the solver takes, such as a class 0; which of them it says itself.
            throw new NotRepresentableException($"no solver for this optimum over measures: {unfit.Message}");
        }
    }

    /// <summary>The problem that a form states, with the number of neurons when it is one of networks; null when it is another.</summary>
    public static (MeasureStatement Statement, Rational? Width)? Statement(Interpreter<Rational> exact, Binding term)
    {
        var (over, width) = NetworkLift.Of(exact, term) is var (lifted, neurons) ? (lifted, (Rational?)neurons) : (term, null);
        return MeasureStatement.Of(exact, over) is { } statement
            ? width is null || statement.Smooth is null ? (statement, width) : throw new NotRepresentableException("no solver for this optimum over networks: its features are not proved to be positively homogeneous")
            : null;
    }
}
