using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivatives;

/// <summary>A place where a derivative is a convention: the claim holds where <paramref name="Vanishing"/> is not 0.</summary>
/// <param name="Application">The expression with the kink.</param>
/// <param name="Vanishing">A scalar that is 0 exactly at the kink.</param>
/// <param name="Under">The index binders around it: the restriction is meant for all their values.</param>
public sealed record Kink(Term Application, Term Vanishing, Sequence<Binder> Under);

/// <summary>A term in which derivatives were carried out.</summary>
/// <param name="Value">The value, total, with the language's conventions at kinks.</param>
/// <param name="Kinks">The kinks that were passed.</param>
/// <param name="Conditions">What the steps rest on besides, in words (interchange of expectation and derivative).</param>
public sealed record Differentiated(Term Value, Sequence<Kink> Kinks, Sequence<string> Conditions);

/// <summary>What a derivative is taken in: an element of a tensor, or a scalar.</summary>
/// <param name="Leaf">The whole symbol, perhaps at a step.</param>
/// <param name="Indices">As many indices as the leaf has axes.</param>
public sealed record Variable(Term Leaf, Sequence<Term> Indices)
{
    /// <summary>The variable with more indices.</summary>
    public Variable With(IEnumerable<Term> more) => this with { Indices = Indices.Concat(more) };
}
