using System.CommandLine;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;
using TheoryCheck.Verification.Results;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Cli.Commands;

/// <summary><c>derive SPEC</c>: gradients and optimality conditions of the scalar definitions, and the steps of the claims that ask for a derivation.</summary>
internal sealed class DeriveCommand : ProductCommand
{
    /// <inheritdoc/>
    public override Command Build(Terminal terminal)
    {
        var path = new Argument<string>("SPEC") { Description = "A spec file." };
        var claim = new Option<string>("--claim") { Description = "Only this claim's derivation, and no gradients." };
        var objective = new Option<string>("--objective") { Description = "Only the gradients of this definition, and no claims." };
        var format = new Option<string>("--format") { Description = "text (the claim language) or latex.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "latex");
        var command = new Command("derive", "Derives gradients, optimality conditions and identities, step by step.") { path, claim, objective, format };
        command.SetAction((parsed, cancellation) =>
        {
            var request = new Request(parsed.GetValue(claim), parsed.GetValue(objective), parsed.GetValue(format) == "latex");
            return Task.FromResult(Derive(parsed.GetValue(path)!, request, terminal, cancellation));
        });
        return command;
    }

    private static int Derive(string path, Request request, Terminal terminal, CancellationToken cancellation)
    {
        if (SpecFiles.ReadOne(path, "name a spec file (*.theory.md, *.theory)", terminal) is not { Spec: { } spec } read)
        {
            return ExitCode.BadInput;
        }

        var claims = request.Objective is null ? spec.Claims.Where(c => IsDerivation(c.Closed) && (request.Claim is null || c.Name == request.Claim)).ToSequence() : [];
        var objectives = request.Claim is null
            ? Objective.Among(spec.Symbols, spec.Claims.Select(c => c.Closed).Concat(spec.Evolutions.SelectMany(e => e.Rules).Select(r => r.Update).OfType<Term>()))
                .Where(o => request.Objective is null || o.Definition.Name == request.Objective).ToSequence()
            : [];
        var facts = Facts.Of(spec.Assumptions.Select(static a => a.Formula));
        var duals = request.Claim is null
            ? spec.Symbols.Where(s => request.Objective is null || s.Name == request.Objective).Select(s => MeasureDual.Of(s, facts)).Concat(Problems(spec, request).Select(p => MeasureDual.Of(p, facts))).OfType<MeasureDual>().ToSequence()
            : Problems(spec, request).Select(p => MeasureDual.Of(p, facts)).OfType<MeasureDual>().ToSequence();
        if (claims.IsEmpty && objectives.IsEmpty && duals.IsEmpty)
        {
            terminal.Error.WriteLine("theorycheck: nothing to derive: no scalar definition with a real variable or a measure, no problem over measures and no claim with 'derive'"
                + ((request.Claim ?? request.Objective) is { } name ? $" is named '{name}'" : ""));
            return ExitCode.NothingToRun;
        }

        var writer = new DerivationWriter(terminal.Out, request.IsLatex);
        var agree = true;
        foreach (var objective in objectives)
        {
            agree &= Gradients(objective, facts, writer);
        }

        foreach (var dual in duals)
        {
            writer.Dual(dual);
        }

        var outcomes = claims.IsEmpty ? [] : Judge(read, spec with { Claims = claims }, cancellation);
        foreach (var outcome in outcomes)
        {
            writer.Claim(outcome);
        }

        return agree && outcomes.All(o => o.IsAsExpected) ? ExitCode.AsExpected : ExitCode.Unexpected;
    }

    private static bool Gradients(Objective objective, Facts facts, DerivationWriter writer)
    {
        try
        {
            var report = DerivativeReport.Of(objective.Definition.Body!, objective.Variables, facts);
            writer.Objective(objective.Definition, report);
            return report.Gradients.All(g => g.Twin != Certainty.False);
        }
        catch (Exception limit) when (limit is NoClosedFormException or NotRepresentableException or UndefinedException)
        {
            writer.NotDerived(objective.Definition, limit.Message);
            return true;
        }
    }

    private static Sequence<ClaimOutcome> Judge(SpecResult read, Spec spec, CancellationToken cancellation) =>
        SuiteRunner.Run([read with { Spec = spec }], new RunOptions(), IRunObserver.None, cancellation).Result.Specs[0].Claims;

    // Problems over measures that stand in definitions and claims; one that only names an objective with its own dual is left to that.
    private static IEnumerable<Binding> Problems(Spec spec, Request request) =>
        (request.Claim is null ? spec.Symbols.Where(s => request.Objective is null || s.Name == request.Objective).Select(static s => s.Body).OfType<Term>() : [])
        .Concat(request.Objective is null ? spec.Claims.Where(c => request.Claim is null || c.Name == request.Claim).Select(static c => c.Closed) : [])
        .SelectMany(MeasureDual.Problems).Where(static p => p.Binders[0].Where is not null || p.Body is not Apply).DistinctBy(Typeset.TextOf);

    private static bool IsDerivation(Term formula) => formula is Symbolics.Terms.Derive || formula.Children.Any(IsDerivation);

    private sealed record Request(string? Claim, string? Objective, bool IsLatex);
}
