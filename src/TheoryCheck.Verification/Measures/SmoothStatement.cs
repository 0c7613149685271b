using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Measures.Smooth;
using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Tapes;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>A problem over measures whose features are one smooth function of inner products.</summary>
/// <param name="Profile">The function.</param>
/// <param name="Inputs">The samples.</param>
/// <param name="Loss">The loss of the outputs.</param>
/// <param name="Penalty">The factor of the total variation.</param>
/// <param name="IsNonnegative">Whether the measure is.</param>
/// <param name="NormBound">A bound on the total variation; null for none.</param>
/// <param name="Mass">The mass of the measure; null for any.</param>
internal sealed record SmoothStatement(SmoothPieces Profile, Sequence<Sequence<Rational>> Inputs, Loss Loss, Rational Penalty, bool IsNonnegative, Rational? NormBound, Rational? Mass)
{
    /// <summary>The problem as data for the solver.</summary>
    /// <exception cref="NotRepresentableException">The function meets a case distinction, or its second derivative is not bounded.</exception>
    public SmoothProblem Problem()
    {
        var longest = Inputs.Max(static x => x.Aggregate(Rational.Zero, static (sum, v) => sum + (v * v)));
        var reach = DoubleInterval.Sqrt(DoubleInterval.FromRational(longest)).UpperDouble;
        return new(Inputs, new SmoothFeature(Profile.Pieces.Select(Recorded), Profile.Knots, Math.Max(reach, double.Epsilon)), Loss, Penalty, IsNonnegative) { NormBound = NormBound, Mass = Mass, Parity = Profile.Parity };
    }

    private static Tape Recorded(Term piece)
    {
        var zero = DoubleInterval.FromExact(0);
        var recorder = new TapeRecorder<DoubleInterval>();
        var inside = new Interpreter<Rational>(Rational.One, Environment<Rational>.Empty).Over(q => recorder.Constant(q, zero)).With(SmoothPieces.Argument, new Value<Recorded<DoubleInterval>>.Real(recorder.Input(zero)));
        return recorder.Finish(inside.EvaluateScalar(WholeLine.Exponentials(piece)));
    }
}
