using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Arguments;

/// <summary>
/// Proves that a supremum over families u[j&lt;N] of numbers or vectors is no less than the same over u[j&lt;M] with M ≤ N, and an infimum no greater: where the families enter only
/// through sums over all j of terms that are 0 where the members j are 0, a shorter family filled up with zeros has the same conditions and the same value.
/// </summary>
internal sealed class WiderFamily : GeneralArgument
{
    /// <inheritdoc/>
    public override Judgement? Prove(Term formula, IReadOnlyList<Term> hypotheses)
    {
        if (Compared(formula) is not var (narrow, wide))
        {
            return null;
        }

        var table = new List<(Term Body, Symbol Stands)>();
        return Families(narrow) is { } few && Families(wide) is { } many && few.Count == many.Count && few.Zip(many).All(p => Fit(p.First, p.Second, hypotheses))
            && few.ConvertAll(Member) is var members && Summed(narrow, few, members, table) is { } fromFew && Summed(wide, many, members, table) is { } fromMany && fromFew.SequenceEqual(fromMany)
            ? new Judgement(VerdictKind.Proved, $"a shorter family filled up with zeros has the same value, so the {wide.Form.Name} over longer families is over more")
            {
                Steps = [new StepEvidence("filled up with zeros", formula, Constant.True, "the families enter only through sums of terms that are 0 where their members are")],
            }
            : null;
    }

    /// <summary>The symbols of binders that are families u[j&lt;N] of numbers or vectors; null for other binders.</summary>
    private static List<Symbol>? Families(Binding optimum) =>
        optimum.Binders.All(static b => b.Symbol is { Indices: [{ Domain: IndexRange { Lower: Number { Value.IsZero: true } } }], Restriction: null }
            && b.RangesOver is Call { Operation: Reals or VectorSpace } domain && !domain.Mentions(b.Symbol.Indices[0].Symbol))
            ? [.. optimum.Binders.Select(static b => b.Symbol)]
            : null;

    private static IndexRange Range(Symbol family) => (IndexRange)family.Indices[0].Domain!;

    // Families of the same kind of member, the first at most as long as the second.
    private static bool Fit(Symbol narrow, Symbol wide, IReadOnlyList<Term> hypotheses)
    {
        var (few, many) = (Range(narrow).Upper, Range(wide).Upper);
        return Equals(narrow.Domain, wide.Domain)
            && (few.Equals(many) || hypotheses.Any(h => Unfold.Definitions(h) is Comparison { Relations: [var relation], Children: [var a, var b] }
                && (relation is Relation.LessOrEqual or Relation.Less ? (a, b) : relation is Relation.GreaterOrEqual or Relation.Greater ? (b, a) : default) is (not null, not null) and var (less, more)
                && Build.PredecessorOf(less!).Equals(few) && Build.PredecessorOf(more!).Equals(many)));
    }

    /// <summary>Body and conditions with a symbol for each sum over the families; null where these enter in another way.</summary>
    private static List<Term>? Summed(Binding optimum, List<Symbol> families, List<Symbol> members, List<(Term Body, Symbol Stands)> table)
    {
        var parts = optimum.Binders.Select(b => b.Where).OfType<Term>().Prepend(optimum.Body).Select(Visit).ToList();
        return parts.Exists(t => families.Exists(t.Mentions)) ? null : parts;

        Term Visit(Term term)
        {
            if (term is Binding { Form: Sum, Binders: [{ Where: null, Domain: IndexRange range } index] } sum && families.Exists(sum.Mentions) && families.TrueForAll(f => Range(f).Equals(range)))
            {
                var body = families.Select((f, k) => (Family: f, Plain: members[k])).Aggregate(sum.Body, (inner, f) => Plain(inner, f.Family, index.Symbol, f.Plain));
                if (!families.Exists(body.Mentions) && !body.Mentions(index.Symbol) && Vanishes(body, members))
                {
                    var known = table.Find(t => t.Body.Equals(body));
                    if (known.Stands is null)
                    {
                        known = (body, new Symbol("s", SymbolRole.Bound, default) { Type = sum.Type });
                        table.Add(known);
                    }

                    return Build.Ref(known.Stands);
                }
            }

            return term.Children.IsEmpty ? term : term.With(term.Children.Map(Visit));
        }
    }

    /// <summary>A member of a family as a plain symbol.</summary>
    internal static Symbol Member(Symbol family) => new(family.Name, SymbolRole.Bound, default)
    {
        Type = family.Type is TensorType tensor ? tensor with { Axes = tensor.Axes.Skip(1).ToSequence() } : family.Type,
    };

    /// <summary>A term with the plain symbol in place of the member at an index.</summary>
    internal static Term Plain(Term term, Symbol family, Symbol index, Symbol plain) =>
        term is Element { Tensor: Reference { Symbol: var of }, Indices: [Reference { Symbol: var at }, ..] } element && ReferenceEquals(of, family) && ReferenceEquals(at, index)
            ? element.Indices.Count == 1 ? Build.Ref(plain) : Build.At(Build.Ref(plain), element.Indices.Skip(1).ToSequence().AsSpan())
            : term.Children.IsEmpty ? term : term.With(term.Children.Map(c => Plain(c, family, index, plain)));

    // Whether a term is defined for all members, and 0 where they are.
    private static bool Vanishes(Term term, List<Symbol> members)
    {
        bool Free(Term part) => !members.Exists(part.Mentions);
        bool Zero(Term part) => Vanishes(part, members);
        return term switch
        {
            Reference { Symbol: var symbol } => members.Contains(symbol),
            Element { Tensor: var tensor, Indices: var indices } => Zero(tensor) && indices.All(Free),
            Arithmetic { Operator: ArithmeticOperator.Add or ArithmeticOperator.Negate } sum => sum.Children.All(Zero),
            Arithmetic { Operator: ArithmeticOperator.Multiply } product => product.Children.Any(Zero) && product.Children.All(c => Free(c) || Zero(c)),
            Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] } => Zero(numerator) && Free(denominator),
            Arithmetic { Operator: ArithmeticOperator.Power, Children: [var inner, Number { Value: { IsInteger: true, Sign: > 0 } }] } => Zero(inner),
            Call { Operation: Dot } dot => dot.Arguments.Any(Zero) && dot.Arguments.All(c => Free(c) || Zero(c)),
            Call { Operation: Norm, Arguments: [var vector] } => Zero(vector),
            Call { Operation: Symbolics.Functions.Relu or Symbolics.Functions.Abs or Symbolics.Functions.Sq, Arguments: [var argument] } => Zero(argument),
            Binding { Form: Sum, Binders: var binders, Body: var body } => Zero(body) && binders.All(b => (b.Domain is null || Free(b.Domain)) && (b.Where is null || Free(b.Where))),
            _ => false,
        };
    }
}
