using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Language.Syntax;

/// <summary>A piece of the text as written; names are not resolved. Immutable.</summary>
internal abstract record SyntaxNode(SourceSpan Span);

/// <summary>Formulas and expressions share one grammar; the binder tells them apart by type.</summary>
internal abstract record ExpressionSyntax(SourceSpan Span) : SyntaxNode(Span);

internal sealed record NumberSyntax(SourceSpan Span, Rational Value, string Text) : ExpressionSyntax(Span);

internal sealed record NameSyntax(SourceSpan Span, string Name) : ExpressionSyntax(Span);

internal sealed record ParenthesizedSyntax(SourceSpan Span, ExpressionSyntax Inner) : ExpressionSyntax(Span);

/// <summary><c>(a, w)</c>.</summary>
internal sealed record TupleSyntax(SourceSpan Span, Sequence<ExpressionSyntax> Items) : ExpressionSyntax(Span);

/// <summary><c>[a, b]</c> as a value.</summary>
internal sealed record ListSyntax(SourceSpan Span, Sequence<ExpressionSyntax> Items) : ExpressionSyntax(Span);

/// <summary><c>{1, 2}</c>.</summary>
internal sealed record SetSyntax(SourceSpan Span, Sequence<ExpressionSyntax> Items) : ExpressionSyntax(Span);

/// <summary><c>{w in X where A}</c>.</summary>
internal sealed record ComprehensionSyntax(SourceSpan Span, Sequence<BinderSyntax> Binders) : ExpressionSyntax(Span);

/// <summary><c>a..b</c>, or <c>a..</c> without an upper end.</summary>
internal sealed record RangeSyntax(SourceSpan Span, ExpressionSyntax Lower, ExpressionSyntax? Upper) : ExpressionSyntax(Span);

/// <summary><c>[a, b)</c> behind <c>in</c>.</summary>
internal sealed record IntervalSyntax(SourceSpan Span, ExpressionSyntax Lower, ExpressionSyntax Upper, bool LowerOpen, bool UpperOpen) : ExpressionSyntax(Span);

/// <summary><c>-e</c>, <c>not A</c> or <c>derive A</c>.</summary>
internal sealed record UnarySyntax(SourceSpan Span, string Operator, ExpressionSyntax Operand) : ExpressionSyntax(Span);

/// <summary>Operands joined by operators of one rank, left to right: sums, products, <c>and</c>, <c>or</c>, <c>iff</c>, chains of comparisons.</summary>
internal sealed record ChainSyntax(SourceSpan Span, ChainRank Rank, Sequence<ExpressionSyntax> Operands, Sequence<string> Operators) : ExpressionSyntax(Span);

/// <summary>The ranks of <see cref="ChainSyntax"/>.</summary>
internal enum ChainRank
{
    Iff,
    Or,
    And,
    Comparison,
    Sum,
    Product,
}

/// <summary><c>a ^ b</c> or <c>A implies B</c>, to the right.</summary>
internal sealed record BinarySyntax(SourceSpan Span, string Operator, ExpressionSyntax Left, ExpressionSyntax Right) : ExpressionSyntax(Span);

/// <summary><c>e in S</c> or <c>S subset T</c>.</summary>
internal sealed record MembershipSyntax(SourceSpan Span, ExpressionSyntax Left, ExpressionSyntax Right, bool IsSubset) : ExpressionSyntax(Span);

/// <summary><c>e in O(g) in log as h -> 0 from above</c>.</summary>
internal sealed record OrderSyntax(
    SourceSpan Span, ExpressionSyntax Subject, string Kind, ExpressionSyntax Gauge, bool InLog, BinderSyntax Variable) : ExpressionSyntax(Span);

/// <summary><c>recovery without orthogonal</c>.</summary>
internal sealed record WithoutSyntax(SourceSpan Span, ExpressionSyntax Claim, NameSyntax Assumption) : ExpressionSyntax(Span);

/// <summary><c>e[args]</c>.</summary>
internal sealed record IndexSyntax(SourceSpan Span, ExpressionSyntax Target, Sequence<ExpressionSyntax> Arguments) : ExpressionSyntax(Span);

/// <summary><c>f(leading, binders: arguments given condition)</c>; without binders an application.</summary>
internal sealed record CallSyntax(
    SourceSpan Span,
    ExpressionSyntax Target,
    Sequence<ExpressionSyntax> Leading,
    Sequence<BinderSyntax> Binders,
    Sequence<ExpressionSyntax> Arguments,
    ExpressionSyntax? Given) : ExpressionSyntax(Span);

/// <summary><c>e@k</c>, <c>e@(k+1)</c>, <c>e@next</c>.</summary>
internal sealed record AtSyntax(SourceSpan Span, ExpressionSyntax Series, ExpressionSyntax Step) : ExpressionSyntax(Span);

/// <summary><c>x |-> e</c>.</summary>
internal sealed record LambdaSyntax(SourceSpan Span, Sequence<NameSyntax> Parameters, ExpressionSyntax Body) : ExpressionSyntax(Span);

/// <summary><c>b[j] = e</c> as an argument.</summary>
internal sealed record OverrideSyntax(SourceSpan Span, HeadSyntax Head, ExpressionSyntax Value) : ExpressionSyntax(Span);

/// <summary>A prefix and its body.</summary>
internal sealed record QuantifiedSyntax(SourceSpan Span, PrefixSyntax Prefix, ExpressionSyntax Body) : ExpressionSyntax(Span);

internal abstract record PrefixSyntax(SourceSpan Span) : SyntaxNode(Span);

/// <summary>One of the quantifiers: <c>for all</c>, <c>exists</c>, <c>exists unique</c>, <c>eventually</c>, <c>for drawn</c>, <c>almost all</c>; no binders mean <c>rest</c>.</summary>
internal sealed record QuantifierSyntax(SourceSpan Span, string Words, Sequence<BinderSyntax> Binders) : PrefixSyntax(Span);

/// <summary><c>with probability >= p over w given B</c>; no draws mean <c>all</c>.</summary>
internal sealed record ProbabilitySyntax(
    SourceSpan Span, string Relation, ExpressionSyntax Level, Sequence<ExpressionSyntax> Draws, ExpressionSyntax? Given) : PrefixSyntax(Span);

/// <summary>A declared or bound name: <c>x</c>, <c>x[i&lt;n]</c>, <c>f(u in S)</c>; <paramref name="Bracket"/> is '[', '(' or a blank.</summary>
internal sealed record HeadSyntax(SourceSpan Span, NameSyntax Name, char Bracket, Sequence<BinderSyntax> Binders) : SyntaxNode(Span);

/// <summary>A head with its domain: one of <c>&lt;</c>, <c>&lt;=</c>, <c>></c>, <c>>=</c>, <c>in</c>, <c>wrt</c>, <c>-></c> or nothing. Several heads are a tuple, an expression a step such as <c>xi@k</c>.</summary>
internal sealed record BinderSyntax(
    SourceSpan Span, Sequence<HeadSyntax> Heads, string Relation, ExpressionSyntax? Bound, string From, ExpressionSyntax? Where, ExpressionSyntax? Step) : SyntaxNode(Span)
{
    public HeadSyntax Head => Heads[0];
}

internal abstract record StatementSyntax(SourceSpan Span) : SyntaxNode(Span);

internal sealed record IncludeSyntax(SourceSpan Span, string Path, SourceSpan PathSpan) : StatementSyntax(Span);

/// <summary><c>sweep</c>, <c>given</c> or <c>open</c>.</summary>
internal sealed record DeclarationSyntax(SourceSpan Span, string Word, Sequence<BinderSyntax> Binders) : StatementSyntax(Span);

/// <summary><c>head = e</c>, <c>head ~ P</c>, <c>head &lt;- e</c>, with <c>rate</c> or <c>noise</c> in front or not.</summary>
internal sealed record AssignmentSyntax(SourceSpan Span, string Word, HeadSyntax Head, string Operator, ExpressionSyntax Value) : StatementSyntax(Span);

/// <summary><c>start a = e, b ~ P</c>.</summary>
internal sealed record StartSyntax(SourceSpan Span, Sequence<AssignmentSyntax> Parts) : StatementSyntax(Span);

/// <summary><c>assume name: A</c> or <c>claim name: A</c>.</summary>
internal sealed record NamedFormulaSyntax(SourceSpan Span, string Word, NameSyntax Name, ExpressionSyntax Formula) : StatementSyntax(Span);

/// <summary>An <c>evolve</c> or <c>flow</c> block.</summary>
internal sealed record DynamicsSyntax(SourceSpan Span, string Word, NameSyntax Clock, Sequence<StatementSyntax> Lines) : StatementSyntax(Span);

internal sealed record CheckSyntax(SourceSpan Span, NameSyntax? Claim, Sequence<StatementSyntax> Entries) : StatementSyntax(Span);

internal sealed record CheckEntrySyntax(SourceSpan Span, NameSyntax Key, NameSyntax? Subject, string Operator, ExpressionSyntax Value) : StatementSyntax(Span);

/// <summary>All statements of a text in order, over all its blocks.</summary>
internal sealed record SpecSyntax(Sequence<StatementSyntax> Statements);
