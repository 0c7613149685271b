using TheoryCheck.Core;
using TheoryCheck.Optimization.Spheres;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Discretised;

/// <summary>
/// The directions that a problem over measures is restricted to: all of a finite list, and on the whole sphere those of its solution and others spread over
/// it.
/// </summary>
internal static class DictionaryDirections
{
    private const int SpreadPerDimension = 48;
    private const int MostSpread = 240;

    /// <summary>
    /// The list of the problem; otherwise the atoms, the places where the certificate touches its supremum, and spread directions, of length 1 to rounding. A
    /// function of problem and solution, without repetitions.
    /// </summary>
    internal static Sequence<Sequence<Rational>> Of(MeasureProblem problem, MeasureSolution solution)
    {
        if (problem.Directions is { } listed)
        {
            return listed.Points;
        }

        IEnumerable<double[]> spread = problem.Dimension == 1
            ? [[1.0], [-1.0]]
            : SpreadDirections.Of(problem.Dimension, Math.Min(MostSpread, SpreadPerDimension * problem.Dimension));
        var contacts = solution.Certificate?.Contacts ?? [];
        return solution.Atoms.Items.Select(a => a.Direction.AsEnumerable()).Concat(contacts.Select(c => c.AsEnumerable())).Concat(spread)
            .Select(d => d.Select(v => Rational.FromExact(v)).ToSequence()).Distinct().ToSequence();
    }
}
