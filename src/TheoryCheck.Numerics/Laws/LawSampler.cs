using TheoryCheck.Numerics.Random;
using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Numerics.Laws;

/// <summary>
/// Draws the points of a family <c>x[i&lt;n] ~ P</c>. Point i takes the uniforms i·a, …, i·a + a - 1 and the normals
/// i·b, …, i·b + b - 1 of the key, where a and b are what one point of P needs: so each point is a function of key and index,
/// and the first points of a longer family are the points of a shorter one. Not for sharing between threads.
/// </summary>
/// <param name="law">The law.</param>
/// <param name="pointSize">Numbers in a point; 1 for a scalar law.</param>
public sealed class LawSampler(ISampledLaw law, int pointSize)
{
    private readonly RandomStream stream = new(default);

    /// <summary>Draws the points <paramref name="firstPoint"/>, <paramref name="firstPoint"/>+1, … into <paramref name="points"/>, whose length is a multiple of the point size.</summary>
    /// <param name="key">The symbol, trial and seed.</param>
    /// <param name="arguments">The law's evaluated arguments, as resolved by <see cref="SampledLaw.TryResolve"/>.</param>
    /// <param name="firstPoint">The first index.</param>
    /// <param name="points">Receives the points, row-major. NaN where the arguments lie outside the law's parameters.</param>
    public void Fill(in DrawKey key, ReadOnlySpan<TensorValue<double>> arguments, long firstPoint, Span<double> points)
    {
        if (points.Length % pointSize != 0)
        {
            throw new ArgumentException($"{points.Length} numbers are no whole number of points of {pointSize}", nameof(points));
        }

        if (points.IsEmpty || (law is IFamilyLaw family && family.TrySampleFamily(arguments, key, firstPoint, pointSize, points)))
        {
            return;
        }

        // What one point takes depends on the arguments only, so any point tells it.
        var source = new DrawSource(stream);
        stream.Seek(key, 0, 0);
        law.Sample(arguments, ref source, points[..pointSize]);
        var (uniforms, normals) = (stream.UniformPosition, stream.NormalPosition);
        for (var at = 0; at < points.Length; at += pointSize)
        {
            var point = firstPoint + at / pointSize;
            stream.Seek(key, point * uniforms, point * normals);
            law.Sample(arguments, ref source, points.Slice(at, pointSize));
            if (stream.UniformPosition != (point + 1) * uniforms || stream.NormalPosition != (point + 1) * normals)
            {
                throw new InvalidOperationException("a law took a number of draws that depends on their values");
            }
        }
    }
}
