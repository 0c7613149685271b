using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Derivations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Cli.Commands;

/// <summary>Writes derivations: in the claim language, or as LaTeX display formulas under headings that are comments.</summary>
internal sealed class DerivationWriter(TextWriter output, bool isLatex)
{
    /// <summary>The gradients of a definition with their stationarity conditions, kinks and the check by dual numbers.</summary>
    public void Objective(Symbol definition, DerivativeReport report)
    {
        Heading($"{definition.Name}{Parameters(definition)}");
        Formula("in index notation", Typeset.Of(report.Objective));
        foreach (var step in report.Derivation.Steps.Where(s => s.Rule != RewriteRules.IndexNotation))
        {
            Formula($"by {step.Rule.Name} ({step.Rule.Citation})", Typeset.Of(step.After));
        }

        foreach (var gradient in report.Gradients.Select(Named))
        {
            var at = gradient.Indices.IsEmpty ? "" : $"[{string.Join(", ", gradient.Indices.Select(b => b.Symbol.Name))}]";
            Heading($"gradient of {definition.Name} in {gradient.Variable.Name}{at}");
            Formula("gradient", Typeset.Of(gradient.Gradient));
            if (!gradient.Canonical.Equals(gradient.Gradient))
            {
                Formula("canonical form", Typeset.Of(gradient.Canonical));
            }

            Formula("stationary where", Typeset.Of(gradient.Stationarity));
            foreach (var slope in gradient.Slopes)
            {
                Line($"with a free slope {slope.Name} in {Typeset.TextOf(slope.Domain!)} at the kink");
            }

            foreach (var kink in gradient.Kinks)
            {
                Line($"the gradient is classical where {Typeset.TextOf(kink.Vanishing)} != 0");
            }

            foreach (var condition in gradient.Conditions)
            {
                Line($"rests on: {condition}");
            }

            Line(gradient.Twin switch
            {
                Certainty.True => "checked: dual numbers agree at random points",
                Certainty.False => "MISTAKE: dual numbers disagree with this gradient",
                _ => "not checked: no random point could be evaluated",
            });
        }
    }

    /// <summary>The dual problem, the certificate and the optimality conditions of an objective over measures.</summary>
    public void Dual(MeasureDual dual)
    {
        Heading($"dual of {dual.Name}");
        if (dual.Variables is { } variables)
        {
            Formula("dual variables at the optimum, minus the slope of the loss in its output", Typeset.Of(variables));
        }

        foreach (var corner in dual.Corners)
        {
            Line($"but anything between minus the slopes on both sides where {Typeset.TextOf(corner)} == 0");
        }

        Formula("certificate eta(t)", Typeset.Of(dual.Certificate));
        if (dual.Value is { } value)
        {
            Formula(dual.IsLeast ? "dual problem: minimise over w and mu" : dual.Variables is null ? "dual problem: maximise over w" : "dual problem: maximise over q", Typeset.Of(value));
        }
        else
        {
            Line("dual problem: maximise over q the sum over the samples of inf over f of loss(f) + q*f");
        }

        foreach (var constraint in dual.Constraints)
        {
            Formula("subject to", Typeset.Of(constraint));
        }

        foreach (var condition in dual.Complementarity)
        {
            Formula(dual.IsConvex ? "optimal if and only if all constraints hold and" : "optimal only if the constraints on eta hold and", Typeset.Of(condition));
        }

        if (!dual.IsConvex)
        {
            Line("the loss is not proved to be convex: the dual value is a lower bound, and the conditions are necessary, not sufficient");
        }
    }

    /// <summary>Why a definition has no derivatives here.</summary>
    public void NotDerived(Symbol definition, string reason)
    {
        Heading($"{definition.Name}{Parameters(definition)}");
        Line($"not derived: {reason}");
    }

    /// <summary>The steps of a claim's derivation and what came of them.</summary>
    public void Claim(ClaimOutcome outcome)
    {
        Heading($"claim {outcome.Name}");
        Formula("statement", outcome.Statement);
        for (var i = 0; i < outcome.Derivation.Count; i++)
        {
            var step = outcome.Derivation[i];
            // Each side starts a chain of its own: a step that does not go on from the last one shows where it begins.
            if (i == 0 || outcome.Derivation[i - 1].After.Text != step.Before.Text)
            {
                Formula("from", step.Before);
            }

            Formula($"by {step.Rule} ({step.Justification})", step.After);
            foreach (var condition in step.Conditions)
            {
                Line($"where {condition}");
            }
        }

        foreach (var note in outcome.Notes)
        {
            Line(note);
        }

        var kind = outcome.Verdict.Kind;
        Line($"{kind.ToString().ToLowerInvariant()}: {(kind == VerdictKind.Proved ? outcome.Verdict.Strength : outcome.Verdict.Reason)}");
        if (outcome.Counterexample is { } counterexample)
        {
            Line("at " + string.Join(", ", counterexample.Values.Select(v => $"{v.Symbol.Text} = {v.Value}")));
        }
    }

    // The indices get the names of the declaration where it has some: the gradient in w[j, c], not in w[c, c].
    private static GradientReport Named(GradientReport gradient)
    {
        var taken = gradient.Gradient.FreeSymbols().Concat(gradient.Slopes).Select(s => s.Name).Where(n => n != "c").ToHashSet(StringComparer.Ordinal);
        var names = new List<string>();
        for (var axis = 0; axis < gradient.Indices.Count; axis++)
        {
            var wanted = axis < gradient.Variable.Indices.Count ? gradient.Variable.Indices[axis].Symbol.Name : "c";
            var name = new[] { wanted }.Concat(Enumerable.Range(1, 99).Select(k => $"{wanted}{k}")).First(taken.Add);
            names.Add(name);
        }

        var fresh = gradient.Indices.Zip(names).Select(p => new Binder(new Symbol(p.Second, SymbolRole.Bound, default) { Type = TermType.Integer }, p.First.Domain)).ToSequence();
        var values = gradient.Indices.Zip(fresh).ToDictionary(p => p.First.Symbol, p => (Term)new Reference(p.Second.Symbol));
        return gradient with
        {
            Indices = fresh,
            Gradient = gradient.Gradient.Replace(values),
            Canonical = gradient.Canonical.Replace(values),
            Stationarity = gradient.Stationarity.Replace(values),
        };
    }

    private static string Parameters(Symbol definition) =>
        definition.Parameters.IsEmpty ? "" : $"({string.Join(", ", definition.Parameters.Select(p => p.Symbol.Name))})";

    private void Heading(string text) => output.WriteLine(isLatex ? $"\n% {text}" : $"\n{text}");

    private void Line(string text) => output.WriteLine(isLatex ? $"%   {text}" : $"  {text}");

    private void Formula(string label, Typeset formula)
    {
        Line($"{label}:");
        output.WriteLine(isLatex ? $"\\[ {formula.Latex} \\]" : $"    {formula.Text}");
    }
}
