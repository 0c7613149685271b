using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Trials;

/// <summary>
/// Turns a formula whose trajectories are records into an <see cref="EventNode"/> tree and the plan outputs its comparisons
/// need. Every quantifier must run over an index range of known length, or over the steps of a run; a least step is compared by what holds at the steps.
/// </summary>
/// <param name="instance">What is bound.</param>
/// <param name="evaluation">Evaluates the ends of ranges.</param>
/// <param name="steps">How many steps are run, the start included.</param>
/// <param name="brackets">Numbers of the formula that are known from two sides.</param>
internal sealed class EventCompiler(Instance instance, ClosedEvaluation evaluation, int steps, Brackets brackets)
{
    private readonly List<PlanOutput> outputs = [];

    /// <summary>What the plan has to compute.</summary>
    public Sequence<PlanOutput> Outputs => outputs.ToSequence();

    /// <summary>The outputs of the two sides of the first comparison along the path, at each end of a bracketed number in it; for curves.</summary>
    public ImmutableArray<(string Left, string Right)> PathSides { get; private set; } = [];

    /// <summary>Whether a quantifier over all steps was cut at the horizon.</summary>
    public bool HasPath { get; private set; }

    /// <summary>Compiles a formula at the top of the event.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="bias">What a run up to the horizon may stand for.</param>
    public EventNode Compile(Term formula, HorizonBias bias) => Compile(formula, [], isTracked: true, bias);

    private EventNode Compile(Term formula, ImmutableList<Binder> axes, bool isTracked, HorizonBias bias) => formula switch
    {
        Constant { Name: "true" } => new SettledNode(Certainty.True),
        Constant { Name: "false" } => new SettledNode(Certainty.False),
        Comparison comparison => Chain(comparison, axes, isTracked, bias),
        Connective connective => new ConnectiveNode(
            connective.Kind,
            connective.Children.Map((c, i) => Compile(c, axes, isTracked && connective.Kind == ConnectiveKind.And, Inside(connective.Kind, i, bias)))),
        Quantified { Kind: QuantifierKind.ForAll or QuantifierKind.Exists } quantified => Quantify(quantified, axes, isTracked, bias),
        Quantified { Kind: QuantifierKind.Eventually, Binders: [{ Symbol.Role: SymbolRole.Clock } binder] } eventually => Lasting(eventually, binder, axes, bias),
        Membership { IsSubset: false, Left: { Type.IsScalar: true } value, Right: RealInterval interval } => Compile(interval.Bounds(value).Aggregate((Term)Constant.True, static (all, bound) => new Connective(ConnectiveKind.And, [all, bound])), axes, isTracked, bias),
        ClaimReference reference => Compile(reference.Formula, axes, isTracked, bias),
        _ => throw new NotRepresentableException($"{FormulaTraits.NameUncheckable(formula)} inside an event, of which trials compute comparisons of numbers joined by 'and', 'or', 'not' and quantifiers over indices or steps"),
    };

    private EventNode Chain(Comparison comparison, ImmutableList<Binder> axes, bool isTracked, HorizonBias bias)
    {
        var links = comparison.Relations.Map((relation, i) => Compare(comparison.Children[i], relation, comparison.Children[i + 1], axes, isTracked, bias));
        return links.Count == 1 ? links[0] : new ConnectiveNode(ConnectiveKind.And, links);
    }

    private EventNode Compare(Term left, Relation relation, Term right, ImmutableList<Binder> axes, bool isTracked, HorizonBias bias)
    {
        if (left is Binding { Form: First } least)
        {
            return Reached(least, relation, right, axes, bias);
        }

        if (right is Binding { Form: First } other)
        {
            return Reached(other, relation.Turned(), left, axes, bias);
        }

        if (IsOverAllSteps(left) || IsOverAllSteps(right))
        {
            return IsOverAllSteps(left) ? Often((Binding)left, relation, right, axes, bias) : Often((Binding)right, relation.Turned(), left, axes, bias);
        }

        if (brackets.First(left, right) is var (number, low, high))
        {
            var isFirst = PathSides.IsEmpty;
            var atLow = Compare(left.Replace(number, low), relation, right.Replace(number, low), axes, isTracked, bias);
            var sides = PathSides;
            PathSides = isFirst ? [] : sides;
            var atHigh = Compare(left.Replace(number, high), relation, right.Replace(number, high), axes, isTracked, bias);
            PathSides = isFirst ? [.. sides, .. PathSides] : sides;
            return new AgreementNode(atLow, atHigh);
        }

        if (left.Type is not TensorType tensor || right.Type is not TensorType)
        {
            throw new NotRepresentableException("a comparison of things other than numbers inside an event");
        }

        if (!tensor.Axes.IsEmpty)
        {
            // Equality of tensors is equality of all their elements.
            var indices = tensor.Axes.Map((axis, i) => new Binder(Build.Index($"e{i}"), new IndexRange(Number.Zero, Build.PredecessorOf(axis.Length))));
            var at = indices.Select(b => (Term)Build.Ref(b.Symbol)).ToArray();
            var elements = new Comparison([relation], [IndexForm.Element(left, at), IndexForm.Element(right, at)]);
            var all = new Quantified(relation == Relation.NotEqual ? QuantifierKind.Exists : QuantifierKind.ForAll, indices, elements);
            return Compile(all, axes, isTracked, bias);
        }

        var integers = left.Type is TensorType { Kind: NumberKind.Integer } && right.Type is TensorType { Kind: NumberKind.Integer };
        var (a, b) = (Output(left, axes), Output(right, axes));
        var alongPath = axes.Count > 0 && axes[^1].Symbol.Role == SymbolRole.Clock;
        if (alongPath && axes.Count == 1 && isTracked && PathSides.IsEmpty)
        {
            PathSides = [relation is Relation.Greater or Relation.GreaterOrEqual ? (b, a) : (a, b)];
        }

        return new ComparisonNode(relation, a, b, integers, isTracked, alongPath);
    }

    // first(k: A) <= r is that A holds at some step up to r. Where it holds at none of the run, that is false if r is, too, and not known else.
    private EventNode Reached(Binding first, Relation relation, Term number, ImmutableList<Binder> axes, HorizonBias bias)
    {
        switch (relation)
        {
            case Relation.Greater:
                return Not(Reached(first, Relation.LessOrEqual, number, axes, bias));
            case Relation.GreaterOrEqual:
                return Not(Reached(first, Relation.Less, number, axes, bias));
            case Relation.Equal:
                return new ConnectiveNode(ConnectiveKind.And, [Reached(first, Relation.LessOrEqual, number, axes, bias), Not(Reached(first, Relation.Less, number, axes, bias))]);
            case Relation.NotEqual:
                return Not(Reached(first, Relation.Equal, number, axes, bias));
        }

        if (first.Binders is not [{ RangesOver: IndexRange { Lower: var from } } binder] || evaluation.TryRational(from, instance) is not { IsInteger: true } lower || lower >= steps)
        {
            throw new NotRepresentableException("a least index that is no step of the run: trials look for the first step of a recursion, as in first(k >= 0: A)");
        }

        var at = Build.Ref(binder.Symbol);
        var holds = And(And(binder.Where, first.Body), new Comparison(at, relation, number))!;
        var range = new IndexRange(new Number(lower), new Number(steps - 1));
        var within = new QuantifierNode(isUniversal: false, steps - (int)lower.Numerator, null, Compile(holds, axes.Add(new Binder(binder.Symbol, range)), isTracked: false, bias));
        var beyond = Compare(new Number(steps), relation, number, axes, isTracked: false, bias);
        return new ConnectiveNode(ConnectiveKind.Or, [within, new ConnectiveNode(ConnectiveKind.And, [beyond, new SettledNode(Certainty.Unknown)])]);
    }

    // A count over all steps, from a known one on.
    private static bool IsOverAllSteps(Term term) => term is Binding { Form: Count, Binders: [{ RangesOver: IndexRange { Upper: Constant } }] };

    // count(k >= 0: A) <= r is denied by a run in which A holds at more than r steps, and is one of all steps else.
    private EventNode Often(Binding count, Relation relation, Term number, ImmutableList<Binder> axes, HorizonBias bias)
    {
        switch (relation)
        {
            case Relation.Greater:
                return Not(Often(count, Relation.LessOrEqual, number, axes, bias.Opposite()));
            case Relation.GreaterOrEqual:
                return Not(Often(count, Relation.Less, number, axes, bias.Opposite()));
            case Relation.Equal:
                return new ConnectiveNode(ConnectiveKind.And, [Often(count, Relation.LessOrEqual, number, axes, HorizonBias.Never), Not(Often(count, Relation.Less, number, axes, HorizonBias.Never))]);
            case Relation.NotEqual:
                return Not(Often(count, Relation.Equal, number, axes, bias));
        }

        var binder = count.Binders[0];
        if (evaluation.TryRational(((IndexRange)binder.RangesOver!).Lower, instance) is not { IsInteger: true, Sign: >= 0 } lower || lower >= steps)
        {
            throw new NotRepresentableException("a count over numbers that are no steps of the run: trials count steps of a recursion, as in count(k >= 0: A) <= B");
        }

        HasPath |= bias == HorizonBias.CountsAsTrue;
        var inner = axes.Add(new Binder(binder.Symbol, new IndexRange(new Number(lower), new Number(steps - 1))));
        return new FrequencyNode(steps - (int)lower.Numerator, relation == Relation.Less, bias == HorizonBias.CountsAsTrue, Output(number, axes), Compile(And(binder.Where, count.Body)!, inner, isTracked: false, HorizonBias.Never));
    }

    private static ConnectiveNode Not(EventNode node) => new(ConnectiveKind.Not, [node]);

    // At all steps from some on.
    private LastingNode Lasting(Quantified eventually, Binder binder, ImmutableList<Binder> axes, HorizonBias bias)
    {
        HasPath = true;
        var inner = axes.Add(new Binder(binder.Symbol, new IndexRange(Number.Zero, new Number(steps - 1))));
        Term lasting = binder.Where is { } where ? new Connective(ConnectiveKind.Implies, [where, eventually.Body]) : eventually.Body;
        return new LastingNode(steps, bias == HorizonBias.CountsAsTrue, Compile(lasting, inner, isTracked: false, bias));
    }

    private string Output(Term term, ImmutableList<Binder> axes)
    {
        if (Obstacle(term) is { } obstacle)
        {
            throw new NotRepresentableException(obstacle);
        }

        var name = $"side{outputs.Count}";
        outputs.Add(new PlanOutput(name, IndexForm.Of(term), axes.ToSequence()));
        return name;
    }

    // What no trial computes, and what to claim in its place.
    private static string? Obstacle(Term term) => term switch
    {
        Binding { Form: Limit or Limsup or Liminf } => "a limit inside an event: a run ends; claim it of a step or time, as in e@400, or of all",
        Binding { Form: Expect or Variance or Probability or Quantile } => "a mean, variance, probability or quantile inside an event: a trial draws once; claim it of a mean over a drawn sample",
        Binding { Form: First } => "'first' within an expression: compare it alone with a number, as in first(k >= 0: A) <= C*n",
        Binding { Form: Count or Sum or Mean, Binders: var binders } when binders.Any(b => b.RangesOver is IndexRange { Upper: Constant }) => "a sum or mean over all steps, or a count of them within an expression, inside an event: a run ends; claim it of the steps up to a stated one, or compare a count alone with a number, as in count(k >= 0: A) <= B",
        _ => term.Children.Select(Obstacle).FirstOrDefault(o => o is not null),
    };

    private EventNode Quantify(Quantified quantified, ImmutableList<Binder> axes, bool isTracked, HorizonBias bias)
    {
        if (quantified is { Kind: QuantifierKind.Exists, Binders: [{ Symbol.Role: SymbolRole.Clock } run] })
        {
            // A step that is found shows it, however long the run.
            var isCut = HasPath || (bias == HorizonBias.StaysUnknown && !IsWithin(run));
            var never = new Quantified(QuantifierKind.ForAll, quantified.Binders, new Connective(ConnectiveKind.Not, [quantified.Body]));
            var some = Not(Compile(never, axes, isTracked: false, bias.Opposite()));
            HasPath = isCut;
            return some;
        }

        var inner = axes;
        var count = 1;
        var isPath = false;
        Term? where = null;
        foreach (var binder in quantified.Binders)
        {
            var (range, length) = Range(binder);
            isPath |= binder.Symbol.Role == SymbolRole.Clock;
            inner = inner.Add(new Binder(binder.Symbol, range));
            count = checked(count * length);
            where = And(where, binder.Where);
            where = And(where, RangeRestriction(binder, range));
        }

        var universal = quantified.Kind == QuantifierKind.ForAll;
        var restriction = where is null ? null : Compile(where, inner, isTracked: false, universal ? bias.Opposite() : bias);
        if (isPath && quantified.Binders.Count == 1 && universal)
        {
            var isWhole = IsWithin(quantified.Binders[0]);
            HasPath |= !isWhole;
            return new PathNode(count, isWhole, bias == HorizonBias.CountsAsTrue, !IsStrict(quantified.Body), restriction, Compile(quantified.Body, inner, isTracked, bias));
        }

        if (isPath)
        {
            throw new NotRepresentableException("a quantifier over steps together with other symbols; write 'for all k' on its own");
        }

        return new QuantifierNode(universal, count, restriction, Compile(quantified.Body, inner, isTracked && universal, bias));
    }

    // Whether all steps that are spoken of are run.
    private bool IsWithin(Binder clock) => StepRanges.Last(clock, end => evaluation.TryRational(end, instance)) is { } last && last < steps;

    // Negation turns what is on the safe side around; where a formula counts both ways, nothing is.
    private static HorizonBias Inside(ConnectiveKind kind, int position, HorizonBias bias) => kind switch
    {
        ConnectiveKind.Not => bias.Opposite(),
        ConnectiveKind.Implies when position == 0 => bias.Opposite(),
        ConnectiveKind.Iff => HorizonBias.Never,
        _ => bias,
    };

    // Whether a tie at the start makes the formula false, or may do so.
    private static bool IsStrict(Term formula) => formula switch
    {
        Comparison comparison => comparison.Relations.Any(r => r is not (Relation.LessOrEqual or Relation.GreaterOrEqual)),
        Connective { Kind: ConnectiveKind.And or ConnectiveKind.Or } or Quantified => formula.Children.Items.Any(IsStrict),
        _ => true,
    };

    // Ranges that mention outer indices (j < i) are widened to their hull and restricted.
    private (IndexRange Range, int Length) Range(Binder binder)
    {
        if (binder.Symbol.Role == SymbolRole.Clock)
        {
            return (new IndexRange(Number.Zero, new Number(steps - 1)), steps);
        }

        if (binder.RangesOver is not IndexRange range)
        {
            throw new NotRepresentableException($"a quantifier over {Symbolics.Typesetting.Typeset.TextOf(binder.Domain ?? Build.Ref(binder.Symbol))} inside an event");
        }

        var lower = evaluation.TryRational(range.Lower, instance);
        var upper = evaluation.TryRational(range.Upper, instance) ?? (Hull(range.Upper) is { } hull ? evaluation.TryRational(hull, instance) : null);
        return lower is { IsInteger: true } from && upper is { IsInteger: true } to && to - from < 1_000_000
            ? (new IndexRange(new Number(from), new Number(to)), Math.Max(0, (int)(to - from).Numerator + 1))
            : throw new NotRepresentableException("a quantifier over an infinite or unknown range inside an event");
    }

    private static Term? RangeRestriction(Binder binder, IndexRange used) =>
        binder.RangesOver is IndexRange range && binder.Symbol.Role != SymbolRole.Clock && !range.Upper.Equals(used.Upper) && Hull(range.Upper) is not null && range.Upper is not Number
            ? new Comparison(Build.Ref(binder.Symbol), Relation.LessOrEqual, range.Upper)
            : null;

    // The largest value of an upper end such as i - 1: the outer index at its own upper end.
    private static Term? Hull(Term upper)
    {
        var outer = upper.FreeSymbols().Where(s => s.Role == SymbolRole.Bound && s.Domain is IndexRange).ToList();
        return outer.Count == 0 ? null : outer.Aggregate(upper, (term, symbol) => term.Replace(symbol, ((IndexRange)symbol.Domain!).Upper));
    }

    private static Term? And(Term? left, Term? right) =>
        left is null ? right : right is null ? left : new Connective(ConnectiveKind.And, [left, right]);
}
