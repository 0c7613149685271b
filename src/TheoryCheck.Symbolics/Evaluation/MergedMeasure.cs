using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation;

/// <summary>
/// The atoms of a measure with certainly equal points joined, and the pairs of points of which it is not known whether they are
/// equal. What holds whichever of those pairs are equal is decided; the rest is not.
/// </summary>
/// <typeparam name="T">The reading.</typeparam>
internal sealed class MergedMeasure<T>
    where T : IReal<T>
{
    // Doubles this close may stand for one number.
    private const double Nearness = 1e-9;

    private static readonly Value<T> Zero = new Value<T>.Exact(Rational.Zero);

    private readonly List<Value<T>.WeightedPoint> atoms = [];
    private readonly List<int> components = [];

    private MergedMeasure()
    {
    }

    /// <summary>Joins atoms.</summary>
    public static MergedMeasure<T> Of(Interpreter<T> interpreter, Value<T>.Measure measure)
    {
        var merged = new MergedMeasure<T>();
        foreach (var atom in measure.Atoms.Where(a => !Interpreter<T>.IsZero(a.Weight)))
        {
            merged.Join(interpreter, atom);
        }

        return merged;
    }

    /// <summary>Whether all mass cancels: False when the mass of points that may be equal to each other, and to no others, is not 0.</summary>
    public Certainty IsZero(Interpreter<T> interpreter)
    {
        if (atoms.TrueForAll(a => interpreter.Compare(Relation.Equal, a.Weight, Zero) == Certainty.True))
        {
            return Certainty.True;
        }

        var sums = components.Zip(atoms).GroupBy(p => p.First, p => p.Second).ToList();
        if (sums.Exists(g => interpreter.Compare(Relation.Equal, g.Select(a => a.Weight).Aggregate(interpreter.Add), Zero) == Certainty.False))
        {
            return Certainty.False;
        }

        return sums.TrueForAll(g => g.Count() == 1 && interpreter.Compare(Relation.Equal, g.First().Weight, Zero) == Certainty.True)
            ? Certainty.True
            : Certainty.Unknown;
    }

    /// <summary>Σ |weight| over the different points. Points that may be equal do no harm where their weights have one sign.</summary>
    public Value<T> TotalVariation(Interpreter<T> interpreter)
    {
        foreach (var group in components.Zip(atoms).GroupBy(p => p.First, p => p.Second).Where(g => g.Count() > 1))
        {
            if (!group.All(a => interpreter.Compare(Relation.GreaterOrEqual, a.Weight, Zero) == Certainty.True)
                && !group.All(a => interpreter.Compare(Relation.LessOrEqual, a.Weight, Zero) == Certainty.True))
            {
                throw new UndecidedException("it is not decided whether two points of a measure are equal, so that their weights would cancel");
            }
        }

        return atoms.Aggregate(Zero, (sum, atom) => interpreter.Add(sum, Absolute(interpreter, atom.Weight)));
    }

    /// <summary>The measure with each point once and no weight 0.</summary>
    public Value<T>.Measure Decided(Interpreter<T> interpreter)
    {
        if (components.Distinct().Count() < atoms.Count)
        {
            throw new UndecidedException("it is not decided whether two points of a measure are equal");
        }

        return new(atoms.Where(a => interpreter.Compare(Relation.Equal, a.Weight, Zero) switch
        {
            Certainty.True => false,
            Certainty.False => true,
            _ => throw new UndecidedException("it is not decided whether a point of a measure carries mass"),
        }).ToSequence());
    }

    private static Value<T> Absolute(Interpreter<T> interpreter, Value<T> weight) =>
        weight is Value<T>.Exact exact ? new Value<T>.Exact(exact.Number.Sign < 0 ? -exact.Number : exact.Number) : new Value<T>.Real(T.Abs(interpreter.ScalarOf(weight)));

    private void Join(Interpreter<T> interpreter, Value<T>.WeightedPoint atom)
    {
        var maybe = new List<int>();
        for (var i = 0; i < atoms.Count; i++)
        {
            switch (Equal(interpreter, atoms[i].Point, atom.Point))
            {
                case Certainty.True:
                    atoms[i] = atoms[i] with { Weight = interpreter.Add(atoms[i].Weight, atom.Weight) };
                    return;
                case Certainty.Unknown:
                    maybe.Add(components[i]);
                    break;
            }
        }

        var own = atoms.Count;
        atoms.Add(atom);
        components.Add(own);
        for (var i = 0; i < components.Count; i++)
        {
            components[i] = maybe.Contains(components[i]) ? own : components[i];
        }
    }

    private static Certainty Equal(Interpreter<T> interpreter, Value<T> left, Value<T> right)
    {
        if (left is Value<T>.Tensor a && right is Value<T>.Tensor b && a.Elements.Dimensions == b.Elements.Dimensions)
        {
            var x = a.Elements.Elements.Span;
            var y = b.Elements.Elements.Span;
            var all = Certainty.True;
            for (var i = 0; i < x.Length && all != Certainty.False; i++)
            {
                all = all.And(Equal(x[i], y[i]));
            }

            return all;
        }

        return (left, right) is (Value<T>.Real u, Value<T>.Real v) ? Equal(u.Number, v.Number) : interpreter.Compare(Relation.Equal, left, right);
    }

    private static Certainty Equal(T left, T right)
    {
        var equal = T.Compare(Relation.Equal, left, right);
        return equal == Certainty.False && left is DoubleReal a && right is DoubleReal b && Math.Abs(a.Value - b.Value) <= Nearness * (1 + Math.Abs(a.Value))
            ? Certainty.Unknown
            : equal;
    }
}
