using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Search.Shrinking;

/// <summary>Laws on finitely many points that are simpler than a given one: with fewer atoms, simpler weights, simpler points.</summary>
internal static class SimplerLaws
{
    private const long OfAtom = 64;

    /// <summary>How much there is to write: most for an atom, then the weights and the numbers of the points.</summary>
    public static long Weight(WeightedAtoms law) => law.Atoms.Sum(static a => OfAtom + SimplerNumbers.Weight(a.Weight) + Numbers(a.Point).Sum(SimplerNumbers.Weight));

    /// <summary>Candidates of less weight, those with fewer atoms first. Whether they are laws of the set, and still what is wanted, is for others to say.</summary>
    public static IEnumerable<WeightedAtoms> Of(WeightedAtoms law)
    {
        var weight = Weight(law);
        return Fewer(law).Concat(Exchanged(law)).Concat(Shares(law)).Concat(Points(law)).OfType<WeightedAtoms>().Where(l => Weight(l) < weight);
    }

    /// <summary>A law on points of fewer coordinates: the leading, or the trailing, ones, divided by the length where they were before; null where the points are not vectors.</summary>
    public static WeightedAtoms? Cut(WeightedAtoms law, int length, bool isTrailing)
    {
        var cut = law.Atoms.Map(a => (a.Weight, Point: ExactPoints.Of(a.Point) is { Dimensions: [var n] } p && length >= 1 && length <= n ? (isTrailing ? p.Reversed().Truncated([length])?.Reversed() : p.Truncated([length])) : null));
        return cut.All(static a => a.Point is not null && (a.Point.Normalised.IsEmpty || a.Point.Entries.Any(static e => !e.IsZero))) ? WeightedAtoms.Of(cut.Select(static a => (a.Weight, a.Point!.ToTerm()))) : null;
    }

    // Without one atom: the others in their proportions, or its weight on one of them.
    private static IEnumerable<WeightedAtoms?> Fewer(WeightedAtoms law)
    {
        var total = law.Atoms.Aggregate(Rational.Zero, static (sum, a) => sum + a.Weight);
        foreach (var (weight, point) in law.Atoms.Where(_ => law.Atoms.Count > 1))
        {
            var others = law.Atoms.Where(a => !a.Point.Equals(point)).ToList();
            var left = total - weight;
            yield return left.IsZero ? null : WeightedAtoms.Of(others.Select(a => (a.Weight * total / left, a.Point)));
            foreach (var other in others)
            {
                yield return WeightedAtoms.Of(others.Select(a => (a.Point.Equals(other.Point) ? a.Weight + weight : a.Weight, a.Point)));
            }
        }
    }

    // Two pairs exchange partners, which keeps both marginals of a coupling.
    private static IEnumerable<WeightedAtoms?> Exchanged(WeightedAtoms law) =>
        from a in law.Atoms
        from b in law.Atoms
        where a.Point is Collection { Kind: CollectionKind.Tuple, Children.Count: 2 } && a.Weight <= b.Weight && !a.Point.Equals(b.Point)
        let crossed = new[] { Pair(a.Point, b.Point), Pair(b.Point, a.Point) }
        select WeightedAtoms.Of([.. law.Atoms, (-a.Weight, a.Point), (-a.Weight, b.Point), (a.Weight, crossed[0]), (a.Weight, crossed[1])]);

    private static Collection Pair(Term first, Term second) => new(CollectionKind.Tuple, first.Type, [first.Children[0], second.Children[1]]);

    // A simpler weight; what is over goes to another atom, or to all others in their proportions.
    private static IEnumerable<WeightedAtoms?> Shares(WeightedAtoms law)
    {
        var equal = new Rational(1, law.Atoms.Count);
        yield return WeightedAtoms.Of(law.Atoms.Select(a => (equal, a.Point)));
        foreach (var (weight, point) in law.Atoms)
        {
            foreach (var simpler in SimplerNumbers.Of(weight).Concat([new Rational(1, 2), new Rational(1, 4)]).Where(w => w != weight && !w.IsZero))
            {
                yield return WeightedAtoms.Of(law.Atoms.Select(a => (a.Point.Equals(point) ? simpler : a.Weight * (1 - simpler) / (weight.IsOne ? 1 : 1 - weight), a.Point)));
                foreach (var other in law.Atoms.Where(a => !a.Point.Equals(point)))
                {
                    yield return WeightedAtoms.Of(law.Atoms.Select(a => (a.Point.Equals(point) ? simpler : a.Point.Equals(other.Point) ? a.Weight + weight - simpler : a.Weight, a.Point)));
                }

                yield return WeightedAtoms.Of(law.Atoms.Select(a => (a.Point.Equals(point) ? simpler : a.Weight, a.Point)));
            }
        }
    }

    private static IEnumerable<WeightedAtoms?> Points(WeightedAtoms law)
    {
        foreach (var (_, point) in law.Atoms)
        {
            if (ExactPoints.Of(point) is not { } entries)
            {
                continue;
            }

            for (var i = 0; i < entries.Entries.Count; i++)
            {
                var axis = entries with { Entries = entries.Entries.Map((_, k) => k == i ? Rational.One : Rational.Zero) };
                yield return WeightedAtoms.Of(law.Atoms.Select(a => (a.Weight, a.Point.Equals(point) ? axis.ToTerm() : a.Point)));
                foreach (var simpler in SimplerNumbers.Of(entries.Entries[i]))
                {
                    var next = entries.With(i, simpler);
                    yield return next.Normalised.IsEmpty || next.Entries.Any(static e => !e.IsZero) ? WeightedAtoms.Of(law.Atoms.Select(a => (a.Weight, a.Point.Equals(point) ? next.ToTerm() : a.Point))) : null;
                }
            }
        }
    }

    private static IEnumerable<Rational> Numbers(Term point) => point is Collection { Kind: CollectionKind.Tuple } pair ? pair.Children.SelectMany(Numbers) : ExactPoints.Of(point)?.Entries.Items ?? [];
}
