using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Reporting;
using TheoryCheck.Verification.Results;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Tests.Verification;

/// <summary>Judges specs written in a test.</summary>
internal static class SpecRun
{
    /// <summary>Options that do not depend on the machine.</summary>
    public static RunOptions Options { get; } = new() { Seed = 1, Jobs = 1, MaxMemory = 1_000_000_000 };

    /// <summary>The outcome of the only claim of a spec.</summary>
    public static ClaimOutcome One(string text, RunOptions? options = null)
    {
        var outcomes = All(text, options).Specs[0].Claims;
        Assert.That(outcomes, Has.Count.EqualTo(1));
        return outcomes[0];
    }

    /// <summary>The run of one spec, which must be free of errors.</summary>
    public static RunResult All(string text, RunOptions? options = null)
    {
        var read = Read(text);
        Assert.That(read.Diagnostics.Where(d => d.Kind.Severity == Severity.Error).Select(d => d.Render()), Is.Empty);
        return SuiteRunner.Run([read], options ?? Options, IRunObserver.None, CancellationToken.None).Result;
    }

    /// <summary>The front end's answer.</summary>
    public static SpecResult Read(string text) => SpecReader.Parse(new SourceText("t.theory", text));

    /// <summary>The run as <c>results.json</c> holds it.</summary>
    public static string Json(string text, RunOptions? options = null) => new JsonReport().Write(All(text, options));
}
