using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Judging;

/// <summary>Questions about formulas that decide who settles them.</summary>
internal static class FormulaTraits
{
    /// <summary>Whether a formula speaks of chance: a probability, an expectation, or a draw.</summary>
    public static bool IsRandom(Term term) => term switch
    {
        WithProbability => true,
        Binding { Form.Styles: var styles } when styles.Contains(BinderStyle.Draws) => true,
        Reference { Symbol: var symbol } => symbol.Role == SymbolRole.Draw || symbol.IsRandom,
        _ => term.Children.Items.Any(IsRandom),
    };

    /// <summary>Whether a formula still speaks of chance where an instance has bound some of its draws.</summary>
    public static bool IsRandom(Term term, Instance instance) => IsRandom(term, instance, []);

    private static bool IsRandom(Term term, Instance instance, HashSet<Symbol> seen) => term switch
    {
        WithProbability => true,
        Binding { Form.Styles: var styles } when styles.Contains(BinderStyle.Draws) => true,
        Reference { Symbol: var symbol } when instance.Values.ContainsKey(symbol) || !seen.Add(symbol) => false,
        Reference { Symbol: { Role: SymbolRole.State, Evolution: { } evolution } } => evolution.Rules.Any(r => r.StartIsLaw || r.Noise is not null
            || IsRandom(r.Start, instance, seen) || (r.Update is { } update && IsRandom(update, instance, seen))),
        Reference { Symbol: { Body: { } body, Role: not SymbolRole.Draw } } => IsRandom(body, instance, seen),
        Reference { Symbol: var symbol } => symbol.Role == SymbolRole.Draw || symbol.IsRandom,
        _ => term.Children.Items.Any(c => IsRandom(c, instance, seen)),
    };

    /// <summary>Whether all chance in a formula is inside expectations over draws that they bind: then it has a value without a trial.</summary>
    public static bool IsClosedMean(Term term, Instance instance) => IsClosedMean(term, instance, []);

    private static bool IsClosedMean(Term term, Instance instance, System.Collections.Immutable.ImmutableHashSet<Symbol> averaged) => term switch
    {
        WithProbability => false,
        Binding { Form: Symbolics.Forms.Expect or Symbolics.Forms.Variance or Symbolics.Forms.Probability, Given: null } mean => IsClosedMean(mean.Body, instance, averaged.Union(mean.Binders.Select(b => b.Symbol))),
        Binding { Form.Styles: var styles } when styles.Contains(BinderStyle.Draws) => false,
        Reference { Symbol: var symbol } when instance.Values.ContainsKey(symbol) || averaged.Contains(symbol) => true,
        Reference { Symbol: { Role: SymbolRole.Draw or SymbolRole.State } } => false,
        Reference { Symbol.Body: { } body } => IsClosedMean(body, instance, averaged),
        _ => term.Children.Items.All(c => IsClosedMean(c, instance, averaged)),
    };

    /// <summary>Whether a formula has an expectation in it, written out or behind definitions.</summary>
    public static bool HasMean(Term term) => term switch
    {
        Binding { Form: Symbolics.Forms.Expect } => true,
        Reference { Symbol: { Role: SymbolRole.Definition, SeriesOf: null, Body: { } body } } => HasMean(body),
        _ => term.Children.Items.Any(HasMean),
    };

    /// <summary>Whether settling a formula can cost some of the error budget.</summary>
    public static bool IsStatistical(Term term) =>
        term is not Derive && (term is WithProbability || (term is OrderClaim order && GrowthAlongSizes.Concerns(order)) || ProbabilityNumber.Statement(term) is not null || MeanStatement.MayBe(term) || term.Children.Items.Any(IsStatistical));

    /// <summary>Whether a formula reads a trajectory, directly or through definitions.</summary>
    public static bool IsSeries(Term term) => term switch
    {
        AtStep => true,
        Reference { Symbol: var symbol } => symbol.SeriesOf is not null || symbol.Role is SymbolRole.State,
        _ => term.Children.Items.Any(IsSeries),
    };

    /// <summary>Whether a formula without definitions speaks of sets, measures or functions as values; sets of numbers that binders run over do not count, nor does what has a closed form.</summary>
    public static bool HasSets(Term term) => term is Call { Operation: Functional functional } call && functional.Closed(call.Arguments) is { } closed ? HasSets(closed.Value) : term.Type is SetType or MeasureType or FunctionType
        || term.Children.Items.Any(child => HasSets(child) && !(term is BinderTerm binder && child.Type is SetType { Element: TensorType } && binder.Binders.Any(b => ReferenceEquals(b.Domain, child))));

    /// <summary>The first construct in a formula that no checker knows, in words.</summary>
    public static string NameUncheckable(Term formula) =>
        formula.ReachedSymbols().FirstOrDefault(s => s.Role is SymbolRole.State or SymbolRole.Draw && SequenceProposals.IsInfinite(s)) is { } endless ? $"all of the infinitely many coordinates of '{endless.Name}' at once, or coordinates that move by later ones; claim it of the first N of them"
        : Name(formula) ?? (formula is Quantified { Binders: [{ Symbol.Role: SymbolRole.Clock } clock], Body: WithProbability } ? $"a probability at each of infinitely many steps; claim it at a stated step, or of an event 'for all {clock.Symbol.Name}: ..'" : "this kind of statement");

    private static string? Name(Term term) => term switch
    {
        OrderClaim { Subject: Binding { Form: Symbolics.Forms.First } least } order when IsRandom(least) || least.Children.Items.Any(c => c.ReachedSymbols().Any(s => s.IsRandom || s.Role == SymbolRole.Draw)) =>
            $"orders of growth of a least number of which a probability is asked: trials show no least one; claim of stated sizes, such as n = C*{Symbolics.Typesetting.Typeset.TextOf(order.Gauge)}, whether they suffice",
        OrderClaim order => Name(order.Subject) is { } inner ? $"orders of growth of an expression with {inner}" : $"orders of growth of this expression as {order.Variable.Symbol.Name} moves: it has neither a power series there nor a value at each of a few sizes",
        Quantified { Kind: QuantifierKind.AlmostAll } => "almost-all quantifiers",
        Call { Operation: Predicate predicate } => $"'{predicate.Name}'",
        Call { Operation: Functional functional } => $"'{functional.Name}'",
        Call { Operation: CalculusOperation calculus } => $"'{calculus.Name}'",
        Binding { Form: var form } when !form.Styles.Contains(BinderStyle.Fresh) => $"'{form.Name}'",
        Binding { Form.Name: "inf" or "sup" or "argmin" or "argmax" } binding => $"'{binding.Form.Name}' over {Symbolics.Typesetting.Typeset.TextOf(binding.Binders[0].Domain ?? binding.Body)}",
        Membership membership => $"membership in {Symbolics.Typesetting.Typeset.TextOf(membership.Right)}",
        _ => term.Children.Select(Name).FirstOrDefault(n => n is not null),
    };
}
