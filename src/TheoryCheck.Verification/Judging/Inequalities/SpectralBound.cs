using TheoryCheck.Core;
using TheoryCheck.Numerics.Tensors;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Inequalities;

/// <summary>c λ ≥ b or c λ ≤ b for all eigenvalues λ of a symmetric matrix A with rows, where c ≥ 0.</summary>
/// <param name="Matrix">A.</param>
/// <param name="Factor">c.</param>
/// <param name="Value">b.</param>
/// <param name="IsLower">Whether the eigenvalues are bounded from below.</param>
internal sealed record SpectralBound(Term Matrix, Term Factor, Term Value, bool IsLower)
{
    /// <summary>What comparisons of extreme eigenvalues say, in whatever way they are written, and what these numbers are themselves.</summary>
    /// <param name="comparisons">Comparisons that hold.</param>
    /// <param name="other">A number that has a value.</param>
    /// <param name="facts">What is known of the symbols.</param>
    public static IReadOnlyList<SpectralBound> Of(IReadOnlyList<Comparison> comparisons, Term other, Facts facts)
    {
        var gaps = comparisons.SelectMany(static c => c.Relations.Select((relation, i) => (Relation: relation, Gap: Build.Subtract(c.Children[i + 1], c.Children[i])))).Where(static c => c.Relation is not Relation.NotEqual)
            .SelectMany(static c => c.Relation switch { Relation.Less or Relation.LessOrEqual => [c.Gap], Relation.Equal => [c.Gap, Build.Negate(c.Gap)], _ => new[] { Build.Negate(c.Gap) } }).ToList();
        var said = gaps.SelectMany(gap => Eigenvalues(gap).Distinct().Select(e => Said(gap, e, facts))).OfType<SpectralBound>().ToList();
        var own = Eigenvalues(other).Concat(gaps.SelectMany(Eigenvalues).Where(e => !said.Exists(b => b.IsLower == e.Operation is EigMin && b.Matrix.Equals(e.Arguments[0])))).Distinct()
            .Select(static e => new SpectralBound(e.Arguments[0], Number.One, e, e.Operation is EigMin)).ToList();
        var isDefinite = said.Where(b => b.IsLower && ExplicitForm.SignOf(b.Factor, facts) == Signs.Positive && (ExplicitForm.SignOf(b.Value, facts) & Signs.Negative) == Signs.None).Select(static b => b.Matrix)
            .Concat(said.Concat(own).Select(static b => b.Matrix).Where(static m => m is Reference { Symbol: var symbol } && MatrixPredicate.Of(symbol) is Psd)).Distinct();
        return [.. isDefinite.Select(static m => new SpectralBound(m, Number.One, Number.Zero, true)).Concat(said).Concat(own).Distinct()];
    }

    /// <summary>u'(cA - bI)u ≥ 0, or ≤ 0, for a vector u.</summary>
    public Comparison At(Term vector) => new(Number.Zero, Relation.LessOrEqual, Build.Call<Dot>(vector, Part(vector)));

    /// <summary>u'PQu ≥ 0 for two such parts of one matrix, which are semidefinite and commute (functions of one matrix).</summary>
    public Comparison With(SpectralBound other, Term vector) => new(Number.Zero, Relation.LessOrEqual, Build.Call<Dot>(Part(vector), other.Part(vector)));

    /// <summary>u'PQRu ≥ 0 for three of them.</summary>
    public Comparison With(SpectralBound other, SpectralBound third, Term vector) => new(Number.Zero, Relation.LessOrEqual, Build.Call<Dot>(Part(vector), other.Part(third.Part(vector))));

    /// <summary>No lower bound exceeds an upper one.</summary>
    public Comparison? Order(SpectralBound upper) => IsLower && !upper.IsLower && Matrix.Equals(upper.Matrix) ? new(Build.Multiply(upper.Factor, Value), Relation.LessOrEqual, Build.Multiply(Factor, upper.Value)) : null;

    // (cA - bI)u, or the negative.
    private Term Part(Term vector)
    {
        var part = Build.Subtract(Build.Multiply(Factor, Build.Call<Matmul>(Matrix, vector)), Build.Multiply(Value, vector));
        return IsLower ? part : Build.Negate(part);
    }

    // What stands in a branch need not have a value.
    private static IEnumerable<Call> Eigenvalues(Term term) => term switch
    {
        Call { Operation: EigMin or EigMax } call => [call],
        BinderTerm or Conditional => [],
        _ => term.Children.SelectMany(Eigenvalues),
    };

    // g ≥ 0 with g = c λ + r, where it is one of the least eigenvalue with c ≥ 0, or of the greatest with c ≤ 0.
    private static SpectralBound? Said(Term gap, Call eigenvalue, Facts facts)
    {
        var unknown = new Symbol("eigenvalue", SymbolRole.Given, default) { Type = TermType.Real };
        var read = Put(gap, eigenvalue, Build.Ref(unknown));
        var slope = Canonical.Normalize(Build.Subtract(read.Replace(unknown, Build.Add(Build.Ref(unknown), Number.One)), read), facts);
        if (slope.Mentions(unknown))
        {
            return null;
        }

        var (rest, isLower) = (read.Replace(unknown, Number.Zero), eigenvalue.Operation is EigMin);
        var (factor, value) = isLower ? (slope, Build.Negate(rest)) : (Build.Negate(slope), rest);
        return (ExplicitForm.SignOf(factor, facts) & Signs.Negative) == Signs.None ? new(eigenvalue.Arguments[0], Canonical.Normalize(factor, facts), Canonical.Normalize(value, facts), isLower) : null;
    }

    private static Term Put(Term term, Call call, Term value) => term.Equals(call) ? value : term.Children.IsEmpty ? term : term.With(term.Children.Map(c => Put(c, call, value)));
}
