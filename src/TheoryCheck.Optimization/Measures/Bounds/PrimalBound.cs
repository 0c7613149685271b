using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Bounds;

/// <summary>The objective of an explicit measure, enclosed from exact outputs.</summary>
internal static class PrimalBound
{
    private const int Precision = 128;

    /// <summary>The exact outputs of the atoms.</summary>
    internal static Rational[] Outputs(MeasureProblem problem, Sequence<Atom> atoms)
    {
        var outputs = new Rational[problem.SampleCount];
        for (var i = 0; i < outputs.Length; i++)
        {
            foreach (var atom in atoms)
            {
                outputs[i] += atom.Output(problem.Feature, problem.Inputs[i]);
            }
        }

        return outputs;
    }

    /// <summary>An enclosure of Σ |weights|, which bounds the total variation and equals it when the atoms differ.</summary>
    internal static Interval Variation(Sequence<Atom> atoms)
    {
        var sum = Interval.FromRational(0, Precision);
        foreach (var atom in atoms)
        {
            sum += Interval.Sqrt(Interval.FromRational(atom.SquaredNorm, Precision));
        }

        return sum;
    }

    /// <summary>An upper bound of the objective at the measure; null when a constraint is violated.</summary>
    internal static Rational? Of(MeasureProblem problem, SeparableLoss loss, Sequence<Atom> atoms)
    {
        var variation = Variation(atoms);
        if (problem.NormBound is { } bound && variation.Upper > bound)
        {
            return null;
        }

        var sum = Interval.FromRational(problem.Penalty, Precision) * variation;
        var outputs = Outputs(problem, atoms);
        for (var i = 0; i < outputs.Length; i++)
        {
            if (loss.Value(i, outputs[i], Precision) is not { IsBounded: true } value)
            {
                return null;
            }

            sum += value;
        }

        return sum.Upper;
    }
}
