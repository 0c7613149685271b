using TheoryCheck.Core;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivations;

/// <summary>A named rule that rewrites a whole term into an equal one.</summary>
/// <param name="Name">The name, as a report prints it.</param>
/// <param name="SideCondition">When it holds, or "Always".</param>
/// <param name="Citation">A key of the references with a locus, or the derivation in a few words.</param>
/// <param name="Apply">The rewriting; returns the term itself where the rule does not apply.</param>
public sealed record RewriteRule(string Name, string SideCondition, string Citation, Func<Term, Facts, Rewriting> Apply)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>What a rule made of a term.</summary>
/// <param name="After">The equal term.</param>
/// <param name="Laws">The laws used inside, sorted.</param>
/// <param name="Restrictions">What must hold besides: formulas and conditions in words.</param>
public sealed record Rewriting(Term After, Sequence<string> Laws, Sequence<string> Restrictions);

/// <summary>One step of a derivation: a rule applied to a term.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Before">What it was applied to.</param>
/// <param name="Result">What it made of it.</param>
public sealed record DerivationStep(RewriteRule Rule, Term Before, Rewriting Result)
{
    /// <summary>The term behind the step.</summary>
    public Term After => Result.After;
}

/// <summary>A chain of equal terms, each made from the one before by a named rule. It can be replayed.</summary>
/// <param name="Facts">What the rules may use.</param>
/// <param name="Steps">The steps in order.</param>
public sealed record Derivation(Facts Facts, Sequence<DerivationStep> Steps)
{
    /// <summary>Starts with no step.</summary>
    public static Derivation Begin(Facts facts) => new(facts, []);

    /// <summary>The last term, or the given one when there is no step.</summary>
    public Term Last(Term start) => Steps.IsEmpty ? start : Steps[^1].After;

    /// <summary>Applies a rule and records it, unless it changes nothing.</summary>
    public Derivation Then(RewriteRule rule, Term before)
    {
        var result = rule.Apply(before, Facts);
        return result.After.Equals(before) ? this : this with { Steps = Steps.Append(new DerivationStep(rule, before, result)) };
    }

    /// <summary>All restrictions the steps rest on.</summary>
    public Sequence<string> Restrictions => Steps.SelectMany(s => s.Result.Restrictions).Distinct(StringComparer.Ordinal).ToSequence();

    /// <summary>Applies each rule again and compares: up to the names of bound indices, each step must give what was recorded.</summary>
    public bool Replay()
    {
        for (var i = 0; i < Steps.Count; i++)
        {
            var step = Steps[i];
            if ((i > 0 && !Same(step.Before, Steps[i - 1].After)) || !Same(step.Rule.Apply(step.Before, Facts).After, step.After))
            {
                return false;
            }
        }

        return true;
    }

    private bool Same(Term left, Term right) =>
        left.Equals(right) || Canonical.Normalize(left, Facts).Equals(Canonical.Normalize(right, Facts));
}
