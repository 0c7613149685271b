using TheoryCheck.Optimization.Spheres;

namespace TheoryCheck.Optimization.Measures.Discretised;

/// <summary>The directions that a problem over all measures is restricted to: those of its solution, and others spread over the sphere.</summary>
internal static class DictionaryDirections
{
    private const int SpreadPerDimension = 48;
    private const int MostSpread = 240;

    /// <summary>
    /// The atoms, the places where the certificate touches its supremum, and spread directions; unit vectors in doubles, without repetitions. A
    /// function of problem and solution.
    /// </summary>
    internal static IReadOnlyList<double[]> Of(MeasureProblem problem, MeasureSolution solution)
    {
        IEnumerable<double[]> spread = problem.Dimension == 1
            ? [[1.0], [-1.0]]
            : SpreadDirections.Of(problem.Dimension, Math.Min(MostSpread, SpreadPerDimension * problem.Dimension));
        var contacts = solution.Certificate?.Contacts ?? [];
        return [.. solution.Atoms.Items.Select(a => a.Direction.ToArray()).Concat(contacts.Select(c => c.ToArray())).Concat(spread).DistinctBy(d => string.Join(' ', d.Select(v => v.ToString("R", System.Globalization.CultureInfo.InvariantCulture))))];
    }
}
