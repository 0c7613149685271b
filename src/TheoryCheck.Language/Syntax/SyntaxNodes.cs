using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language.Syntax;

/// <summary>A piece of a spec as written, with its place.</summary>
internal abstract record SyntaxNode(SourceSpan Span);

internal sealed record NumberSyntax(SourceSpan Span, Rational Value) : SyntaxNode(Span);

internal sealed record NameSyntax(SourceSpan Span, string Name) : SyntaxNode(Span);

internal sealed record NegateSyntax(SourceSpan Span, SyntaxNode Operand) : SyntaxNode(Span);

internal sealed record ArithmeticSyntax(SourceSpan Span, char Operator, SyntaxNode Left, SyntaxNode Right) : SyntaxNode(Span);

internal sealed record ComparisonSyntax(SourceSpan Span, Sequence<Relation> Relations, Sequence<SyntaxNode> Operands) : SyntaxNode(Span);

internal sealed record ConnectiveSyntax(SourceSpan Span, ConnectiveKind Kind, Sequence<SyntaxNode> Operands) : SyntaxNode(Span);

/// <summary>A quantifier; <paramref name="IsRest"/> for <c>for all rest</c>.</summary>
internal sealed record QuantifierSyntax(SourceSpan Span, QuantifierKind Kind, Sequence<BinderSyntax> Binders, bool IsRest, SyntaxNode Body) : SyntaxNode(Span);

internal sealed record ProbabilitySyntax(
    SourceSpan Span, Relation Relation, SyntaxNode Level, bool IsOverAll, Sequence<DrawSyntax> Draws, SyntaxNode? Given, SyntaxNode Body) : SyntaxNode(Span);

/// <summary>A drawn name after <c>over</c>, with its step for <c>xi@k</c>.</summary>
internal sealed record DrawSyntax(SourceSpan Span, string Name, SyntaxNode? At) : SyntaxNode(Span);

internal sealed record DeriveSyntax(SourceSpan Span, SyntaxNode Formula) : SyntaxNode(Span);

internal sealed record MembershipSyntax(SourceSpan Span, SyntaxNode Left, SyntaxNode Right, bool IsSubset) : SyntaxNode(Span);

internal sealed record OrderSyntax(SourceSpan Span, SyntaxNode Subject, OrderKind Kind, SyntaxNode Gauge, bool InLog, BinderSyntax Variable) : SyntaxNode(Span);

internal sealed record WithoutSyntax(SourceSpan Span, SyntaxNode Claim, NameSyntax Assumption) : SyntaxNode(Span);

internal sealed record IndexSyntax(SourceSpan Span, SyntaxNode Target, Sequence<SyntaxNode> Indices) : SyntaxNode(Span);

/// <summary>A name or value with arguments in parentheses: plain, or <c>leading, binders: bodies given condition</c>, or overrides.</summary>
internal sealed record CallSyntax(
    SourceSpan Span,
    SyntaxNode Target,
    Sequence<SyntaxNode> Leading,
    Sequence<BinderSyntax> Binders,
    Sequence<SyntaxNode> Arguments,
    SyntaxNode? Given,
    bool IsBinding) : SyntaxNode(Span);

/// <summary><c>head = value</c> in an argument list.</summary>
internal sealed record OverrideSyntax(SourceSpan Span, HeadSyntax Head, SyntaxNode Value) : SyntaxNode(Span);

internal sealed record LambdaSyntax(SourceSpan Span, Sequence<NameSyntax> Parameters, SyntaxNode Body) : SyntaxNode(Span);

internal sealed record AtSyntax(SourceSpan Span, SyntaxNode Target, SyntaxNode Step) : SyntaxNode(Span);

internal sealed record RangeSyntax(SourceSpan Span, SyntaxNode Lower, SyntaxNode? Upper) : SyntaxNode(Span);

internal sealed record IntervalSyntax(SourceSpan Span, SyntaxNode Lower, SyntaxNode Upper, bool LowerOpen, bool UpperOpen) : SyntaxNode(Span);

internal sealed record TupleSyntax(SourceSpan Span, Sequence<SyntaxNode> Items) : SyntaxNode(Span);

internal sealed record ListSyntax(SourceSpan Span, Sequence<SyntaxNode> Items) : SyntaxNode(Span);

internal sealed record SetSyntax(SourceSpan Span, Sequence<SyntaxNode> Items) : SyntaxNode(Span);

internal sealed record ComprehensionSyntax(SourceSpan Span, Sequence<BinderSyntax> Binders) : SyntaxNode(Span);

/// <summary>A declared or bound name with its index or value parameters.</summary>
internal sealed record HeadSyntax(SourceSpan Span, NameSyntax Name, Sequence<BinderSyntax> Indices, Sequence<BinderSyntax> Parameters) : SyntaxNode(Span);

/// <summary>How a binder bounds its symbol.</summary>
internal enum BoundKind
{
    None,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    Wrt,
    Tends,
}

/// <summary>A binder: a head, or several names in parentheses, with its bound and restriction.</summary>
internal sealed record BinderSyntax(
    SourceSpan Span, HeadSyntax? Head, Sequence<NameSyntax> Names, BoundKind Kind, SyntaxNode? Bound, Approach Approach, SyntaxNode? Where) : SyntaxNode(Span);

/// <summary>A statement of a spec.</summary>
internal abstract record StatementSyntax(SourceSpan Span) : SyntaxNode(Span);

internal sealed record IncludeSyntax(SourceSpan Span, string Path) : StatementSyntax(Span);

internal sealed record DeclareSyntax(SourceSpan Span, SymbolRole Role, Sequence<BinderSyntax> Binders) : StatementSyntax(Span);

internal sealed record DefineSyntax(SourceSpan Span, HeadSyntax Head, SyntaxNode Value) : StatementSyntax(Span);

internal sealed record DrawnSyntax(SourceSpan Span, HeadSyntax Head, SyntaxNode Law) : StatementSyntax(Span);

internal sealed record AssumeSyntax(SourceSpan Span, NameSyntax Name, SyntaxNode Formula) : StatementSyntax(Span);

internal sealed record ClaimSyntax(SourceSpan Span, NameSyntax Name, SyntaxNode Formula) : StatementSyntax(Span);

internal sealed record StartSyntax(SourceSpan Span, HeadSyntax Head, SyntaxNode Value, bool IsLaw) : StatementSyntax(Span);

/// <summary><c>X &lt;- e</c>, <c>rate X = e</c> or <c>noise X = e</c>.</summary>
internal sealed record MotionSyntax(SourceSpan Span, string Keyword, HeadSyntax Head, SyntaxNode Value) : StatementSyntax(Span);

internal sealed record DynamicsSyntax(SourceSpan Span, bool IsFlow, NameSyntax Clock, Sequence<StatementSyntax> Lines) : StatementSyntax(Span);

internal sealed record CheckSyntax(SourceSpan Span, NameSyntax? Claim, Sequence<CheckLineSyntax> Lines) : StatementSyntax(Span);

internal sealed record CheckLineSyntax(SourceSpan Span, NameSyntax Key, NameSyntax? Subject, SyntaxNode Value) : StatementSyntax(Span);
