using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Search;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Verification.Judging;

/// <summary>The configurations of a block of <c>for all</c>: enumerated, proposed, and whether they are in the domains and satisfy the assumptions.</summary>
internal sealed class BlockConfigurations(IReadOnlyList<Binder> binders, ClaimContext context, ClosedEvaluation evaluation)
{
    private const int LargestEnumeration = 4096;

    // The greatest integer that is proposed because conditions ask for it.
    private const int LargestNumber = 1 << 30;

    // Every fourth integer that shapes nothing lies behind 16, 32, 64, 128 or 256.
    private const int LargeEach = 4;
    private const int LeastExponent = 4;
    private const int Exponents = 5;
    private const int ExponentsOfLight = 27;

    // Every so many configurations have vectors and numbers that are related.
    private const int RelatedEach = 4;
    private const int Relations = 6;

    private readonly List<(Symbol? Of, Instance At)> vouched = [];
    private readonly Dictionary<Symbol, bool> light = [];

    /// <summary>Remembers a configuration whose functions and laws were proposed with what is asked of them.</summary>
    public void Vouch(Instance instance) => vouched.Add((null, instance));

    /// <summary>Whether the value of a binder's symbol certainly lies in its domain.</summary>
    public bool LiesInDomain(Binder binder, Instance instance)
    {
        var domain = binder.RangesOver;
        return instance.Values.TryGetValue(binder.Symbol, out var value)
            && (DomainMembership.Holds(binder.Symbol, domain, value, instance, evaluation) == Certainty.True || SearchedMembership.Holds(domain, value, instance, evaluation));
    }

    /// <summary>Whether the value of a binder's symbol is known to lie outside of its domain.</summary>
    public bool LiesOutside(Binder binder, Instance instance) =>
        instance.Values.TryGetValue(binder.Symbol, out var value) && DomainMembership.Holds(binder.Symbol, binder.RangesOver, value, instance, evaluation) == Certainty.False;

    private static bool Ties(Term assumption, Symbol function, List<Binder> searched)
    {
        var concerned = assumption.FreeSymbols();
        return concerned.Contains(function) && searched.Exists(b => b.Symbol.Type is TensorType { Axes.IsEmpty: false } && concerned.Contains(b.Symbol));
    }

    /// <summary>Whether values of a symbol are proposed with what its declaration asks of them, which formulas about functions and laws could not decide.</summary>
    public static bool IsVouchedFor(Symbol symbol) => symbol.Type is FunctionType or MeasureType;

    /// <summary>Whether a condition names a property of a function or law, wherever in the block it stands.</summary>
    public static bool IsAbout(Term condition, Symbol symbol) => IsVouchedFor(symbol) && condition switch
    {
        Connective { Kind: ConnectiveKind.And } and => and.Children.All(c => IsAbout(c, symbol)),
        Call { Operation: Predicate or Functional, Arguments: [Reference { Symbol: var named }, ..] } => ReferenceEquals(named, symbol),
        Comparison { Children: [Call { Operation: Functional } functional, _] } => IsAbout(functional, symbol),
        _ => false,
    };

    /// <summary>What is asked of a function or law, wherever in the block it stands.</summary>
    public IEnumerable<Term> Conditions(Binder binder) => !IsVouchedFor(binder.Symbol)
        ? []
        : new[] { binder.Symbol.Restriction }.Concat(binders.Select(b => b.Where).Where(w => w is not null && IsAbout(w, binder.Symbol))).OfType<Term>();

    /// <summary>Whether a function or law is one that was proposed, where everything that its conditions mention has the value it was proposed with; true for other symbols.</summary>
    public bool IsVouched(Binder binder, Instance instance)
    {
        if (!IsVouchedFor(binder.Symbol))
        {
            return true;
        }

        // What is asked of a law was decided when it was proposed, and can be again.
        Term[] conditions = [.. Conditions(binder)];
        if (binder.Symbol.Type is MeasureType && Array.TrueForAll(conditions, c => evaluation.TryDecide(c, instance) == Certainty.True))
        {
            return true;
        }

        var concerned = conditions.SelectMany(c => c.FreeSymbols()).Append(binder.Symbol).Distinct().ToList();
        return conditions.Length == 0 || vouched.Exists(start => (start.Of is null || ReferenceEquals(start.Of, binder.Symbol)) && concerned.TrueForAll(s => Equals(start.At.Values.GetValueOrDefault(s), instance.Values.GetValueOrDefault(s))));
    }

    /// <summary>Simple functions that a function's place in a configuration may be given to, the simplest first; they count as proposed.</summary>
    public IReadOnlyList<Term> SimpleFunctions(Binder binder, Instance instance, DomainSampler sampler)
    {
        var simple = binder.Symbol.Type is FunctionType type ? sampler.SimpleFunctions(binder.Symbol, type, [.. Conditions(binder)], instance).ToList() : [];
        vouched.AddRange(simple.Select(value => ((Symbol?)binder.Symbol, instance.With(binder.Symbol, value))));
        return simple;
    }

    /// <summary>The domain to search: the listed cases, else what conditions leave of the binder's, else the declaration's.</summary>
    public Term? Domain(Binder binder) => context.Settings.Value("case", binder.Symbol) ?? Matrices(binder) ?? binder.RangesOver;

    // Of square matrices the set of those that have the property which a condition asks of them; semidefinite ones are symmetric.
    private Term? Matrices(Binder binder) =>
        binder.RangesOver is Call { Operation: MatrixSpace, Arguments: [var size, _] } && MatrixPredicate.Asked(binder.Symbol, context.Claim.Assumptions.Select(a => a.Formula).Concat(binder.Conditions)) is { } asked
            ? Build.Call(asked, size)
            : null;

    /// <summary>A configuration; null, with the symbol, where no value can be proposed. A symbol whose domain mentions another of the block waits for it, whatever the order of the binders.</summary>
    public Instance? Propose(DomainSampler sampler, Instance instance, List<Binder> searched, int round, ref Symbol? unknown)
    {
        // A function that an assumption ties to a point is proposed when the point is known, a size that is bounded by others when these are.
        var waiting = searched.OrderBy(b => b.Symbol.Type is FunctionType && context.Claim.Assumptions.Any(a => Ties(a.Formula, b.Symbol, searched))).ThenBy(b => LowerBounds(b.Symbol).Any(l => searched.Exists(o => l.Bound.Mentions(o.Symbol)))).ToList();
        while (waiting.Count > 0)
        {
            Symbol? stuck = null;
            var before = waiting.Count;
            for (var i = 0; i < waiting.Count; i++)
            {
                if (Value(sampler, instance, waiting[i], round) is { } value)
                {
                    instance = instance.With(waiting[i].Symbol, value);
                    waiting.RemoveAt(i--);
                }
                else
                {
                    stuck ??= waiting[i].Symbol;
                }
            }

            if (waiting.Count == before)
            {
                unknown ??= stuck;
                return null;
            }
        }

        return sampler.IsWithoutChance && round % RelatedEach == RelatedEach - 1 ? Related(instance, searched, round / RelatedEach % Relations) : instance;
    }

    // As the members of a family are, vectors, matrices and numbers of one set are now and then equal, opposite, multiples of each other, orthogonal, or 0.
    private Instance Related(Instance instance, List<Binder> searched, int relation)
    {
        var alike = searched.Where(b => b.Symbol is { Indices.IsEmpty: true, Type: TensorType { Kind: NumberKind.Real } } && context.Settings.Value("case", b.Symbol) is null && context.Settings.Value("sample", b.Symbol) is null)
            .GroupBy(Domain);
        foreach (var group in alike.Where(static g => g.Key is not null))
        {
            if (ExactPoints.Of(instance.Values[group.First().Symbol]) is not { } first)
            {
                continue;
            }

            // 0 is for the first, or for all; the other relations are to the first.
            foreach (var binder in relation switch { 4 => group.Take(1), 5 => group, _ => group.Skip(1) })
            {
                var next = relation switch { 0 => first, 1 => first.Map(static (_, e, _) => -e), 2 => first.Times(2), 3 => first.Map(Turned), _ => first.Map(static (_, _, _) => Rational.Zero) };
                var candidate = next.Normalised.IsEmpty || relation < 4 ? instance.With(binder.Symbol, next.ToTerm()) : instance;
                instance = LiesInDomain(binder, candidate) ? candidate : instance;
            }
        }

        return instance;
    }

    // Each pair of coordinates turned by a right angle; of a number the reciprocal.
    private static Rational Turned(ExactPoints points, Rational entry, int at)
    {
        var column = at % points.RowLength;
        return points.RowLength == 1 ? (entry.IsZero ? entry : 1 / entry)
            : column % 2 == 1 ? points.Entries[at - 1]
            : column + 1 < points.RowLength ? -points.Entries[at + 1] : Rational.Zero;
    }

    private Term? Value(DomainSampler sampler, Instance instance, Binder binder, int round)
    {
        var symbol = binder.Symbol;
        var listed = context.Settings.Value("case", symbol);
        var law = context.Settings.Value("sample", symbol);
        var own = binder.RangesOver;
        var domain = listed ?? Narrowed(symbol, Domain(binder), instance, round, sampler.IsWithoutChance);
        var value = law is not null
            ? Draws.Propose(symbol, law, own, instance, context.Key($"sample/{round}"), evaluation)
            : sampler.Propose(symbol, domain, instance, round, [.. Conditions(binder)], symbol.Type is MeasureType ? [.. Wishes()] : []);

        // What a check block proposes has to lie in the domain that the claim is about; near a curved set is not on it.
        if (value is null || own is null || (listed ?? law) is null || (law is not null && ExactPoint.IsOwnLaw(own, law)))
        {
            return value;
        }

        var lies = DomainMembership.Holds(symbol, own, value, instance, evaluation);
        var isCurved = own is Call { Operation: SetConstructor { Name: "sphere" or "simplex" } or Psd or Symmetric };
        return lies == Certainty.False || (lies == Certainty.Unknown && law is not null && isCurved) ? null : value;
    }

    private IEnumerable<Term> Wishes() => context.Claim.Assumptions.Select(a => a.Formula).Concat(binders.SelectMany(b => b.Conditions)).SelectMany(Conjuncts);

    // Integers from where the conditions let them begin; those that shape nothing are now and then large.
    private Term? Narrowed(Symbol symbol, Term? domain, Instance instance, int round, bool isWithoutChance)
    {
        if (domain is not IndexRange { Upper: Constant, Lower: var lower } range || !symbol.Indices.IsEmpty || evaluation.TryRational(lower, instance) is not { } least)
        {
            return domain;
        }

        foreach (var (bound, isStrict) in LowerBounds(symbol))
        {
            if (!evaluation.HasUnbound(bound, instance) && evaluation.TryEnclose(bound, instance) is var (_, high) && high <= LargestNumber)
            {
                var first = isStrict ? Rational.Floor(high) + 1 : -Rational.Floor(-high);
                least = first > least ? first : least;
            }
        }

        return new IndexRange(new Number(round % LargeEach == LargeEach - 1 && IsFree(symbol) ? least + Rational.Power(2, LeastExponent + (round / LargeEach % (isWithoutChance && IsLight(symbol) ? ExponentsOfLight : Exponents))) : least), range.Upper);
    }

    // What conditions bound an integer by from below that shapes nothing.
    private IEnumerable<(Term Bound, bool IsStrict)> LowerBounds(Symbol symbol)
    {
        if (symbol.Type is not TensorType { Axes.IsEmpty: true, Kind: NumberKind.Integer } || !IsFree(symbol))
        {
            return [];
        }

        return context.Claim.Assumptions.Select(a => a.Formula).Concat(binders.SelectMany(b => b.Conditions)).SelectMany(Conjuncts).OfType<Comparison>()
            .SelectMany(c => c.Relations.Select((relation, i) => (Left: c.Children[i], Relation: relation, Right: c.Children[i + 1])))
            .SelectMany(l => new[] { l, (Left: l.Right, Relation: l.Relation.Turned(), Right: l.Left) })
            .Where(l => l is { Left: Reference { Symbol: var bounded }, Relation: Relation.Greater or Relation.GreaterOrEqual } && ReferenceEquals(bounded, symbol) && !Unfold.Definitions(l.Right).Mentions(symbol))
            .Select(l => (l.Right, l.Relation == Relation.Greater));
    }

    private static IEnumerable<Term> Conjuncts(Term formula) => formula is Connective { Kind: ConnectiveKind.And } and ? and.Children.SelectMany(Conjuncts) : [formula];

    // Whether nothing is shaped by a size: others stay small, as values and trials grow with them.
    private bool IsFree(Symbol size) => !context.Claim.Closed.ReachedSymbols().SelectMany(s => s.Indices.Select(i => i.Domain).OfType<Term>().Concat(s.Type is TensorType type ? type.Axes.Select(a => a.Length) : [])).Any(t => t.Mentions(size));

    // Whether nothing takes longer for a great integer: it measures no sum, product, quantifier or tensor.
    private bool IsLight(Symbol integer)
    {
        if (!light.TryGetValue(integer, out var isLight))
        {
            isLight = !context.Claim.Assumptions.Select(a => a.Formula).Append(context.Claim.Closed).SelectMany(f => Tree.Of(Unfold.Definitions(f))).Any(t => IsMeasuredBy(t, integer));
            light.Add(integer, isLight);
        }

        return isLight;
    }

    private static bool IsMeasuredBy(Term term, Symbol integer) => term switch
    {
        BinderTerm { Binders: var bound } => bound.Any(b => b.RangesOver is { } range && range.Mentions(integer)),
        Call { Type: TensorType { Axes.IsEmpty: false }, Arguments: var arguments } => arguments.Any(a => a.Type.IsScalar && a.Mentions(integer)),
        _ => false,
    };

    /// <summary>Whether restrictions hold; those about symbols without a value are left out.</summary>
    public Certainty Allowed(List<Term> restrictions, Instance instance)
    {
        var all = Certainty.True;
        foreach (var restriction in restrictions)
        {
            if (all == Certainty.False)
            {
                break;
            }

            all = all.And(evaluation.HasUnbound(restriction, instance) ? Certainty.True : evaluation.TryDecide(restriction, instance));
        }

        return all;
    }

    /// <summary>The first restriction of which a configuration leaves so much known; null when there is none.</summary>
    public Term? First(List<Term> restrictions, Instance instance, Certainty how) => restrictions.Find(r => !evaluation.HasUnbound(r, instance) && evaluation.TryDecide(r, instance) == how);

    /// <summary>Whether a spec lists the values of a symbol, in a sweep or as cases: all of them are looked at, wherever in the block the symbol stands.</summary>
    public bool IsListed(Binder binder) => binder.Symbol.Role == SymbolRole.Sweep || context.Settings.Value("case", binder.Symbol) is not null;

    /// <summary>The values to enumerate and whether they are all of the domain; null when the domain has to be searched.</summary>
    public (IReadOnlyList<Term> Values, bool IsAll)? Values(Binder binder, Instance instance)
    {
        var symbol = binder.Symbol;
        if (context.Pins?.Of(symbol) is { } pinned)
        {
            return ([pinned], false);
        }

        if (context.Settings.Value("case", symbol) is { } listed && !evaluation.HasUnbound(listed, instance) && evaluation.Elements(listed, instance, LargestEnumeration) is { } cases)
        {
            return (cases, false);
        }

        var domain = binder.RangesOver;
        return domain is not null && !evaluation.HasUnbound(domain, instance) && evaluation.Families(symbol, domain, instance, LargestEnumeration) is { } elements
            ? (elements, true)
            : Chosen(binder, instance);
    }

    // A condition that the symbol lies in a finite set leaves those of its elements that lie in the declared domain.
    private (IReadOnlyList<Term> Values, bool IsAll)? Chosen(Binder binder, Instance instance)
    {
        foreach (var condition in binder is { Where: { } where, Symbol: { Indices.IsEmpty: true, Type: not FunctionType } } ? Conjuncts(where) : [])
        {
            if (condition is Membership { IsSubset: false, Left: Reference { Symbol: var member }, Right: var set } && ReferenceEquals(member, binder.Symbol)
                && !evaluation.HasUnbound(set, instance) && evaluation.Elements(set, instance, LargestEnumeration) is { } elements
                && elements.Select(e => (Value: e, Lies: DomainMembership.Holds(binder.Symbol, binder.RangesOver, e, instance, evaluation))).ToList() is var known && known.TrueForAll(static k => k.Lies != Certainty.Unknown))
            {
                return ([.. known.Where(static k => k.Lies == Certainty.True).Select(static k => k.Value)], true);
            }
        }

        return null;
    }
}
