using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>Optima over measures on a sphere, and over the two-layer networks that represent them.</summary>
internal sealed class MeasureOptimumEvaluation : OptimumEvaluation
{
    /// <inheritdoc/>
    public override Optimum? Find(Interpreter<Rational> exact, Binding term) =>
        Statement(exact, term) is var (statement, width) ? new MeasureOptimum(statement, width) : null;

    /// <summary>The problem that a form states, with the number of neurons when it is one of networks; null when it is another.</summary>
    public static (MeasureStatement Statement, Rational? Width)? Statement(Interpreter<Rational> exact, Binding term)
    {
        var (over, width) = NetworkLift.Of(exact, term) is var (lifted, neurons) ? (lifted, (Rational?)neurons) : (term, null);
        return MeasureStatement.Of(exact, over) is { } statement ? (statement, width) : null;
    }
}
