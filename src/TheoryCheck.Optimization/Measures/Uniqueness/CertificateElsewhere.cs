using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Spheres;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Uniqueness;

/// <summary>Whether a certificate with enclosed dual variables stays strictly below its level outside the cells and stars of given atoms.</summary>
internal static class CertificateElsewhere
{
    private const double Tolerance = 1e-10;
    private const long Budget = 20_000_000;

    /// <summary>True only if sup |Σᵢ qᵢ φ(⟨θ, xᵢ⟩)| &lt; level is certain for all q in the box and all θ not in the star of an atom of that sign.</summary>
    internal static bool IsBelow(MeasureProblem problem, SampledFeature feature, List<MovingAtom> atoms, Interval[] dual, Interval least, CancellationToken cancellation)
    {
        var center = Array.ConvertAll(dual, q => q.LowerDouble / 2 + q.UpperDouble / 2);
        var spread = feature.Rounding(center);
        for (var i = 0; i < center.Length; i++)
        {
            var radius = Math.Max(dual[i].UpperDouble - center[i], center[i] - dual[i].LowerDouble);
            spread += radius * (Math.Abs(feature.Right) + Math.Abs(feature.Left)) * feature.Lengths[i];
        }

        var level = least.LowerDouble * (1 - 1e-15) - spread * (1 + 1e-9);
        if (!(level > 0))
        {
            return false;
        }

        var potential = feature.Potential(center);
        return Side(1, potential) && (problem.IsNonnegative || Side(-1, potential.Negated()));

        bool Side(int sign, RidgeSum function)
        {
            var stars = atoms.Where(atom => atom.Sign == sign).Select(atom => Star(atom, function)).ToArray();
            var found = ConeSearch.Supremum(function, Tolerance, level * (1 - 8 * Tolerance), 0, Budget, covered: stars, cancellation: cancellation);
            return found.Upper < level;
        }
    }

    /// <summary>True only if |Σᵢ qᵢ φ(⟨θ, xᵢ⟩)| &gt; penalty at some θ for all q in the box, evaluated in enclosures at a peak found in doubles.</summary>
    internal static bool Exceeds(MeasureProblem problem, SampledFeature feature, Interval[] dual)
    {
        var potential = feature.Potential(Array.ConvertAll(dual, q => q.LowerDouble / 2 + q.UpperDouble / 2));
        var starts = feature.Dimension <= 3 ? [] : SpreadDirections.Of(feature.Dimension, 64);
        return SphereMaximiser.For(feature.Dimension, feature.Inputs).Peaks(potential, problem.Penalty.ToDouble(), problem.IsNonnegative, starts).Take(4).Any(peak =>
        {
            var direction = peak.Direction.Select(Rational.FromExact).ToSequence();
            var length = Interval.Sqrt(dual[0].Literal(direction.Items.Aggregate(Rational.Zero, (sum, v) => sum + v * v)));
            var atom = new Atom(direction, peak.Sign);
            var value = dual[0].Literal(0);
            for (var i = 0; i < dual.Length; i++)
            {
                value += dual[i] * value.Literal(atom.Output(problem.Feature, problem.Inputs[i]));
            }

            return (value - length * value.Literal(problem.Penalty)).CertainSign == 1;
        });
    }

    /// <summary>Inputs without weight in the potential have no cells of their own and count as either side.</summary>
    private static CoveredStar Star(MovingAtom atom, RidgeSum function)
    {
        var pattern = (sbyte[])atom.Sides.Clone();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (function.Factors[i] == 0 || RidgeSum.Norm(function.Input(i)) == 0)
            {
                pattern[i] = 0;
            }
        }

        return new(pattern);
    }
}
