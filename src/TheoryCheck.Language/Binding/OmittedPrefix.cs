using TheoryCheck.Core;
using TheoryCheck.Language.Syntax;

namespace TheoryCheck.Language.Binding;

/// <summary>A claim whose prefix leaves out givens and sweeps although their place decides what a constant may depend on, and both ways to write them.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Names">What it leaves out, in order of declaration.</param>
internal sealed record OmittedPrefix(NamedFormulaSyntax Claim, Sequence<string> Names)
{
    /// <summary>The claim with the names outermost: what exists may depend on them.</summary>
    public NamedFormulaSyntax Outer => Claim with { Formula = ForAll(Claim.Formula) };

    /// <summary>The claim with the names behind what exists first, which then serves all of them.</summary>
    public NamedFormulaSyntax Inner => Claim with { Formula = Behind(Claim.Formula) };

    private ExpressionSyntax Behind(ExpressionSyntax formula) => formula switch
    {
        QuantifiedSyntax { Prefix: QuantifierSyntax { Words: "exists" or "exists unique" or "eventually" } } exists => exists with { Body = ForAll(exists.Body) },
        QuantifiedSyntax quantified => quantified with { Body = Behind(quantified.Body) },
        _ => ForAll(formula),
    };

    private QuantifiedSyntax ForAll(ExpressionSyntax formula)
    {
        var binders = Names.Map(name => new BinderSyntax(formula.Span, [new HeadSyntax(formula.Span, new NameSyntax(formula.Span, name), ' ', [])], "", null, "", null, null));
        return new QuantifiedSyntax(formula.Span, new QuantifierSyntax(formula.Span, "for all", binders), formula);
    }
}
