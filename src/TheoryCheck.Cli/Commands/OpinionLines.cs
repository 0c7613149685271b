using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Discretised;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Cli.Commands;

/// <summary>What a run says of its second opinions: who agreed, what went wrong on the way, and every contradiction.</summary>
internal static class OpinionLines
{
    /// <summary>Writes the lines; nothing when nobody was asked.</summary>
    internal static void Write(Sequence<OpinionFact> facts, Terminal terminal)
    {
        foreach (var (oracle, asked) in facts.Where(f => f.Opinion.Oracle is not null).GroupBy(f => f.Opinion.Oracle!.ToString()).Select(g => (g.Key, g.ToList())))
        {
            var agreeing = asked.Count(f => f.Opinion.Outcome == OpinionOutcome.Agrees);
            terminal.Out.WriteLine($"second opinions: {oracle} agrees with the bounds on {agreeing} of {asked.Count} optima over measures");
        }

        foreach (var happened in facts.SelectMany(f => f.Opinion.Report.Events).Distinct())
        {
            terminal.Error.WriteLine($"theorycheck: note: {happened}");
        }

        foreach (var fact in facts.Where(f => f.Opinion.Outcome == OpinionOutcome.Differs))
        {
            terminal.Error.WriteLine($"theorycheck: note: {fact.Spec}/{fact.Claim}: {fact.Opinion.Sentence}");
        }

        foreach (var fact in facts.Where(f => f.Opinion.Outcome == OpinionOutcome.Contradicts))
        {
            terminal.Error.WriteLine($"theorycheck: error TC9001: {fact.Spec}/{fact.Claim}: bounds on an optimum are wrong: {fact.Opinion.Sentence}; please report it with the spec");
        }
    }
}
