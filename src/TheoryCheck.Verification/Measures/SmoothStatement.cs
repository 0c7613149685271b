using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Measures.Smooth;
using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Tapes;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>A problem over measures whose features are one smooth function of inner products.</summary>
/// <param name="Profile">The function of <see cref="Argument"/>.</param>
/// <param name="Inputs">The samples.</param>
/// <param name="Loss">The loss of the outputs.</param>
/// <param name="Penalty">The factor of the total variation.</param>
/// <param name="IsNonnegative">Whether the measure is.</param>
internal sealed record SmoothStatement(Term Profile, Sequence<Sequence<Rational>> Inputs, SeparableLoss Loss, Rational Penalty, bool IsNonnegative)
{
    /// <summary>Stands for the inner product.</summary>
    public static readonly Symbol Argument = new("s", SymbolRole.Bound, default) { Type = TermType.Real };

    /// <summary>The profile in <see cref="Argument"/>; null for functions that are not known to be smooth on the whole line.</summary>
    public static Term? Smooth(ScalarProfile profile) => WholeLine.IsSmooth(profile.Value, profile.Argument) ? WholeLine.Exponentials(profile.Value).Replace(profile.Argument, Build.Ref(Argument)) : null;

    /// <summary>The problem as data for the solver.</summary>
    /// <exception cref="NotRepresentableException">The function meets a case distinction, or its second derivative is not bounded.</exception>
    public SmoothProblem Problem()
    {
        var zero = DoubleInterval.FromExact(0);
        var recorder = new TapeRecorder<DoubleInterval>();
        var inside = new Interpreter<Rational>(Rational.One, Environment<Rational>.Empty).Over(q => recorder.Constant(q, zero)).With(Argument, new Value<Recorded<DoubleInterval>>.Real(recorder.Input(zero)));
        var tape = recorder.Finish(inside.EvaluateScalar(Profile));
        var longest = Inputs.Max(static x => x.Aggregate(Rational.Zero, static (sum, v) => sum + (v * v)));
        var reach = DoubleInterval.Sqrt(DoubleInterval.FromRational(longest)).UpperDouble;
        return new(Inputs, new SmoothFeature(tape, Math.Max(reach, double.Epsilon)), Loss, Penalty, IsNonnegative);
    }
}
