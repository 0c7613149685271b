using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Laws;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Search.Sets;

namespace TheoryCheck.Verification.Search;

/// <summary>
/// The weights of a law on finitely many points, as a mixture: of the unit masses at its points, all points of a listed set among them, or, where conditions are linear in
/// the weights and for couplings, of the law at the start and corners of the polytope that they leave. Where the points lie in a set that is not listed, they move too.
/// </summary>
internal sealed class LawCoordinates : CoordinateBlock
{
    private readonly ImmutableArray<WeightedAtoms> parts;
    private readonly SearchedPoints weights;
    private readonly SearchedPoints? places;

    private LawCoordinates(Symbol symbol, ImmutableArray<WeightedAtoms> parts, SearchedPoints weights, SearchedPoints? places, double[] start)
        : base(symbol, start) => (this.parts, this.weights, this.places) = (parts, weights, places);

    private int Length => (Start.Length / parts.Length) - 1;

    /// <summary>The weights of a symbol's value at the start, and its points where they can move; null when it is no law on finitely many points.</summary>
    public static LawCoordinates? At(Symbol symbol, Term domain, IReadOnlyList<Term> conditions, Instance start, ClosedEvaluation evaluation)
    {
        if (AtomicLaws.SetOf(domain) is not { Operation: not Symbolics.Sets.Measures } set || !start.Values.TryGetValue(symbol, out var value) || WeightedAtoms.Of(value) is not { } law
            || SearchedSet.PointsOf(Build.Call<Simplex>(Number.One), start, evaluation.TryRational) is not { } weights)
        {
            return null;
        }

        var corners = LawCorners.Around(symbol, law, set, conditions, start, evaluation);
        if (corners.Count > 0 || set.Operation is Couplings)
        {
            return new(symbol, [law, .. corners], weights, null, [1, .. new double[corners.Count]]);
        }

        var listed = evaluation.Elements(set.Arguments[0], start, LawCorners.MostListed);
        var atoms = law.Atoms.Concat((listed ?? []).Where(p => law.Atoms.All(a => !a.Point.Equals(p))).Select(static p => (Weight: Rational.Zero, Point: p))).ToList();
        var numbers = atoms.Select(a => evaluation.TryTensor(a.Point, Instance.Empty)?.Elements.ToArray()).ToList();
        var places = listed is null && numbers.TrueForAll(n => n is not null && n.Length == numbers[0]!.Length) ? SearchedSet.PointsOf(set.Arguments[0], start, evaluation.TryRational) : null;
        return new(symbol, [.. atoms.Select(static a => WeightedAtoms.Of([(Rational.One, a.Point)])!)], weights, places, [.. atoms.Select(static a => a.Weight.ToDouble()), .. places is null ? [] : numbers.SelectMany(static n => n!)]);
    }

    /// <inheritdoc/>
    public override void Project(Span<double> own)
    {
        weights.Project(own[..parts.Length]);
        for (var k = 0; places is not null && k < parts.Length; k++)
        {
            places.Project(own.Slice(parts.Length + (k * Length), Length));
        }
    }

    /// <inheritdoc/>
    public override Value<T> Of<T>(Interpreter<T> at, ReadOnlySpan<T> own)
    {
        var atoms = new List<Value<T>.WeightedPoint>();
        for (var k = 0; k < parts.Length; k++)
        {
            foreach (var (weight, point) in parts[k].Atoms)
            {
                atoms.Add(new(new Value<T>.Real(weight.IsOne ? own[k] : own[k] * at.Literal(weight)), places is null ? at.Evaluate(point) : Place(point, own.Slice(parts.Length + (k * Length), Length))));
            }
        }

        return new Value<T>.Measure(atoms.ToSequence());
    }

    /// <inheritdoc/>
    public override Term? Round(ReadOnlySpan<double> own, long denominator) => Mixed(own, (points, numbers) => points.Round(numbers, denominator));

    /// <inheritdoc/>
    public override Term? Snap(ReadOnlySpan<double> own, double tolerance) => Mixed(own, (points, numbers) => NearbyNumbers.Simplest(points, numbers, tolerance));

    private static Value<T> Place<T>(Term old, ReadOnlySpan<T> at)
        where T : IReal<T> => old is Number ? new Value<T>.Real(at[0]) : new Value<T>.Tensor(new TensorValue<T>([at.Length], at.ToArray()));

    private Term? Mixed(ReadOnlySpan<double> own, Exactly exactly)
    {
        var shares = exactly(weights, own[..parts.Length]);
        var mixed = new List<(Rational, WeightedAtoms)>();
        for (var k = 0; k < parts.Length; k++)
        {
            if (places is null)
            {
                mixed.Add((shares[k], parts[k]));
                continue;
            }

            var entries = exactly(places, own.Slice(parts.Length + (k * Length), Length));
            if (places.IsNormalised && Array.TrueForAll(entries, static e => e.IsZero))
            {
                return null;
            }

            var point = parts[k].Atoms[0].Point is Number ? new Number(entries[0]) : new ExactPoints([entries.Length], entries.ToSequence(), places.IsNormalised ? [true] : []).ToTerm();
            mixed.Add((shares[k], WeightedAtoms.Of([(Rational.One, point)])!));
        }

        return WeightedAtoms.Mixture(mixed)?.ToTerm();
    }

    private delegate Rational[] Exactly(SearchedPoints points, ReadOnlySpan<double> numbers);
}
