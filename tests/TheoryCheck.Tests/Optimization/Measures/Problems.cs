using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Optimization.Measures;

/// <summary>Problems with known or random data.</summary>
internal static class Problems
{
    internal static Sequence<Sequence<Rational>> Inputs(params int[][] rows) => rows.Select(row => row.Select(v => (Rational)v).ToSequence()).ToSequence();

    internal static Sequence<Rational> Vector(params int[] values) => values.Select(v => (Rational)v).ToSequence();

    internal static Sequence<Sequence<Rational>> Random(int seed, int n, int d)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, n).Select(_ => Enumerable.Range(0, d).Select(_ => new Rational(random.Next(-64, 65), 32)).ToSequence()).ToSequence();
    }

    internal static Sequence<Rational> Teacher(Sequence<Sequence<Rational>> inputs, params Atom[] atoms) =>
        inputs.Map(x => atoms.Aggregate(Rational.Zero, (sum, atom) => sum + atom.Output(HomogeneousFeature.Relu, x)));

    internal static Atom Atom(int sign, params int[] moment) => new(Vector(moment), sign);

    internal static MeasureProblem HalfSquared(Sequence<Sequence<Rational>> inputs, Sequence<Rational> targets, Rational penalty, HomogeneousFeature? feature = null) =>
        new(inputs, feature ?? HomogeneousFeature.Relu, new HalfSquaredLoss(targets, new Rational(1, inputs.Count)), penalty);
}
