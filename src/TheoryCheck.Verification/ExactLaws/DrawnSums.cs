using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.ExactLaws;

/// <summary>An event whose chance comes from a few sums of independent terms: the sums, and the event as a statement about them.</summary>
/// <param name="Event">The event with a symbol in place of each sum; no draw stands in it.</param>
/// <param name="Sums">The sums.</param>
internal sealed record DrawnSums(Term Event, IReadOnlyList<DrawnSum> Sums)
{
    private const int MostTerms = 1 << 13;

    /// <summary>The sums of an event in index form; null when some draw stands elsewhere than in such a sum.</summary>
    /// <param name="formula">The event, definitions unfolded.</param>
    /// <param name="draws">What is drawn.</param>
    /// <param name="instance">The values of everything else.</param>
    /// <param name="evaluation">Evaluates ranges.</param>
    public static DrawnSums? Of(Term formula, IReadOnlySet<Symbol> draws, Instance instance, ClosedEvaluation evaluation)
    {
        var finder = new Finder(draws, instance, evaluation);
        var rest = finder.Replace(formula);
        return finder.Sums.Count > 0 && !finder.Mentions(rest) && finder.Sums.TrueForAll(s => Closed(s, instance)) ? new DrawnSums(rest, finder.Sums) : null;
    }

    // A sum inside a quantifier or another sum is a different one for each of its values.
    private static bool Closed(DrawnSum sum, Instance instance) =>
        sum.Summand.FreeSymbols().All(s => ReferenceEquals(s, sum.Index) || sum.Families.Contains(s) || s.Role != SymbolRole.Bound || instance.Values.ContainsKey(s));

    private sealed class Finder(IReadOnlySet<Symbol> draws, Instance instance, ClosedEvaluation evaluation)
    {
        private readonly Dictionary<Term, Term> known = [];

        public List<DrawnSum> Sums { get; } = [];

        public bool Mentions(Term term) => draws.Any(term.Mentions);

        public Term Replace(Term term)
        {
            if (!Mentions(term))
            {
                return term;
            }

            if (known.TryGetValue(term, out var before))
            {
                return before;
            }

            if ((term is Binding binding ? OfBinding(binding) : OfMember(term)) is { } replaced)
            {
                return known[term] = replaced;
            }

            return term.Children.IsEmpty ? term : term.With(term.Children.Map(Replace));
        }

        private Term? OfBinding(Binding binding)
        {
            if (binding is not { Form: Sum, Given: null, Binders: [{ Where: null, At: null, Domain: IndexRange range } binder] })
            {
                return null;
            }

            var (scale, terms) = (new List<Term>(), new List<Term>());
            foreach (var factor in binding.Body.Factors())
            {
                (factor.Mentions(binder.Symbol) || Mentions(factor) ? terms : scale).Add(factor);
            }

            var summand = Build.Multiply([.. terms]);
            var families = draws.Where(summand.Mentions).ToHashSet();
            return AreMembers(summand, binder.Symbol) && Bound(range.Lower) is { } lower && Bound(range.Upper) is { } upper && upper - lower < MostTerms
                ? Build.Multiply([.. scale, Place(binder.Symbol, lower, upper, summand, families)])
                : null;
        }

        // One member alone is a sum of one term.
        private Term? OfMember(Term term)
        {
            if (term is Reference { Symbol: var symbol } && draws.Contains(symbol) && symbol.Type.IsScalar)
            {
                return Place(Build.Index("r"), 0, 0, term, new HashSet<Symbol> { symbol });
            }

            if (term is not Element { Tensor: Reference { Symbol: var family } whole, Type.IsScalar: true, Indices: [var at, ..] } element || !draws.Contains(family) || Bound(at) is not { } place)
            {
                return null;
            }

            var index = Build.Index("r");
            return Place(index, place, place, Build.At(whole, [Build.Ref(index), .. element.Indices.Skip(1)]), new HashSet<Symbol> { family });
        }

        private Reference Place(Symbol index, int lower, int upper, Term summand, IReadOnlySet<Symbol> families)
        {
            var place = new Symbol($"sum{Sums.Count}", SymbolRole.Bound, default) { Type = TermType.Real };
            Sums.Add(new DrawnSum(place, index, lower, upper, summand, families));
            return Build.Ref(place);
        }

        // Whether draws stand in a term only as members picked by the index first.
        private bool AreMembers(Term term, Symbol index) => term switch
        {
            Element { Tensor: Reference { Symbol: var family } } element when draws.Contains(family) =>
                element.Indices[0] is Reference { Symbol: var first } && ReferenceEquals(first, index) && !element.Indices.Skip(1).Any(Mentions),
            Reference { Symbol: var symbol } => !draws.Contains(symbol),
            _ => term.Children.All(child => AreMembers(child, index)),
        };

        private int? Bound(Term term) =>
            !Mentions(term) && evaluation.TryRational(term, instance) is { IsInteger: true } value && value.Sign >= 0 && value < MostTerms ? (int)value.Numerator : null;
    }
}
