using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Numerics.Random;

/// <summary>Reads the uniforms and the normals of a <see cref="DrawKey"/> one after the other, from any place. Not for sharing between threads.</summary>
public sealed class RandomStream(DrawKey key) : UniformSource
{
    private readonly double[] uniforms = new double[IndexedDraws.Group];
    private readonly double[] normals = new double[IndexedDraws.Group];
    private DrawKey key = key;
    private long uniformGroup = -1;
    private long normalGroup = -1;

    /// <summary>The index of the next uniform.</summary>
    public long UniformPosition { get; private set; }

    /// <summary>The index of the next normal.</summary>
    public long NormalPosition { get; private set; }

    /// <summary>Goes to another place, possibly of another key.</summary>
    public void Seek(in DrawKey to, long uniform, long normal)
    {
        if (to != key)
        {
            key = to;
            uniformGroup = -1;
            normalGroup = -1;
        }

        UniformPosition = uniform;
        NormalPosition = normal;
    }

    /// <inheritdoc/>
    public override double NextUniform()
    {
        var (group, offset) = (UniformPosition / IndexedDraws.Group, (int)(UniformPosition % IndexedDraws.Group));
        if (group != uniformGroup)
        {
            IndexedDraws.FillUniform(key, group * IndexedDraws.Group, uniforms);
            uniformGroup = group;
        }

        UniformPosition++;
        return uniforms[offset];
    }

    /// <inheritdoc/>
    public override void FillNormal(Span<double> target)
    {
        if (target.Length >= 2 * IndexedDraws.Group)
        {
            IndexedDraws.FillNormal(key, NormalPosition, target);
            NormalPosition += target.Length;
            return;
        }

        while (!target.IsEmpty)
        {
            var (group, offset) = (NormalPosition / IndexedDraws.Group, (int)(NormalPosition % IndexedDraws.Group));
            if (group != normalGroup)
            {
                IndexedDraws.FillNormal(key, group * IndexedDraws.Group, normals);
                normalGroup = group;
            }

            var taken = Math.Min(IndexedDraws.Group - offset, target.Length);
            normals.AsSpan(offset, taken).CopyTo(target);
            NormalPosition += taken;
            target = target[taken..];
        }
    }
}
