using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Judging;

/// <summary>A formula's truth at an instance, and the arithmetic that settled it.</summary>
/// <param name="Truth">The truth; unknown when enclosures of every precision overlap.</param>
/// <param name="Arithmetic">In words: exact rationals, or enclosures of so many bits.</param>
internal readonly record struct Decided(Certainty Truth, string Arithmetic)
{
    /// <summary>The words for exact arithmetic.</summary>
    public const string Exactly = "exact rational arithmetic";

    /// <summary>The words for exact arithmetic beyond the rationals.</summary>
    public const string WithRoots = "exact arithmetic with π and square roots";

    /// <summary>The words for sides that a derivation shows to be equal.</summary>
    public const string ByCanonicalForm = "canonical forms";

    /// <summary>Whether exact arithmetic settled it.</summary>
    public bool IsExact => Arithmetic is Exactly or WithRoots or ByCanonicalForm;
}

/// <summary>Evaluates terms at instances: exactly where the rationals allow, otherwise in enclosures of growing precision.</summary>
internal sealed class ClosedEvaluation
{
    private const int ShownPrecision = 64;
    private const int RangePrecision = 64;

    // The orderings of more are too many to list.
    private const int LargestOrdering = 6;

    // Overlap at 128 bits is an equality more often than a close call: then exact arithmetic is asked before more bits are, and
    // more bits only until they have failed to help a few times.
    private const int PrecisionBeforeExact = 128;
    private const int LastPrecision = 2048;
    private const int MostHopeless = 4;
    private const int MostHopelessAtLast = 1;

    private readonly Cache<Rational> rationals = new(Rational.One, _ => null);
    private readonly Cache<ExactReal> exactReals;
    private readonly Cache<FormalReal> formulas;
    private readonly Cache<DoubleInterval> doubleIntervals;
    private readonly Cache<DoubleReal> doubles;
    private readonly Dictionary<int, Cache<Interval>> intervals = [];
    private int hopeless;

    /// <summary>An evaluation that has met no instance yet.</summary>
    public ClosedEvaluation()
    {
        doubles = new(new DoubleReal(1), Exact);
        doubleIntervals = new(DoubleInterval.FromRational(Rational.One), Exact);
        formulas = new(FormalReal.FromRational(Rational.One), Exact);
        exactReals = new(ExactReal.FromRational(Rational.One), Exact);
    }

    /// <summary>The exact value of a scalar, or null when it is irrational, undefined or not closed here.</summary>
    public Rational? TryRational(Term term, Instance instance)
    {
        if (term is Number number)
        {
            return number.Value;
        }

        try
        {
            return rationals.At(instance).Evaluate(term) switch
            {
                Value<Rational>.Exact exact => exact.Number,
                Value<Rational>.Real real => real.Number,
                _ => null,
            };
        }
        catch (Exception e) when (IsNoAnswer(e))
        {
            return null;
        }
    }

    /// <summary>Rational bounds of a scalar; equal when it is rational. Null when it cannot be evaluated.</summary>
    public (Rational Low, Rational High)? TryEnclose(Term term, Instance instance)
    {
        if (TryRational(term, instance) is { } exact)
        {
            return (exact, exact);
        }

        try
        {
            var value = Intervals(ShownPrecision).At(instance).EvaluateScalar(term);
            return value.IsBounded ? (value.Lower, value.Upper) : null;
        }
        catch (Exception e) when (IsNoAnswer(e))
        {
            return null;
        }
    }

    /// <summary>An enclosure of a scalar as text, or its exact value.</summary>
    public string Show(Term term, Instance instance)
    {
        if (TryRational(term, instance) is { } exact)
        {
            return ValueText.Of(new Number(exact));
        }

        try
        {
            return Intervals(128).At(instance).EvaluateScalar(term).ToString(12);
        }
        catch (Exception e) when (IsNoAnswer(e))
        {
            return "?";
        }
    }

    /// <summary>A closed form of a value: a number where it is rational, else the term with the instance's values in place.</summary>
    public Term? TryClosed(Term term, Instance instance)
    {
        if (TryRational(term, instance) is { } exact)
        {
            return new Number(exact);
        }

        return HasUnbound(term, instance) || FormulaTraits.IsSeries(Unfold.Definitions(term)) ? null : Unfold.Definitions(term).Replace(instance.Values);
    }

    /// <summary>A tensor or scalar in doubles, or null.</summary>
    public TensorValue<double>? TryTensor(Term term, Instance instance)
    {
        try
        {
            return doubles.At(instance).Evaluate(term) switch
            {
                Value<DoubleReal>.Exact exact => TensorValue<double>.Scalar(exact.Number.ToDouble()),
                Value<DoubleReal>.Real real => TensorValue<double>.Scalar(real.Number.Value),
                Value<DoubleReal>.Tensor tensor => new TensorValue<double>(tensor.Elements.Dimensions, tensor.Elements.Elements.ToArray().Select(e => e.Value).ToArray()),
                _ => null,
            };
        }
        catch (Exception e) when (IsNoAnswer(e))
        {
            return null;
        }
    }

    /// <summary>The elements of a tensor in doubles, row-major, or null.</summary>
    public double[]? TryDoubles(Term term, Instance instance) => TryTensor(term, instance)?.Elements.ToArray();

    /// <summary>The elements of a finite domain as closed terms, or null when it is infinite, too large or not known here.</summary>
    public IReadOnlyList<Term>? Elements(Term domain, Instance instance, int limit)
    {
        switch (domain)
        {
            case IndexRange range:
                return TryRational(range.Lower, instance) is { IsInteger: true } lower && range.Upper is not Constant
                    && TryRational(range.Upper, instance) is { IsInteger: true } upper && upper - lower < limit
                    ? [.. Enumerable.Range(0, Math.Max(0, (int)(upper - lower).Numerator + 1)).Select(i => (Term)new Number(lower + i))]
                    : null;
            case Collection { Kind: CollectionKind.Set } set when set.Children.Count <= limit:
                return [.. set.Children.Select(c => TryClosed(c, instance) ?? c)];
            case Call { Operation: Numerics.Laws.Permutations, Arguments: [var size] }:
                return TryRational(size, instance) is { IsInteger: true, Sign: > 0 } length && length <= LargestOrdering && Orderings((int)length.Numerator) is var all && all.Count <= limit ? all : null;
            default:
                return null;
        }
    }

    /// <summary>
    /// All values of a symbol over a finite domain: for a family, all assignments of elements to its indices. Null when there
    /// are infinitely many, too many, or the domain varies with the index.
    /// </summary>
    public IReadOnlyList<Term>? Families(Symbol symbol, Term domain, Instance instance, int limit)
    {
        if (symbol.Indices.IsEmpty)
        {
            return Elements(domain, instance, limit);
        }

        var indices = symbol.Indices.Select(i => i.Domain is null ? null : Elements(i.Domain, instance, limit)).ToList();
        if (indices.Exists(i => i is null) || domain.FreeSymbols().Any(s => symbol.Indices.Any(i => ReferenceEquals(i.Symbol, s)))
            || Elements(domain, instance, limit) is not { Count: > 0 } elements || elements.Any(e => e is not Number))
        {
            return null;
        }

        var lengths = indices.Select(i => i!.Count).ToArray();
        var size = lengths.Aggregate(1L, (a, b) => a * b);
        if (Math.Pow(elements.Count, size) > limit)
        {
            return null;
        }

        var assignments = new List<Term>();
        var digits = new int[size];
        while (true)
        {
            assignments.Add(ClosedValue.Of(lengths, (ReadOnlySpan<Rational>)digits.Select(d => ((Number)elements[d]).Value).ToArray()));
            var at = 0;
            while (at < digits.Length && ++digits[at] == elements.Count)
            {
                digits[at++] = 0;
            }

            if (at == digits.Length)
            {
                return assignments;
            }
        }
    }

    // All orderings of 0, .., n-1, each from one of n - 1 numbers by where the last one goes.
    private static List<Term> Orderings(int size)
    {
        List<ImmutableList<Rational>> orders = [[]];
        for (var k = 0; k < size; k++)
        {
            orders = [.. orders.SelectMany(order => Enumerable.Range(0, order.Count + 1).Select(at => order.Insert(order.Count - at, k)))];
        }

        return orders.ConvertAll(order => ClosedValue.Of([size], (ReadOnlySpan<Rational>)order.ToArray()));
    }

    /// <summary>Whether a formula still mentions givens, sweeps or drawn symbols that the instance does not bind, itself or in the rules of a run.</summary>
    public bool HasUnbound(Term formula, Instance instance) => Unbound(formula, instance, []);

    /// <summary>The truth of a formula at an instance: in exact rationals, else in enclosures of 53 and 128 bits, exactly with π and square roots, and in ever wider enclosures.</summary>
    /// <exception cref="UndefinedException">An expression has no value there.</exception>
    /// <exception cref="NotRepresentableException">No reading can express the formula.</exception>
    public Decided Decide(Term formula, Instance instance)
    {
        if (SeriesTruth.Concerns(formula))
        {
            return new Decided(SeriesTruth.Decide(formula, instance, part => Decide(part, instance).Truth), SeriesTruth.Arithmetic);
        }

        try
        {
            if (rationals.At(instance).Decide(formula) is var exact and not Certainty.Unknown)
            {
                return new Decided(exact, Decided.Exactly);
            }
        }
        catch (Exception e) when (e is NotRepresentableException)
        {
            // Irrational: enclosures follow.
        }

        var used = 0;
        var truth = Certainty.Unknown;
        foreach (var bits in Escalate.Precisions)
        {
            if (bits > PrecisionBeforeExact && (hopeless >= MostHopeless || (bits == LastPrecision && hopeless >= MostHopelessAtLast)))
            {
                break;
            }

            used = bits;
            truth = bits == DoubleInterval.Precision ? InDoubles(formula, instance) : Intervals(bits).At(instance).Decide(formula);
            if (truth == Certainty.Unknown && bits == PrecisionBeforeExact)
            {
                if (WithRoots(formula, instance) is var settled and not Certainty.Unknown)
                {
                    return new Decided(settled, Decided.WithRoots);
                }

                if (ByCanonicalForm(formula, instance) is var derived and not Certainty.Unknown)
                {
                    return new Decided(derived, Decided.ByCanonicalForm);
                }
            }

            if (truth != Certainty.Unknown)
            {
                break;
            }
        }

        hopeless += truth == Certainty.Unknown ? 1 : 0;
        return new Decided(truth, string.Create(CultureInfo.InvariantCulture, $"enclosures of {used} bits"));
    }

    /// <summary>The truth of a formula in enclosures of 53 bits alone; unknown where they do not tell.</summary>
    public Decided DecideEnclosed(Term formula, Instance instance) => new(InDoubles(formula, instance), string.Create(CultureInfo.InvariantCulture, $"enclosures of {DoubleInterval.Precision} bits"));

    /// <summary>The truth of a formula, its derivatives carried out; unknown where it cannot be evaluated.</summary>
    public Certainty TryDecide(Term formula, Instance instance)
    {
        try
        {
            return Decide(InequalityChecker.Evaluable(formula, instance), instance).Truth;
        }
        catch (Exception e) when (IsNoAnswer(e) || e is NoClosedFormException)
        {
            return Certainty.Unknown;
        }
    }

    /// <summary>What a formula is for all values of some scalars between bounds; unknown where it is not one thing for all of them.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="instance">The values of its other symbols.</param>
    /// <param name="ranges">The scalars with their bounds.</param>
    public Certainty DecideOver(Term formula, Instance instance, IEnumerable<(Symbol Symbol, Rational Low, Rational High)> ranges)
    {
        try
        {
            return ranges.Aggregate(doubleIntervals.At(instance), (at, r) => at.With(r.Symbol, new Value<DoubleInterval>.Real(DoubleInterval.From(Interval.FromBounds(r.Low, r.High, RangePrecision)))))
                .Decide(formula);
        }
        catch (Exception e) when (IsNoAnswer(e))
        {
            return Certainty.Unknown;
        }
    }

    /// <summary>Whether an exception says that there is no answer, rather than that something went wrong.</summary>
    public static bool IsNoAnswer(Exception exception) => exception is NotRepresentableException or UndefinedException;

    // What a function cannot do in doubles, the wider enclosures may.
    private Certainty InDoubles(Term formula, Instance instance)
    {
        try
        {
            return doubleIntervals.At(instance).Decide(formula);
        }
        catch (NotRepresentableException)
        {
            return Certainty.Unknown;
        }
    }

    private Certainty WithRoots(Term formula, Instance instance)
    {
        try
        {
            return exactReals.At(instance).Decide(formula);
        }
        catch (NotRepresentableException)
        {
            return Certainty.Unknown;
        }
    }

    // Without an instance the derivation of what is not strict is a proof of its own, which the judge looks for.
    private Certainty ByCanonicalForm(Term formula, Instance instance)
    {
        try
        {
            return hopeless < MostHopeless && (instance.Values.Count > 0 || formula is Comparison { Relations: [Relation.Less or Relation.Greater or Relation.NotEqual] })
                ? formulas.At(instance).Decide(formula)
                : Certainty.Unknown;
        }
        catch (Exception e) when (e is NotRepresentableException or NoClosedFormException)
        {
            return Certainty.Unknown;
        }
    }

    /// <summary>The exact values of an instance, for solvers, which want the data themselves and not enclosures of them; null when a value is irrational.</summary>
    public Interpreter<Rational>? Exact(Instance instance)
    {
        try
        {
            var exact = rationals.At(instance);
            return rationals.IsComplete ? exact : null;
        }
        catch (Exception e) when (IsNoAnswer(e))
        {
            return null;
        }
    }

    private Cache<Interval> Intervals(int bits)
    {
        if (!intervals.TryGetValue(bits, out var cache))
        {
            cache = new Cache<Interval>(Interval.FromRational(Rational.One, bits), Exact);
            intervals.Add(bits, cache);
        }

        return cache;
    }

    private static bool Unbound(Term term, Instance instance, HashSet<Symbol> seen)
    {
        if (term is Reference { Symbol: var symbol })
        {
            return !instance.Values.ContainsKey(symbol) && seen.Add(symbol)
                && (symbol.Role is SymbolRole.Given or SymbolRole.Sweep or SymbolRole.Draw or SymbolRole.Open
                    || (symbol is { Role: SymbolRole.State, Evolution: var block } && (block is null || block.Rules.Any(rule => IsUnbound(rule))))
                    || (symbol.Body is { } body && Unbound(body, instance, seen)));
        }

        // What a run does is known where all is that its rules read.
        bool IsUnbound(StateRule rule) => rule.StartIsLaw || rule.Noise is not null || Unbound(rule.Start, instance, seen) || (rule.Update is { } update && Unbound(update, instance, seen));

        return term.Children.Items.Any(c => Unbound(c, instance, seen));
    }

    // The interpreter of the last few instances, with their values evaluated once.
    private sealed class Cache<T>(T one, Func<Instance, Interpreter<Rational>?> exact)
        where T : IReal<T>
    {
        private Dictionary<Term, Value<T>> values = new(ReferenceEqualityComparer.Instance);
        private ImmutableDictionary<Symbol, Term>? key;
        private Interpreter<T>? last;

        /// <summary>Whether the reading can express every value of the last instance.</summary>
        public bool IsComplete { get; private set; }

        /// <summary>The interpreter of an instance; values that the reading cannot express, such as roots in rationals, are left out.</summary>
        public Interpreter<T> At(Instance instance)
        {
            if (last is null || !ReferenceEquals(key, instance.Values))
            {
                var environment = Environment<T>.Empty;
                var known = new Dictionary<Term, Value<T>>(ReferenceEqualityComparer.Instance);
                IsComplete = true;
                foreach (var (symbol, term) in instance.Values)
                {
                    // Values are closed terms, so their order does not matter, and most are those of the instance before.
                    if (values.TryGetValue(term, out var value) || TryRead(symbol, term, out value))
                    {
                        known[term] = value;
                        environment = environment.With(symbol, value);
                    }
                }

                var interpreter = new Interpreter<T>(one, exact(instance) is { } origin ? environment.WithOrigin(origin) : environment);

                (values, key, last) = (known, instance.Values, interpreter);
            }

            return last;
        }

        // What mentions a symbol without a value is not evaluated; a definition would stand in for the value, so that one has to be there.
        private bool TryRead(Symbol symbol, Term term, [NotNullWhen(true)] out Value<T>? value)
        {
            try
            {
                value = new Interpreter<T>(one, Environment<T>.Empty).Evaluate(term);
                return true;
            }
            catch (NotRepresentableException) when (symbol.Body is null)
            {
                value = null;
                return IsComplete = false;
            }
        }
    }
}
