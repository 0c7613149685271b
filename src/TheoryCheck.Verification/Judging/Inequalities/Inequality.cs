using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Inequalities;

/// <summary>A claim a ≤ b or a &lt; b about numbers, with derivatives and expectations carried out.</summary>
/// <param name="Lesser">The number a.</param>
/// <param name="Greater">The number b.</param>
/// <param name="IsStrict">Whether equality is denied.</param>
/// <param name="Hypotheses">What may be used besides the domains of the symbols.</param>
internal sealed record Inequality(Term Lesser, Term Greater, bool IsStrict, IReadOnlyList<Term> Hypotheses)
{
    private bool? isDefined;

    /// <summary>The hypotheses as facts.</summary>
    public Facts Facts { get; } = Facts.Of(Hypotheses);

    /// <summary>Whether both sides certainly have a value for all values of their symbols.</summary>
    public bool IsDefined => isDefined ??= ExplicitForm.IsDefined(Lesser, Facts) && ExplicitForm.IsDefined(Greater, Facts);

    /// <summary>That a number is not negative, or positive, which has a value wherever the sides of this inequality have one.</summary>
    public Inequality Part(Term number, bool isStrict, IReadOnlyList<Term> hypotheses) => new(Number.Zero, number, isStrict, hypotheses) { isDefined = IsDefined };

    /// <summary>
    /// The integers n, each with the hypotheses that do not speak of it, over which there may be an induction: what the other symbols may be is the same for all of them. Only vectors and matrices may grow with n, as the first entries are one of those too.
    /// </summary>
    public IEnumerable<(Symbol Size, Number Least, Term[] Lasting)> Sizes() =>
        from size in Difference.FreeSymbols()
        where size is { Indices.IsEmpty: true, Domain: IndexRange { Lower: Number, Upper: Constant } }
        let lasting = Hypotheses.Where(h => !Unfold.Definitions(h).Mentions(size)).ToArray()
        where !lasting.Select(static h => Unfold.Definitions(h)).Append(Difference).SelectMany(static t => t.FreeSymbols()).Any(s => s.Domain is { } set and not Call { Operation: VectorSpace or MatrixSpace } && set.Mentions(size))
        select (size, (Number)((IndexRange)size.Domain!).Lower, lasting);

    /// <summary>b - a.</summary>
    public Term Difference => Lesser is Number { Value.IsZero: true } ? Greater : Build.Subtract(Greater, Lesser);

    /// <summary>
    /// Numbers that have the sign of the difference wherever both sides have a value: the difference, the same without positive factors, and the difference of the logarithms where both sides are positive.
    /// Those behind the first are there only where both sides certainly have a value.
    /// </summary>
    public IEnumerable<Term> Differences()
    {
        yield return Difference;
        if (!IsDefined)
        {
            yield break;
        }

        yield return ExplicitForm.Primitive(Difference, Facts);
        if (ExplicitForm.SignOf(Lesser, Facts) == Signs.Positive && ExplicitForm.SignOf(Greater, Facts) == Signs.Positive)
        {
            yield return ExplicitForm.Primitive(Build.Subtract(Build.Call<Log>(Greater), Build.Call<Log>(Lesser)), Facts);
        }
    }

    /// <summary>The inequalities that a comparison of numbers, perhaps a chain, consists of; null where there is another relation, or a side is not explicit.</summary>
    public static IReadOnlyList<Inequality>? Of(Comparison comparison, IReadOnlyList<Term> hypotheses)
    {
        if (comparison.Children.Any(static side => !side.Type.IsScalar || side.Type is TruthType))
        {
            return null;
        }

        (comparison, hypotheses) = Substituted(comparison, hypotheses);
        hypotheses = [.. hypotheses, .. Members(comparison, hypotheses)];
        var facts = Facts.Of(hypotheses);
        var sides = comparison.Children.Select(side => ExplicitForm.Of(Unfold.Definitions(side), facts)).ToList();
        return sides.Exists(static s => s is null || s.ReachedSymbols().Any(static of => of.Role is SymbolRole.State or SymbolRole.Draw && of.Evolution is not null)) || comparison.Relations.Any(static r => r is Relation.Equal or Relation.NotEqual) ? null
            : [.. comparison.Relations.Select((relation, i) => relation is Relation.Less or Relation.LessOrEqual
                ? new Inequality(sides[i]!, sides[i + 1]!, relation == Relation.Less, hypotheses)
                : new Inequality(sides[i + 1]!, sides[i]!, relation == Relation.Greater, hypotheses))];
    }

    // What is assumed of all indices, of those that the comparison speaks of and of the first, where there is one.
    private static IEnumerable<Term> Members(Comparison comparison, IReadOnlyList<Term> hypotheses)
    {
        var free = Unfold.Definitions(comparison).FreeSymbols().Where(static s => s.Domain is IndexRange).ToList();
        foreach (var all in hypotheses.Select(static h => Unfold.Definitions(h)).OfType<Quantified>())
        {
            if (all is { Kind: QuantifierKind.ForAll, Binders: [{ Where: null, Domain: IndexRange range } index] })
            {
                foreach (var symbol in free.Where(s => range.Equals((IndexRange)s.Domain!)))
                {
                    yield return all.Body.Replace(index.Symbol, Build.Ref(symbol));
                }

                if (range.Upper is not Constant && ExplicitForm.SignOf(Build.Add(Build.Subtract(range.Upper, range.Lower), Number.One), Facts.None) == Signs.Positive)
                {
                    yield return all.Body.Replace(index.Symbol, range.Lower);
                }
            }
        }
    }

    // An equation says what a vector is: that stands in its place.
    private static (Comparison Comparison, IReadOnlyList<Term> Hypotheses) Substituted(Comparison comparison, IReadOnlyList<Term> hypotheses)
    {
        foreach (var equation in hypotheses)
        {
            if (Unfold.Definitions(equation) is Comparison { Relations: [Relation.Equal], Children: [{ Type: TensorType { Axes.Count: > 0 } } left, var right] } && (Named(left, right) ?? Named(right, left)) is var (symbol, value))
            {
                Term At(Term term) => Unfold.Definitions(term).Replace(symbol, value);
                return Substituted((Comparison)At(comparison), [.. hypotheses.Where(h => !ReferenceEquals(h, equation)).Select(At)]);
            }
        }

        return (comparison, hypotheses);

        static (Symbol Symbol, Term Value)? Named(Term side, Term other) =>
            side is Reference { Symbol: { Role: SymbolRole.Given or SymbolRole.Bound, Indices.IsEmpty: true, Parameters.IsEmpty: true } symbol } && !other.Mentions(symbol) ? (symbol, other) : null;
    }
}
