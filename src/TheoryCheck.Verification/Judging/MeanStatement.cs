using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// A comparison of an expectation with a number: <c>E[value | given] relation bound</c>. Sums and multiples of expectations are one
/// expectation, by linearity.
/// </summary>
/// <param name="Relation">The relation of the mean to the bound.</param>
/// <param name="Value">What is averaged.</param>
/// <param name="Draws">What is drawn.</param>
/// <param name="Given">The condition, or null.</param>
/// <param name="Bound">The bound, free of chance.</param>
internal sealed record MeanStatement(Relation Relation, Term Value, Sequence<Symbol> Draws, Term? Given, Term Bound)
{
    /// <summary>The statement that a formula is at an instance, or null when it is none.</summary>
    public static MeanStatement? Of(Term formula, Instance instance)
    {
        if (formula is not Comparison { Relations: [var relation and not Relation.NotEqual], Children: [{ Type: TensorType { IsScalar: true } } left, { Type: TensorType { IsScalar: true } } right] }
            || Affine(left, instance) is not { } one || Affine(right, instance) is not { } other)
        {
            return null;
        }

        var means = one.Means.Concat(other.Means).ToList();
        if (means.Count == 0 || (means.Exists(m => m.Given is not null) && means.Count > 1))
        {
            return null;
        }

        return new MeanStatement(
            relation,
            Difference(one.Value, other.Value),
            means.SelectMany(m => m.Binders).Select(b => b.Symbol).Distinct().ToSequence(),
            means[0].Given,
            Difference(other.Rest, one.Rest));
    }

    /// <summary>Whether a formula may be such a statement at some instance.</summary>
    public static bool MayBe(Term formula) => formula is Comparison && HasMean(formula);

    private static bool HasMean(Term term) => term is Binding { Form: Expect } || term.Children.Items.Any(HasMean);

    private static Term Difference(Term? left, Term? right) => (left, right) switch
    {
        (null, null) => Number.Zero,
        (null, { } gone) => Build.Multiply(Build.Num(-1), gone),
        ({ } kept, null) => kept,
        ({ } kept, { } gone) => Build.Subtract(kept, gone),
    };

    // A term as E[value] + rest, or null.
    private static Parts? Affine(Term term, Instance instance)
    {
        switch (term)
        {
            case Binding { Form: Expect } mean:
                return new Parts(mean.Body, null, [mean]);
            case not null when !FormulaTraits.IsRandom(term, instance):
                return new Parts(null, term, []);
            case Arithmetic { Operator: ArithmeticOperator.Add } sum:
                var parts = sum.Children.Select(c => Affine(c, instance)).ToList();
                return parts.Exists(p => p is null) ? null : parts.Aggregate((a, b) => new Parts(Sum(a!.Value, b!.Value), Sum(a.Rest, b.Rest), a.Means.Concat(b.Means)));
            case Arithmetic { Operator: ArithmeticOperator.Multiply } product when product.Children.Where(c => FormulaTraits.IsRandom(c, instance)).ToList() is [var random]:
                return Affine(random, instance)?.Map(part => Build.Multiply([.. product.Children.Where(c => !ReferenceEquals(c, random)), part]));
            case Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var over, var under] } when !FormulaTraits.IsRandom(under, instance):
                return Affine(over, instance)?.Map(part => Build.Divide(part, under));
            default:
                return null;
        }
    }

    private static Term? Sum(Term? left, Term? right) => left is null ? right : right is null ? left : Build.Add(left, right);

    private sealed record Parts(Term? Value, Term? Rest, Sequence<Binding> Means)
    {
        public Parts Map(Func<Term, Term> change) => this with { Value = Value is null ? null : change(Value), Rest = Rest is null ? null : change(Rest) };
    }
}
