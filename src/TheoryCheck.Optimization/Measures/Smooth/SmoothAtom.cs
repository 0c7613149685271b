namespace TheoryCheck.Optimization.Measures.Smooth;

/// <summary>A point mass sign·weight·δ at a point of the sphere, in doubles.</summary>
/// <param name="Point">A unit vector, length d.</param>
/// <param name="Sign">1 or -1.</param>
/// <param name="Weight">At least 0.</param>
internal sealed record SmoothAtom(double[] Point, int Sign, double Weight);
