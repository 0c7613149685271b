using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Spheres;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Bounds;

/// <summary>
/// A nonnegative measure that interpolates exactly, near one that does so to rounding: the weights at as many directions as there are independent outputs are refined with exact residuals, and what is left
/// changes no weight by as much as it is.
/// </summary>
internal static class NonnegativeInterpolation
{
    private const int Refinements = 3;

    // The total variation grows by half the square of it.
    private const double Apart = 1e-5;

    /// <summary>Every atom as atoms near it on the same sides of all inputs and in the same kinks, so that their weights move it.</summary>
    /// <param name="feature">The inputs and φ in doubles.</param>
    /// <param name="atoms">Positive atoms.</param>
    internal static List<MovingAtom> Split(SampledFeature feature, IReadOnlyList<MovingAtom> atoms) => [.. atoms.SelectMany(atom =>
    {
        double[] direction = [.. atom.Moment.Select(m => m / atom.Magnitude)];
        double[][] fixedTo = [direction, .. Enumerable.Range(0, feature.Count).Where(i => atom.Sides[i] == 0 && feature.Lengths[i] > 0).Select(i => feature.Input(i).ToArray())];
        var axes = Enumerable.Range(0, feature.Dimension).Select(k => Enumerable.Range(0, feature.Dimension).Select(l => k == l ? 1.0 : 0).ToArray());
        var tangents = Orthonormal(axes, Orthonormal(fixedTo, []));
        return tangents.Count == 0 ? [atom] : tangents.SelectMany(v => new[] { Apart, -Apart }.Select(step =>
            MovingAtom.At(feature, [.. direction.Select((u, k) => u + (step * v[k]))], atom.Sign, atom.Magnitude / (2 * tangents.Count))));
    })];

    // Gram-Schmidt behind given orthonormal vectors; what depends on others is left out.
    private static List<double[]> Orthonormal(IEnumerable<double[]> vectors, IReadOnlyList<double[]> before)
    {
        var found = new List<double[]>();
        foreach (var vector in vectors)
        {
            var rest = (double[])vector.Clone();
            foreach (var unit in before.Concat(found).Concat(found))
            {
                var product = RidgeSum.Dot(unit, rest);
                for (var k = 0; k < rest.Length; k++)
                {
                    rest[k] -= product * unit[k];
                }
            }

            var norm = RidgeSum.Norm(rest);
            if (norm > 1e-6 * RidgeSum.Norm(vector))
            {
                found.Add(Array.ConvertAll(rest, v => v / norm));
            }
        }

        return found;
    }

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
