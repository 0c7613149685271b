using TheoryCheck.Core;
using TheoryCheck.Numerics.Laws;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances;

/// <summary>
/// A measure on finitely many points, Σ wₖ δ(xₖ) with rational weights and closed points: the form in which searches propose, move and shrink laws. Each point
/// stands there once, and no weight is 0.
/// </summary>
internal sealed record WeightedAtoms
{
    private WeightedAtoms(Sequence<(Rational Weight, Term Point)> atoms) => Atoms = atoms;

    /// <summary>The weights with their points.</summary>
    public Sequence<(Rational Weight, Term Point)> Atoms { get; }

    /// <summary>The measure with such atoms; equal points are joined, and what has no weight is left out. Null where nothing is left.</summary>
    public static WeightedAtoms? Of(IEnumerable<(Rational Weight, Term Point)> atoms)
    {
        var joined = atoms.GroupBy(static a => a.Point, static a => a.Weight).Select(static g => (Weight: g.Aggregate(static (sum, w) => sum + w), Point: g.Key))
            .Where(static a => !a.Weight.IsZero).ToSequence();
        return joined.IsEmpty ? null : new(joined);
    }

    /// <summary>The atoms of a closed value; null when it is written otherwise.</summary>
    public static WeightedAtoms? Of(Term value)
    {
        var atoms = new List<(Rational, Term)>();
        return Collect(value, Rational.One, atoms) ? Of(atoms) : null;
    }

    /// <summary>The atoms of a value of the exact reading; null where a point is none that can be written down.</summary>
    public static WeightedAtoms? Of(Value<Rational>.Measure measure)
    {
        var atoms = measure.Atoms.Map(a => (Weight: Written(a.Weight), Point: Written(a.Point)));
        return atoms.All(static a => a is { Weight: Number, Point: not null }) ? Of(atoms.Select(static a => (((Number)a.Weight!).Value, a.Point!))) : null;
    }

    /// <summary>Σ cₖ μₖ; null where nothing is left.</summary>
    public static WeightedAtoms? Mixture(IEnumerable<(Rational Factor, WeightedAtoms Measure)> parts) => Of(parts.SelectMany(static p => p.Measure.Atoms.Select(a => (p.Factor * a.Weight, a.Point))));

    /// <summary>The measure in the language, <c>1/2*dirac(0) + 1/2*dirac(1)</c>.</summary>
    public Term ToTerm()
    {
        var masses = Atoms.Map(static a => a.Weight.IsOne ? Build.Call<Dirac>(a.Point) : Build.Multiply(Build.Num(a.Weight), Build.Call<Dirac>(a.Point)));
        return masses.Count == 1 ? masses[0] : Build.Add(masses.Items.AsSpan());
    }

    private static bool Collect(Term value, Rational factor, List<(Rational Weight, Term Point)> atoms)
    {
        switch (value)
        {
            case Arithmetic { Operator: ArithmeticOperator.Add } sum:
                return sum.Children.All(c => Collect(c, factor, atoms));
            case Arithmetic { Operator: ArithmeticOperator.Multiply, Children: [Number weight, var measure] }:
                return Collect(measure, factor * weight.Value, atoms);
            case Call { Operation: Dirac, Arguments: [var point] }:
                atoms.Add((factor, point));
                return true;
            case Call { Operation: Uniform, Arguments: [Collection { Kind: CollectionKind.Set } points] }:
                var distinct = points.Children.Distinct().ToList();
                atoms.AddRange(distinct.Select(p => (factor / distinct.Count, p)));
                return true;
            default:
                return false;
        }
    }

    private static Term? Written(Value<Rational> value) => value switch
    {
        Value<Rational>.Exact exact => new Number(exact.Number),
        Value<Rational>.Real real => new Number(real.Number),
        Value<Rational>.Tensor { Elements: var tensor } => ClosedValue.Of(tensor.Dimensions.AsSpan(), tensor.Elements.Span),
        Value<Rational>.Tuple { Items: var items } when items.Map(Written) is var written && written.All(static w => w is not null) =>
            new Collection(CollectionKind.Tuple, new TupleType(written.Map(static w => w!.Type)), written.Map(static w => w!)),
        _ => null,
    };
}
