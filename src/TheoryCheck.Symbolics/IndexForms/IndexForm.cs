using TheoryCheck.Core;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.IndexForms;

/// <summary>
/// The sub-language on which derivatives, canonical forms and array plans work: definitions unfolded, tensor functions
/// written as sums over index binders, tensors only as full elements of declared symbols, derivatives carried out. A
/// tensor-valued term is one <c>matrix(..)</c> binding over such a scalar, or a whole symbol.
/// </summary>
public static class IndexForm
{
    /// <summary>The index form of a term; a formula is mapped part by part.</summary>
    public static Term Of(Term term) => Traced(term).Value;

    /// <summary>The index form with the kinks its derivatives passed and the conditions they rest on.</summary>
    public static Differentiated Traced(Term term)
    {
        var indexer = new Indexer();
        var value = indexer.Visit(term);
        return new Differentiated(value, indexer.Kinks.Distinct().ToSequence(), indexer.Conditions.Distinct(StringComparer.Ordinal).ToSequence());
    }

    /// <summary>The term with its derivatives carried out, so that readings can evaluate it; a term without any stays as it is.</summary>
    /// <exception cref="NoClosedFormException">A derivative has no closed form.</exception>
    public static Term Evaluable(Term term) => HasCalculus(term) ? Of(Unfold.Definitions(term)) : term;

    /// <summary>Whether a term differentiates, written out or behind a definition.</summary>
    public static bool HasCalculus(Term term) => term switch
    {
        Call { Operation: CalculusOperation } or Binding { Form.Name: "derivative" } => true,
        Reference { Symbol.Body: { } body } => HasCalculus(body),
        _ => term.Children.Items.Any(HasCalculus),
    };

    /// <summary>The element of a tensor-valued term, in index form.</summary>
    public static Term Element(Term tensor, params ReadOnlySpan<Term> indices) => new Indexer().ElementOf(tensor, Sequence.Create(indices));
}
