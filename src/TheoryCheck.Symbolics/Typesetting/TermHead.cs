using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Typesetting;

/// <summary>What tells a node apart from others of its class, besides its children; symbols by name.</summary>
internal sealed class TermHead : TermFold<string>
{
    private static readonly TermHead Fold = new();

    /// <summary>The head of a node.</summary>
    public static string Of(Term term) => term.GetType().Name + " " + term.Accept(Fold);

    /// <inheritdoc/>
    public override string Number(Number term) => term.Value.ToString();

    /// <inheritdoc/>
    public override string Constant(Constant term) => term.Name;

    /// <inheritdoc/>
    public override string Reference(Reference term) => term.Symbol.Name;

    /// <inheritdoc/>
    public override string Arithmetic(Arithmetic term) => term.Operator.ToString();

    /// <inheritdoc/>
    public override string Element(Element term) => "";

    /// <inheritdoc/>
    public override string Slice(Slice term) => "";

    /// <inheritdoc/>
    public override string Call(Call term) => term.Operation.Name;

    /// <inheritdoc/>
    public override string Apply(Apply term) => "";

    /// <inheritdoc/>
    public override string Lambda(Lambda term) => Names(term.Binders);

    /// <inheritdoc/>
    public override string Binding(Binding term) => $"{term.Form.Name} {Names(term.Binders)} {term.Bodies.Count} {term.Given is null}";

    /// <inheritdoc/>
    public override string Conditional(Conditional term) => "";

    /// <inheritdoc/>
    public override string Collection(Collection term) => term.Kind.ToString();

    /// <inheritdoc/>
    public override string RealInterval(RealInterval term) => $"{term.LowerOpen} {term.UpperOpen}";

    /// <inheritdoc/>
    public override string IndexRange(IndexRange term) => "";

    /// <inheritdoc/>
    public override string AtStep(AtStep term) => "";

    /// <inheritdoc/>
    public override string Override(Override term) => Names(term.Symbols);

    /// <inheritdoc/>
    public override string Comparison(Comparison term) => term.Relations.ToString();

    /// <inheritdoc/>
    public override string Connective(Connective term) => term.Kind.ToString();

    /// <inheritdoc/>
    public override string Quantified(Quantified term) => $"{term.Kind} {term.IsImplied} {Names(term.Binders)}";

    /// <inheritdoc/>
    public override string WithProbability(WithProbability term) => $"{term.Relation} {Names(term.Binders)} {term.Given is null}";

    /// <inheritdoc/>
    public override string Membership(Membership term) => term.IsSubset.ToString();

    /// <inheritdoc/>
    public override string LimitPoint(LimitPoint term) => term.Approach.ToString();

    /// <inheritdoc/>
    public override string OrderClaim(OrderClaim term) => $"{term.Kind} {term.InLog} {Names(term.Binders)}";

    /// <inheritdoc/>
    public override string Derive(Derive term) => "";

    /// <inheritdoc/>
    public override string ClaimReference(ClaimReference term) => $"{term.Name} {term.Without}";

    private static string Names(Sequence<Binder> binders) => string.Join(
        ",",
        binders.Select(b => $"{b.Symbol.Name}{(b.Domain is null ? "" : ":")}{(b.Where is null ? "" : "|")}{(b.At is null ? "" : "@")}"));
}
