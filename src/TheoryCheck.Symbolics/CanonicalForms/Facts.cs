using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.CanonicalForms;

/// <summary>
/// What may be used of the symbols in a proof: their declared domains, always; besides, assumptions of the form "e relation 0",
/// possibly for all values of some indices, and the kinks to stay away from.
/// </summary>
public sealed class Facts
{
    private readonly Sequence<Pattern> patterns;
    private readonly Sequence<(Symbol Symbol, Term Lower, Term Upper)> ranges;

    private Facts(Sequence<Pattern> patterns, Sequence<(Symbol Symbol, Term Lower, Term Upper)> ranges, Sequence<Term> formulas) =>
        (this.patterns, this.ranges, Formulas) = (patterns, ranges, formulas);

    /// <summary>Declared domains only.</summary>
    public static Facts None { get; } = new([], [], []);

    /// <summary>Declared domains and formulas.</summary>
    public static Facts Of(IEnumerable<Term> formulas) => formulas.Aggregate(None, static (known, formula) => known.Assume(formula));

    /// <summary>The assumptions and restrictions added so far, as formulas.</summary>
    public Sequence<Term> Formulas { get; }

    /// <summary>Adds a formula. Parts that are not comparisons with a known shape are kept in <see cref="Formulas"/> and otherwise ignored.</summary>
    public Facts Assume(Term formula)
    {
        var found = patterns.ToList();
        Read(Unfold.Definitions(formula), [], found);
        return new Facts(found.ToSequence(), ranges, Formulas.Append(formula));
    }

    /// <summary>Adds that an index runs over a range.</summary>
    public Facts Index(Symbol symbol, Term lower, Term upper) => new(patterns, ranges.Append((symbol, lower, upper)), Formulas);

    /// <summary>Adds the binders of a quantifier: index ranges and restrictions.</summary>
    public Facts Binders(Sequence<Binder> binders)
    {
        var facts = this;
        foreach (var binder in binders)
        {
            facts = binder.Domain is IndexRange range ? facts.Index(binder.Symbol, range.Lower, range.Upper) : facts;
            facts = binder is { Symbol.Role: SymbolRole.Clock, Domain: RealInterval times } ? times.Bounds(Build.Ref(binder.Symbol)).Where(static b => !b.IsNonnegativity).Aggregate(facts, static (known, bound) => known.Assume(bound)) : facts;
            facts = binder.Where is null ? facts : facts.Assume(binder.Where);
        }

        return facts;
    }

    /// <summary>Whether more is said of the symbol than that it is not negative.</summary>
    public bool SayOf(Symbol symbol) => ranges.Any(r => r.Symbol == symbol && r is not { Lower: Number { Value.IsZero: true }, Upper: Constant }) || Formulas.Any(f => f.ReachedSymbols().Contains(symbol) && f is not Comparison { IsNonnegativity: true });

    /// <summary>What is known besides of a symbol that runs on: nothing that is said of it.</summary>
    public Facts Without(Symbol symbol) => Formulas.Where(f => !f.ReachedSymbols().Contains(symbol)).Aggregate(
        new Facts([], ranges.Where(r => r.Symbol != symbol && !r.Lower.Mentions(symbol) && !r.Upper.Mentions(symbol)).ToSequence(), []), static (known, formula) => known.Assume(formula));

    /// <summary>Adds that the expressions with a kink are away from it: a claim on a derivative holds where the derivative exists.</summary>
    public Facts Away(IEnumerable<Kink> kinks)
    {
        var facts = this;
        foreach (var kink in kinks)
        {
            // A Gram determinant is never negative (Cauchy and Schwarz), so away from 0 it is positive.
            var isGram = kink.Application is Call { Operation.Name: "gram_angle" };
            Term apart = new Comparison(kink.Vanishing, isGram ? Relation.Greater : Relation.NotEqual, Number.Zero);
            facts = facts.Assume(kink.Under.IsEmpty ? apart : new Quantified(QuantifierKind.ForAll, kink.Under, apart));
        }

        return facts;
    }

    /// <summary>The range of an index or integer symbol, from the facts or its declaration; null when it has none.</summary>
    internal (Term Lower, Term Upper)? RangeOf(Symbol symbol)
    {
        foreach (var range in ranges)
        {
            if (range.Symbol == symbol)
            {
                return (range.Lower, range.Upper);
            }
        }

        return symbol.Domain switch
        {
            IndexRange range => (range.Lower, range.Upper),
            Call { Operation.Name: "naturals" } => (Number.Zero, Constant.Infinity),
            _ => null,
        };
    }

    /// <summary>The signs a canonical term may have by an assumption; <see cref="Signs.Any"/> when none speaks of it.</summary>
    internal Signs Known(Term canonical)
    {
        var signs = Signs.Any;
        foreach (var pattern in patterns)
        {
            if (pattern.Matches(canonical))
            {
                signs &= pattern.Signs;
            }
        }

        return signs;
    }

    /// <summary>The signs of one element of a symbol by its declared domain.</summary>
    internal static Signs Declared(Symbol symbol) => symbol.Role == SymbolRole.Draw
        ? symbol.Domain is Call { Operation.Name: "exponential" } ? Signs.Nonnegative : Signs.Any
        : symbol.Domain switch
        {
            RealInterval { Lower: Number lower } interval when lower.Value.Sign >= 0 =>
                lower.Value.Sign > 0 || interval.LowerOpen ? Signs.Positive : Signs.Nonnegative,
            RealInterval { Upper: Number upper } interval when upper.Value.Sign <= 0 =>
                upper.Value.Sign < 0 || interval.UpperOpen ? Signs.Negative : Signs.Negative | Signs.Zero,
            IndexRange { Lower: Number lower } when lower.Value.Sign >= 0 => lower.Value.Sign > 0 ? Signs.Positive : Signs.Nonnegative,
            Call { Operation.Name: "positive" } => Signs.Positive,
            Call { Operation.Name: "naturals" } => Signs.Nonnegative,
            Call { Operation.Name: "simplex" } => Signs.Nonnegative,
            Collection { Kind: CollectionKind.Set } set when set.Children.All(c => c is Number) =>
                set.Children.Aggregate(Signs.None, (s, c) => s | SignArithmetic.Of(((Number)c).Value)),
            _ => Signs.Any,
        };

    /// <summary>The ends of the interval that a number, or each member of a family, is declared to lie in; null where there is none.</summary>
    internal static (DeclaredEnd? Lower, DeclaredEnd? Upper) DeclaredEnds(Symbol symbol) => symbol is { Role: not SymbolRole.Draw, Domain: RealInterval interval }
        ? (interval.Lower is Number lower ? new(lower.Value, interval.LowerOpen) : null, interval.Upper is Number upper ? new(upper.Value, interval.UpperOpen) : null)
        : (null, null);

    private static void Read(Term formula, Sequence<Binder> under, List<Pattern> found)
    {
        switch (formula)
        {
            case Connective { Kind: ConnectiveKind.And } both:
                foreach (var part in both.Children)
                {
                    Read(part, under, found);
                }

                break;
            case Quantified { Kind: QuantifierKind.ForAll } all:
                Read(all.Body, under.Concat(all.Binders), found);
                break;
            case Comparison comparison:
                for (var i = 0; i + 1 < comparison.Children.Count; i++)
                {
                    Link(comparison.Children[i], comparison.Relations[i], comparison.Children[i + 1], under, found);
                }

                break;
        }
    }

    private static void Link(Term left, Relation relation, Term right, Sequence<Binder> under, List<Pattern> found)
    {
        // A restriction of the quantifier (where) narrows what is known, so the pattern would promise too much.
        if (!left.Type.IsScalar || !right.Type.IsScalar || under.Any(b => b.Where is not null))
        {
            return;
        }

        var signs = relation switch
        {
            Relation.Less => Signs.Negative,
            Relation.LessOrEqual => Signs.Negative | Signs.Zero,
            Relation.Greater => Signs.Positive,
            Relation.GreaterOrEqual => Signs.Nonnegative,
            Relation.Equal => Signs.Zero,
            _ => Signs.Nonzero,
        };
        Term canonical;
        try
        {
            canonical = Canonical.Normalize(IndexForm.Of(Tidy.Subtract(left, right)), None);
        }
        catch (NoClosedFormException)
        {
            return;
        }

        var variables = under.Select(b => b.Symbol).ToHashSet();

        // Over a dependent or partial range a pattern variable could stand for more than was assumed, unless the range is the tensor's own.
        if (under.All(b => b.Domain is IndexRange range && !range.FreeSymbols().Any(variables.Contains)))
        {
            var (shape, flipped) = Canonical.Primitive(canonical);
            if (Covers(shape, under))
            {
                found.Add(new Pattern(shape, variables, flipped ? SignArithmetic.Negate(signs) : signs));
                if (shape is Arithmetic { Operator: ArithmeticOperator.Power, Children: [var root, Number { Value.Sign: > 0 }] } && (signs & Signs.Zero) == Signs.None)
                {
                    found.Add(new Pattern(root, variables, Signs.Nonzero));
                }
            }
        }
    }

    /// <summary>Whether each variable runs over a whole axis wherever it is an index, so that the assumption speaks of every element.</summary>
    private static bool Covers(Term shape, Sequence<Binder> under)
    {
        if (shape is Element { Tensor.Type: TensorType tensor } element)
        {
            for (var i = 0; i < element.Indices.Count && i < tensor.Axes.Count; i++)
            {
                if (element.Indices[i] is Reference { Symbol: var s } && under.FirstOrDefault(b => b.Symbol == s)?.Domain is IndexRange range
                    && !(range.Lower.Equals(tensor.Axes[i].Lower) && Indexer.LengthOf(range).Equals(tensor.Axes[i].Length)))
                {
                    return false;
                }
            }
        }

        return shape.Children.All(c => Covers(c, under));
    }

    private sealed record Pattern(Term Shape, HashSet<Symbol> Variables, Signs Signs)
    {
        public bool Matches(Term term) => Match(Shape, term, []);

        private bool Match(Term shape, Term term, Dictionary<Symbol, Term> bound)
        {
            if (shape is Reference { Symbol: var s } && Variables.Contains(s))
            {
                if (bound.TryGetValue(s, out var earlier))
                {
                    return earlier.Equals(term);
                }

                bound.Add(s, term);
                return true;
            }

            if (Variables.Count == 0)
            {
                return shape.Equals(term);
            }

            if (shape.GetType() != term.GetType() || shape.Children.Count != term.Children.Count)
            {
                return false;
            }

            if (shape.Children.IsEmpty)
            {
                return shape.Equals(term);
            }

            // Same node over the matched children: compare everything besides the children.
            for (var i = 0; i < shape.Children.Count; i++)
            {
                if (!Match(shape.Children[i], term.Children[i], bound))
                {
                    return false;
                }
            }

            return shape.With(term.Children).Equals(term);
        }
    }
}
