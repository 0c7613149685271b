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
            return Stated(exact, term);
        }
        catch (ArgumentException unfit)
        {
            // The data are of no problem that the solver takes, such as a class 0; which of them it says itself.
            throw new NotRepresentableException($"no solver for this optimum over measures: {unfit.Message}");
        }
    }

    private static MeasureOptimum? Stated(Interpreter<Rational> exact, Binding term)
    {
        if (NetworkLift.Of(exact, term) is var (lifted, width))
        {
            var own = MeasureStatement.Of(exact, lifted);
            return own is null ? null : new MeasureOptimum(own, width);
        }

        return MeasureStatement.Of(exact, term) is { } statement ? new MeasureOptimum(statement, null) : null;
    }
}
