using TheoryCheck.Optimization.Spheres;

namespace TheoryCheck.Optimization.Measures.Descent;

/// <summary>An atom that moves: its moment, its sign, the side of every input it is on, and the kinks it is held on.</summary>
internal sealed class MovingAtom(double[] moment, int sign, sbyte[] sides)
{
    /// <summary>Direction times magnitude of the weight, length d.</summary>
    internal double[] Moment { get; set; } = moment;

    /// <summary>1 or -1.</summary>
    internal int Sign { get; } = sign;

    /// <summary>1 or -1 for the side of input i, 0 where the atom is held at ⟨m, xᵢ⟩ = 0.</summary>
    internal sbyte[] Sides { get; } = sides;

    internal double Magnitude => RidgeSum.Norm(Moment);

    internal MovingAtom Copy() => new((double[])Moment.Clone(), Sign, (sbyte[])Sides.Clone());

    /// <summary>An atom at a direction; the kinks it stands on hold it.</summary>
    internal static MovingAtom At(SampledFeature feature, ReadOnlySpan<double> direction, int sign, double magnitude)
    {
        var moment = new double[direction.Length];
        for (var k = 0; k < moment.Length; k++)
        {
            moment[k] = magnitude * direction[k];
        }

        var sides = new sbyte[feature.Count];
        for (var i = 0; i < sides.Length; i++)
        {
            var z = RidgeSum.Dot(feature.Input(i), direction);
            var isOnKink = feature.Jump != 0 && Math.Abs(z) <= 1e-10 * feature.Lengths[i];
            sides[i] = isOnKink ? (sbyte)0 : (sbyte)(z >= 0 ? 1 : -1);
        }

        return new(moment, sign, sides);
    }

    /// <summary>An orthonormal basis, shape (k, d), of the vectors orthogonal to the inputs that hold the atom.</summary>
    internal double[][] FreeDirections(SampledFeature feature)
    {
        var d = Moment.Length;
        var held = new List<double[]>();
        for (var i = 0; i < Sides.Length; i++)
        {
            if (Sides[i] == 0 && feature.Lengths[i] > 0)
            {
                Extend(held, feature.Input(i), 1e-9 * feature.Lengths[i]);
            }
        }

        var all = new List<double[]>(held);
        if (held.Count < d)
        {
            // The moment first, so that a full set of kinks leaves exactly its direction.
            Extend(all, Moment, 0);
            for (var k = 0; k < d && all.Count < d; k++)
            {
                var axis = new double[d];
                axis[k] = 1;
                Extend(all, axis, 1e-8);
            }
        }

        return [.. all.Skip(held.Count)];
    }

    private static void Extend(List<double[]> basis, ReadOnlySpan<double> vector, double least)
    {
        var rest = vector.ToArray();
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var unit in basis)
            {
                var product = RidgeSum.Dot(unit, rest);
                for (var k = 0; k < rest.Length; k++)
                {
                    rest[k] -= product * unit[k];
                }
            }
        }

        var norm = RidgeSum.Norm(rest);
        if (norm > least)
        {
            for (var k = 0; k < rest.Length; k++)
            {
                rest[k] /= norm;
            }

            basis.Add(rest);
        }
    }
}
