using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Bounds;

/// <summary>
/// A nonnegative measure that interpolates exactly, near one that does so to rounding: the weights at as many directions as there are independent outputs are refined with exact residuals, and what is left
/// changes no weight by as much as it is.
/// </summary>
internal static class NonnegativeInterpolation
{
    private const int Refinements = 3;

    /// <summary>An upper bound on its total variation; null where a weight would not stay positive or the directions are dependent.</summary>
    /// <param name="problem">Interpolation by nonnegative measures.</param>
    /// <param name="feature">The same in doubles.</param>
    /// <param name="parts">The atoms, positive.</param>
    internal static Rational? Variation(MeasureProblem problem, SampledFeature feature, IReadOnlyList<MovingAtom> parts)
    {
        if (problem.Loss is not Interpolation { Targets: var targets } || InterpolationRepair.For(feature, FeatureSpan.Of(problem), parts, onlyAtoms: true) is not { } repair)
        {
            return null;
        }

        Atom[] atoms = [.. parts.Select(part => new Atom(part.Moment.Select(m => Rational.FromExact(m)).ToSequence(), 1))];
        for (var round = 0; round < Refinements; round++)
        {
            var change = repair.Weights(Residuals());
            for (var k = 0; k < change.Length; k++)
            {
                var at = repair.Chosen[k];
                var factor = 1 + Rational.FromExact(change[k] / parts[at].Magnitude);
                if (factor.Sign <= 0)
                {
                    return null;
                }

                atoms[at] = atoms[at] with { Moment = atoms[at].Moment.Map(m => factor * m) };
            }
        }

        var cost = repair.Cost(Residuals());
        return repair.Chosen.All(at => atoms[at].SquaredNorm > cost * cost) ? PrimalBound.Variation(atoms.ToSequence()).Upper + cost : null;

        Rational[] Residuals() => [.. PrimalBound.Outputs(problem, atoms.ToSequence()).Select((f, i) => targets[i] - f)];
    }
}
