using TheoryCheck.Core;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Rewriting;

/// <summary>
/// Simultaneous replacement of free symbols by terms. Symbols are compared by identity, and a binder whose symbol occurs in a
/// replacing term is renamed first, so nothing is ever captured.
/// </summary>
public static class Substitution
{
    /// <summary>The symbols that a term names, and those that their definitions name, and so on, once each; bound ones too.</summary>
    public static IEnumerable<Symbol> ReachedSymbols(this Term term) => Tree.Of(term, []).OfType<Reference>().Select(r => r.Symbol).Distinct();

    /// <summary>The factors of a product, products among them opened too; a term that is no product is its only factor.</summary>
    public static IEnumerable<Term> Factors(this Term term) =>
        term is Arithmetic { Operator: ArithmeticOperator.Multiply } product ? product.Children.SelectMany(Factors) : [term];

    /// <summary>The term with one symbol replaced.</summary>
    public static Term Replace(this Term term, Symbol symbol, Term value) =>
        term.Replace(new Dictionary<Symbol, Term> { [symbol] = value });

    /// <summary>The term with symbols replaced, simultaneously. A derivative in a replaced symbol is carried out first.</summary>
    public static Term Replace(this Term term, IReadOnlyDictionary<Symbol, Term> values) =>
        values.Count == 0 ? term : new Replacer(values).Visit(term);

    /// <summary>The symbols that occur free, in order of first occurrence.</summary>
    public static IReadOnlyList<Symbol> FreeSymbols(this Term term)
    {
        var found = new List<Symbol>();
        Collect(term, [], [], found);
        return found;
    }

    /// <summary>Whether a symbol occurs free.</summary>
    public static bool Mentions(this Term term, Symbol symbol) => term switch
    {
        Reference reference => reference.Symbol == symbol,
        BinderTerm binder when binder.Binders.Any(b => b.Symbol == symbol) => binder.Binders.TakeWhile(b => b.Symbol != symbol)
            .Append(binder.Binders.First(b => b.Symbol == symbol)).Any(b => b.Domain?.Mentions(symbol) ?? false),
        _ => term.Children.Any(child => child.Mentions(symbol)),
    };

    /// <summary>A new symbol like another.</summary>
    public static Symbol Fresh(Symbol like) => new(like.Name, like.Role == SymbolRole.Draw ? SymbolRole.Draw : SymbolRole.Bound, like.Span)
    {
        Evolution = like.Evolution,
        IsRandom = like.IsRandom,
        SeriesOf = like.SeriesOf,
        Type = like.Type,
        Domain = like.Domain,
        Restriction = like.Restriction,
        Indices = like.Indices,
        Parameters = like.Parameters,
    };

    /// <summary>The same node over other children, its type computed from them where it is made of dimensions.</summary>
    internal static Term Rebuild(Term term, Sequence<Term> children, IReadOnlyDictionary<Symbol, Term>? values = null) => term switch
    {
        Arithmetic arithmetic => new Arithmetic(arithmetic.Operator, Build.TypeOf(arithmetic.Operator, children.AsSpan()), children),
        Element => ElementAt(children[0], children.Skip(1).ToSequence(), term.Type),
        Call call when !term.Type.IsScalar => new Call(call.Operation, call.Operation.Check(children).Type ?? Types.Replace(term.Type, values), children),
        Binding binding when !term.Type.IsScalar && values is not null => Retyped(binding, children, values),
        _ => term.With(children),
    };

    /// <summary>The element of a tensor, reduced when the tensor is given by its elements; of a matrix that is symmetric by its declaration, the one of its two names that comes first.</summary>
    internal static Term ElementAt(Term tensor, Sequence<Term> indices, TermType otherwise)
    {
        if (tensor is Reference { Symbol: var symbol } && indices.Count == symbol.Indices.Count + 2 && TermOrder.Instance.Compare(indices[^2], indices[^1]) > 0 && MatrixPredicate.Of(symbol) is not null)
        {
            indices = [.. indices.Take(indices.Count - 2), indices[^1], indices[^2]];
        }

        if (tensor is Binding { Form.Name: "matrix" } matrix && matrix.Binders.Count <= indices.Count)
        {
            var values = matrix.Binders.Zip(indices).ToDictionary(p => p.First.Symbol, p => p.Second);
            var reduced = matrix.Body.Replace(values);
            var rest = indices.Skip(matrix.Binders.Count).ToSequence();
            return rest.IsEmpty ? reduced : ElementAt(reduced, rest, otherwise);
        }

        return tensor is Element or { Type: TensorType } && (tensor.Type as TensorType)?.Axes.Count >= indices.Count
            ? Build.At(tensor, indices.AsSpan())
            : new Element(tensor, otherwise, indices);
    }

    private static Binding Retyped(Binding binding, Sequence<Term> children, IReadOnlyDictionary<Symbol, Term> values)
    {
        var made = (Binding)binding.With(children);
        return new Binding(made.Form, Types.Replace(binding.Type, values), made.Leading, made.Binders, made.Bodies, made.Given);
    }

    private static void Collect(Term term, HashSet<Symbol> bound, HashSet<Symbol> seen, List<Symbol> found)
    {
        if (term is Reference reference)
        {
            if (!bound.Contains(reference.Symbol) && seen.Add(reference.Symbol))
            {
                found.Add(reference.Symbol);
            }

            return;
        }

        var added = term is BinderTerm binder ? binder.Binders.Select(b => b.Symbol).Where(bound.Add).ToList() : [];
        foreach (var child in term.Children)
        {
            Collect(child, bound, seen, found);
        }

        bound.ExceptWith(added);
    }

    private sealed class Replacer(IReadOnlyDictionary<Symbol, Term> values)
    {
        private readonly Dictionary<Term, Term> done = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<Symbol> entering = [.. values.Values.SelectMany(v => v.FreeSymbols())];

        public Term Visit(Term term)
        {
            if (term is Reference reference)
            {
                return values.GetValueOrDefault(reference.Symbol, term);
            }

            if (term.Children.IsEmpty)
            {
                return term;
            }

            if (!done.TryGetValue(term, out var result))
            {
                result = Compute(term);
                done.Add(term, result);
            }

            return result;
        }

        private Term Compute(Term term)
        {
            switch (term)
            {
                case Call { Operation: CalculusOperation } call when values.Keys.Any(s => call.Arguments.Skip(1).Any(a => a.Mentions(s))):
                    var carried = IndexForm.Of(call);
                    return carried is Call { Operation: CalculusOperation }
                        ? throw new NoClosedFormException($"'{call.Operation.Name}' at another point, where it has no closed form")
                        : Visit(carried);
                case BinderTerm binder when binder.Binders.Any(b => values.ContainsKey(b.Symbol)):
                    var inner = values.Where(v => binder.Binders.All(b => b.Symbol != v.Key)).ToDictionary(v => v.Key, v => v.Value);
                    return binder.Replace(inner);
                case BinderTerm binder when binder.Binders.Any(b => entering.Contains(b.Symbol)):
                    return Visit(Refresh(binder));
                case BinderTerm binder when binder.Binders.Any(IsSized):
                    return Resized(binder);
                default:
                    var children = term.Children.Items;
                    var changed = false;
                    var replaced = new Term[children.Length];
                    for (var i = 0; i < children.Length; i++)
                    {
                        replaced[i] = Visit(children[i]);
                        changed |= !ReferenceEquals(replaced[i], children[i]);
                    }

                    return changed ? Rebuild(term, Sequence.Create<Term>(replaced), values) : term;
            }
        }

        // The ranges of a bound family u[j<M] are no subterms: where they change it becomes another symbol.
        private bool IsSized(Binder binder) => binder.Symbol.Indices.Any(i => i.Domain is { } range && values.Keys.Any(range.Mentions));

        private BinderTerm Resized(BinderTerm term)
        {
            var names = term.Binders.Where(IsSized).Select(b => b.Symbol).Distinct().ToDictionary(s => s, s =>
            {
                var other = Fresh(s);
                (other.Type, other.Indices) = (Types.Replace(s.Type, values), s.Indices.Map(i => i with { Domain = i.Domain?.Replace(values) }));
                return other;
            });
            var inside = values.Concat(names.Select(n => KeyValuePair.Create(n.Key, (Term)new Reference(n.Value)))).ToDictionary(v => v.Key, v => v.Value);
            var body = (BinderTerm)Rebuild(term, term.Children.Map(c => c.Replace(inside)), values);
            return Rebound(body, body.Binders.Map(b => names.TryGetValue(b.Symbol, out var other) ? b with { Symbol = other } : b));
        }
    }

    /// <summary>The same term with new bound symbols.</summary>
    internal static BinderTerm Refresh(BinderTerm term)
    {
        var names = term.Binders.Select(b => b.Symbol).Distinct().ToDictionary(s => s, Fresh);
        var values = names.ToDictionary(n => n.Key, n => (Term)new Reference(n.Value));
        var children = term.Children.Map(c => c.Replace(values));
        var body = (BinderTerm)Rebuild(term, children);
        return Rebound(body, body.Binders.Map(b => b with { Symbol = names[b.Symbol] }));
    }

    /// <summary>The same node with other binders of the same shape; the other subterms stay as they are.</summary>
    internal static BinderTerm Rebound(BinderTerm body, Sequence<Binder> binders) => body switch
    {
        Binding b => new Binding(b.Form, b.Type, b.Leading, binders, b.Bodies, b.Given),
        Lambda l => new Lambda(binders, l.Type, l.Body),
        Quantified q => new Quantified(q.Kind, binders, q.Body, q.IsImplied),
        WithProbability p => new WithProbability(p.Relation, p.Level, binders, p.Given, p.Body),
        OrderClaim o => new OrderClaim(o.Kind, o.InLog, binders[0], o.Subject, o.Gauge),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>Replacement inside the dimensions of a type.</summary>
internal static class Types
{
    public static TermType Replace(TermType type, IReadOnlyDictionary<Symbol, Term>? values) => type switch
    {
        TensorType { Axes.IsEmpty: false } tensor when values is not null =>
            tensor with { Axes = tensor.Axes.Map(a => new Axis(a.Lower.Replace(values), a.Length.Replace(values))) },
        _ => type,
    };
}
