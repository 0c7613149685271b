using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Statements;

/// <summary>
/// What is said of finitely many numbers: <c>coordinate</c>, one of them, <c>relu</c> of a form, the <c>product</c> of two, or a condition, which is the
/// <see cref="Relation"/> of a form to 0. A form is a constant and the factors of the parts before this one; what is left out is 0.
/// </summary>
/// <param name="Shape">Which of these.</param>
/// <param name="Left">A form.</param>
/// <param name="Right">Another, of a product.</param>
public sealed record VectorPart(string Shape, Rational[] Left, Rational[] Right);

/// <summary>
/// The least value of a form f where conditions g ≥ 0, g > 0 or g = 0 hold. With multipliers y, not negative but for those of g = 0, f ≥ f - Σ y g there;
/// and of that, with w the factors in it, Σ w l r is at least its tangent at a point, where it is semidefinite, and w relu(e) ≥ w q e for w ≥ 0 and
/// 0 ≤ q ≤ 1. Where then all parts cancel, and what is left is f at the point, that is a minimiser.
/// </summary>
/// <param name="Parts">What is said of the numbers: first themselves, and each part of those before it.</param>
/// <param name="Objective">f.</param>
[Cites("boyd-vandenberghe-2004", "section 5.2")] public sealed record VectorProblem(IReadOnlyList<VectorPart> Parts, Rational[] Objective)
{
    /// <summary>How many numbers there are.</summary>
    public int Size => Parts.Count(p => p.Shape == "coordinate");

    /// <summary>What a form consists of besides its constant, with the factors.</summary>
    public IEnumerable<(Rational Factor, VectorPart Part)> Said(Rational[] form) => form.Skip(1).Zip(Parts).Where(t => !t.First.IsZero);

    /// <summary>The c and x of Σ c relu(⟨x, θ⟩).</summary>
    internal IEnumerable<Ridge> Ridges(Rational[] form) => Said(form).Select(said =>
        said.Part is { Shape: "relu", Left: [{ IsZero: true }, .. var x] } && form[0].IsZero && x.Skip(Size).All(t => t.IsZero)
            ? new Ridge(said.Factor, [.. Enumerable.Range(0, Size).Select(x.ElementAtOrDefault)]) : throw new NotShownException("only sums of relu are read"));

    /// <summary>The value of a form at 1 and the values of parts, or any sum of products.</summary>
    /// <param name="a">The first factors.</param>
    /// <param name="b">The second factors.</param>
    public static Rational Dot(Rational[] a, IEnumerable<Rational> b) => a.Zip(b, (x, y) => x * y).Aggregate(Rational.Zero, (sum, t) => sum + t);

    /// <summary>1, and the values of all parts at a point; of conditions nothing is said.</summary>
    public IReadOnlyList<Rational> ValuesAt(IEnumerable<Rational> at) => Parts.Skip(Size).Aggregate<VectorPart, List<Rational>>([1, .. at], (known, part) =>
        [.. known, part.Shape == "relu" ? Rational.Max(Dot(part.Left, known), 0) : Dot(part.Left, known) * Dot(part.Right, known)]);

    /// <summary>
    /// The least value, where a point is shown to be a minimiser by a multiplier for each condition and a slope for each relu of what is 0 there, the last one
    /// first; and whether it is shown to be the only one. At every minimiser the inequalities are equations, so that some forms are what they are at the
    /// point. Where nothing follows for a part, forms with it are left out; the others determine all other parts, coordinates among them.
    /// </summary>
    internal (Rational Value, Func<bool> IsOnly)? Minimum(Reals reals, Rational[] point, Rational[] listed)
    {
        var (n, used, values, rest, isBound, own) = (Parts.Count, 0, ValuesAt(point), Objective, point.Length == Size, Enumerable.Range(1, Size).ToHashSet());
        var (pinned, products) = (new List<Rational[]>(), new List<(Rational Weight, VectorPart Part)>());
        static Rational Of(Rational[] form, int k) => form.ElementAtOrDefault(k);
        Rational[] Plus(Rational[] f, Rational factor, Rational[] g) => [.. Enumerable.Range(0, n + 1).Select(k => Of(f, k) + (factor * Of(g, k)))];
        Rational[] Only(int k) => [.. new Rational[k], 1];
        for (var k = n; k > Size; k--)
        {
            var ((shape, form, other), left, weight) = (Parts[k - 1], Dot(Parts[k - 1].Left, values), Of(rest, k));
            var right = shape == "product" ? Dot(other, values) : shape == "relu" && !left.IsZero ? (1 + left.Sign) / 2 : listed.ElementAtOrDefault(used++);
            var slope = Plus(Plus([], right, form), shape == "product" ? left : 0, Plus(other, -right, [1]));
            rest = Plus(Plus(rest, -weight, Only(k)), shape is "product" or "relu" ? weight : -1, slope);
            isBound &= shape == "product" || (shape == "relu" ? weight.Sign >= 0 && right.Sign >= 0 && right <= 1
                : (shape == "Equal" || right.Sign >= 0) && Enclosure.Compare(Enum.Parse<Relation>(shape), left, 0) == Certainty.True);
            products.AddRange(shape == "product" ? [(weight, Parts[k - 1])] : Array.Empty<(Rational, VectorPart)>());
            pinned.AddRange(shape == "relu" && weight.Sign > 0 && own.Add(k) ? [Plus(Only(k), -1, slope)] : Array.Empty<Rational[]>());
            pinned.AddRange(shape == "product" || (shape == "relu" ? weight.IsZero || right.IsInteger : shape != "Equal" && right.IsZero) ? [] : [form]);
        }

        if (!isBound || used != listed.Length || rest.Skip(1).Any(f => !f.IsZero) || rest[0] != Dot(Objective, values))
        {
            return null;
        }

        var at = Enumerable.Range(1, n).Where(k => Parts[k - 1].Shape is "coordinate" or "relu" or "product").ToList();
        var curved = at.ConvertAll(k => products.Aggregate(new Rational[n + 1], (sum, p) =>
            Plus(Plus(sum, p.Weight * Of(p.Part.Left, k), p.Part.Right), p.Weight * Of(p.Part.Right, k), p.Part.Left)));
        var free = at.FindAll(k => !own.Contains(k));
        var rows = pinned.Concat(curved).Where(r => free.TrueForAll(k => Of(r, k).IsZero)).Concat(free.Select(Only)).ToList();
        Enclosure[][] Gram() => Matrices.Of(at.Count, (i, j) => rows.Aggregate(Rational.Zero, (sum, r) => sum + (Of(r, at[i]) * Of(r, at[j]))));
        return Matrices.IsSemidefinite(reals, Matrices.Of(at.Count, (i, j) => Of(curved[i], at[j])), 0) != Certainty.True ? null
            : (rest[0], () => Matrices.IsSemidefinite(reals, Gram(), 0, isDefinite: true) == Certainty.True);
    }
}
