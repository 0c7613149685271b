using TheoryCheck.Symbolics.Letters;

namespace TheoryCheck.Verification.Judging.Inequalities.Polynomials;

/// <summary>What a combination with coefficients that are not negative may be made of, and in which of it each product of letters stands with which sign.</summary>
internal sealed class CombinationParts
{
    private readonly IReadOnlyList<KnownSign> parts;
    private readonly Dictionary<PowerProduct, int> places = [];
    private readonly List<List<int>> standsIn = [];
    private readonly List<(int Place, bool IsPositive)[]> signs = [];

    /// <summary>Looks up the products of all parts.</summary>
    public CombinationParts(IReadOnlyList<KnownSign> parts)
    {
        this.parts = parts;
        Place(default);
        foreach (var part in parts)
        {
            signs.Add([.. part.Polynomial.Terms.Select(t => (Place(t.Key), t.Value.Sign > 0))]);
            foreach (var (place, _) in signs[^1])
            {
                standsIn[place].Add(signs.Count - 1);
            }
        }

        int Place(PowerProduct product)
        {
            if (!places.TryGetValue(product, out var place))
            {
                places[product] = place = places.Count;
                standsIn.Add([]);
            }

            return place;
        }
    }

    /// <summary>
    /// The parts that a combination equal to the target may have: a product that the target is without comes from none, where only one sign of it is left. A positive number is always among them.
    /// </summary>
    /// <returns>Null where nothing has a product of the target with its sign.</returns>
    public IReadOnlyList<KnownSign>? TakingPart(LetterPolynomial target)
    {
        var asked = new Dictionary<int, bool>();
        foreach (var (product, coefficient) in target.Terms)
        {
            if (!places.TryGetValue(product, out var place))
            {
                return null;
            }

            asked[place] = coefficient.Sign > 0;
        }

        // How often each product stands with each sign, of the number first.
        var counts = new (int Negative, int Positive)[places.Count];
        counts[0].Positive = 1;
        foreach (var (place, isPositive) in signs.SelectMany(static s => s))
        {
            Count(place, isPositive, 1);
        }

        var left = Enumerable.Repeat(true, parts.Count).ToArray();
        var single = new Stack<int>(Enumerable.Range(0, counts.Length).Where(IsSingle));
        while (!asked.Any(a => Lacks(a.Key, a.Value)) && single.TryPop(out var place))
        {
            foreach (var part in standsIn[place].Where(part => left[part]))
            {
                left[part] = false;
                foreach (var (other, isPositive) in signs[part])
                {
                    Count(other, isPositive, -1);
                    if (IsSingle(other))
                    {
                        single.Push(other);
                    }
                }
            }
        }

        return asked.Any(a => Lacks(a.Key, a.Value)) ? null : [.. parts.Where((_, i) => left[i])];

        void Count(int place, bool isPositive, int times)
        {
            var (negative, positive) = counts[place];
            counts[place] = isPositive ? (negative, positive + times) : (negative + times, positive);
        }

        bool Lacks(int place, bool isPositive) => (isPositive ? counts[place].Positive : counts[place].Negative) == 0;

        bool IsSingle(int place) => !asked.ContainsKey(place) && (Lacks(place, true) || Lacks(place, false));
    }
}
