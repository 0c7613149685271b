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

    /// <summary>The atoms with those of one sign whose regions fit together added up: their outputs add, and |a + b| ≤ |a| + |b|.</summary>
    internal static List<MovingAtom> Merged(IReadOnlyList<MovingAtom> atoms)
    {
        var merged = atoms.ToList();
        for (var j = 0; j < merged.Count; j++)
        {
            for (var l = merged.Count - 1; l > j; l--)
            {
                if (merged[j].Sign != merged[l].Sign || !Fit(merged[j].Sides, merged[l].Sides))
                {
                    continue;
                }

                var sides = merged[j].Sides.Select((side, i) => side != 0 ? side : merged[l].Sides[i]).ToArray();
                var moment = merged[j].Moment.Select((m, k) => m + merged[l].Moment[k]).ToArray();
                if (RidgeSum.Norm(moment) > 0)
                {
                    merged[j] = new(moment, merged[j].Sign, sides);
                    merged.RemoveAt(l);
                }
            }
        }

        return merged;
    }

    private static bool Fit(sbyte[] left, sbyte[] right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] * right[i] < 0)
            {
                return false;
            }
        }

        return true;
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
