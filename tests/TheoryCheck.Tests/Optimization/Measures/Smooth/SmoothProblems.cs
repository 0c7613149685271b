using System;
using System.Linq;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Measures.Smooth;
using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Tapes;

namespace TheoryCheck.Tests.Optimization.Measures.Smooth;

/// <summary>Problems with the feature tanh(2z), and others of one input.</summary>
internal static class SmoothProblems
{
    /// <summary>A function written down as a tape.</summary>
    public static Tape TapeOf(Func<Recorded<DoubleInterval>, Func<Rational, Recorded<DoubleInterval>>, Recorded<DoubleInterval>> function)
    {
        var (recorder, one) = (new TapeRecorder<DoubleInterval>(), DoubleInterval.FromExact(1));
        return recorder.Finish(function(recorder.Input(one), q => recorder.Constant(q, one)));
    }

    /// <summary>1 - 2/(1 + exp(4z)).</summary>
    public static Tape Tangent => TapeOf(static (z, number) => number(1) - (number(2) / (number(1) + Recorded<DoubleInterval>.Exp(number(4) * z))));

    /// <summary>Random inputs in [-1/2, 1/2]^d and labels ±1.</summary>
    public static SmoothProblem Random(int dimension, int count, int seed)
    {
        var random = new Random(seed);
        var inputs = Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, dimension).Select(_ => new Rational(random.Next(-100, 101), 200)).ToSequence()).ToSequence();
        var labels = Enumerable.Range(0, count).Select(_ => (Rational)((2 * random.Next(2)) - 1)).ToSequence();
        return new(inputs, new SmoothFeature(Tangent, Math.Sqrt(dimension)), new HalfSquaredLoss(labels, new Rational(1, count)), new Rational(1, 50), false);
    }
}
