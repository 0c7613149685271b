using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Expectations;

/// <summary>One point of a law: a draw at given indices, and step where it is renewed at steps.</summary>
/// <param name="Leaf">The whole draw, perhaps at a step.</param>
/// <param name="Symbol">Its symbol.</param>
/// <param name="Indices">The indices of the family and, for a step draw, the step last.</param>
/// <param name="FamilyIndices">How many of the leaf's own indices pick the point.</param>
internal sealed record DrawnPoint(Term Leaf, Symbol Symbol, Sequence<Term> Indices, int FamilyIndices)
{
    /// <summary>The law of the point.</summary>
    public Term Law => Unfold.Definitions(Symbol.Domain!.Replace(Symbol.Indices.Zip(Indices).ToDictionary(p => p.First.Symbol, p => p.Second)));

    public bool IsSameFamily(DrawnPoint other) => Symbol == other.Symbol;

    /// <summary>Whether a term is an element of this point, with the indices inside the point.</summary>
    public bool IsElement(Term term, out Sequence<Term> inside)
    {
        inside = [];
        if (term is Element element && element.Tensor.Equals(Leaf) && element.Indices.Take(FamilyIndices).SequenceEqual(Indices.Take(FamilyIndices)))
        {
            inside = element.Indices.Skip(FamilyIndices).ToSequence();
            return true;
        }

        return FamilyIndices == 0 && term.Equals(Leaf);
    }

    /// <summary>The axes of the point itself.</summary>
    public Sequence<Axis> Axes => ((TensorType)Leaf.Type).Axes.Skip(FamilyIndices).ToSequence();

    /// <summary>A term with the point replaced by a variable of its type.</summary>
    public Term Moved(Term term, Term variable)
    {
        if (IsElement(term, out var inside))
        {
            return inside.IsEmpty ? variable : Build.At(variable, inside.AsSpan());
        }

        if (term.Children.IsEmpty)
        {
            return term;
        }

        var children = term.Children.Map(c => Moved(c, variable));
        return children == term.Children ? term : Substitution.Rebuild(term, children);
    }
}

/// <summary>The draws an expectation integrates out.</summary>
internal sealed class DrawSet
{
    private readonly Dictionary<Symbol, Term?> symbols = [];
    private readonly Facts facts;
    private readonly Term? past;

    public DrawSet(Binding binding, Facts facts)
    {
        this.facts = facts;
        foreach (var binder in binding.Binders)
        {
            symbols[binder.Symbol] = binder.At;
        }

        if (symbols.Keys.Any(s => s.Domain is null || symbols.Keys.Any(o => o != s && s.Domain.Mentions(o))))
        {
            throw new NoClosedFormException("an expectation over draws whose laws depend on one another");
        }

        past = binding.Given switch
        {
            null => null,
            Call { Operation.Name: "past", Arguments: [var step] } => step,
            Apply { Function: Reference { Symbol.Name: "past" }, Arguments: [var step] } => step,
            _ => throw new NoClosedFormException("an expectation conditional on an event"),
        };
    }

    /// <summary>Whether a term depends on an integrated draw.</summary>
    public bool Occurs(Term term) => term switch
    {
        AtStep { Series: Reference { Symbol: var s }, Step: var step } when symbols.TryGetValue(s, out var at) => IsIntegrated(step, at),
        AtStep { Series: Reference { Symbol.Role: SymbolRole.State } } series => IsLater(series.Step)
            ? throw new NoClosedFormException("an expectation of a state at a step that is not written out")
            : false,
        Reference { Symbol: var s } => symbols.ContainsKey(s),
        _ => term.Children.Any(Occurs),
    };

    /// <summary>The points a term depends on.</summary>
    public HashSet<DrawnPoint> PointsOf(Term term)
    {
        var found = new HashSet<DrawnPoint>();
        Collect(term, [], found);
        return found;
    }

    private void Collect(Term term, Sequence<Symbol> bound, HashSet<DrawnPoint> found)
    {
        if (!Occurs(term))
        {
            return;
        }

        var (leaf, indices) = term is Element element ? (element.Tensor, element.Indices) : (term, Sequence<Term>.Empty);
        var (symbol, step) = leaf switch
        {
            Reference reference => (reference.Symbol, (Term?)null),
            AtStep { Series: Reference reference, Step: var s } => (reference.Symbol, s),
            _ => (null, null),
        };
        if (symbol is not null && symbols.ContainsKey(symbol))
        {
            var count = symbol.Indices.Count;
            var own = indices.Take(count).ToSequence();
            if (own.Count < count || own.Any(i => bound.Any(i.Mentions)))
            {
                throw new NoClosedFormException("an expectation of a function of a whole family");
            }

            found.Add(new DrawnPoint(leaf, symbol, step is null ? own : own.Append(step), count));
            return;
        }

        var inner = term is BinderTerm binder ? bound.Concat(binder.Binders.Select(b => b.Symbol)) : bound;
        foreach (var child in term.Children)
        {
            Collect(child, inner, found);
        }
    }

    private bool IsIntegrated(Term? step, Term? at)
    {
        if (step is null)
        {
            throw new NoClosedFormException("a step draw without a step");
        }

        if (at is not null)
        {
            return Difference(step, at) is { } d ? d.IsZero : throw new NoClosedFormException("steps that cannot be compared");
        }

        return past is null || (Difference(step, past) is { } later ? later.Sign >= 0 : throw new NoClosedFormException("steps that cannot be compared"));
    }

    private bool IsLater(Term? step) => symbols.Keys.Any(s => s.Evolution is not null)
        && (past is null ? step is not Number { Value.IsZero: true } : step is null || Difference(step, past) is not { Sign: <= 0 });

    private Rational? Difference(Term a, Term b) => Canonical.Normalize(Build.Subtract(a, b), facts) is Number number ? number.Value : null;
}
