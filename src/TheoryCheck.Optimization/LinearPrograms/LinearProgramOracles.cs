using System.Collections.Immutable;
using TheoryCheck.Core;

namespace TheoryCheck.Optimization.LinearPrograms;

/// <summary>Asks the oracles in their order of preference until one gives an answer; the embedded simplex is last and always there.</summary>
public static class LinearProgramOracles
{
    /// <summary>All oracles, the preferred first.</summary>
    public static ImmutableArray<LinearProgramOracle> InOrder { get; } =
        [.. Catalogue<LinearProgramOracle>.Members.OrderBy(o => o.Preference).ThenBy(o => o.Name, StringComparer.Ordinal)];

    /// <summary>The first plausible answer; the report of the answer names every oracle that was asked in vain.</summary>
    public static LinearProgramSolution Solve(LinearProgram program, LinearProgramRequest request) => Solve(program, request, InOrder);

    /// <summary>The same with the oracles given.</summary>
    /// <exception cref="ArgumentException">There is no oracle.</exception>
    public static LinearProgramSolution Solve(LinearProgram program, LinearProgramRequest request, ImmutableArray<LinearProgramOracle> oracles)
    {
        if (oracles.IsEmpty)
        {
            throw new ArgumentException("there is no oracle", nameof(oracles));
        }

        var events = ImmutableArray.CreateBuilder<string>();
        LinearProgramSolution? last = null;
        foreach (var oracle in oracles)
        {
            var availability = oracle.Availability();
            if (!availability.IsAvailable)
            {
                events.Add($"{oracle.Name} is not available: {availability.Explanation}");
                continue;
            }

            var answer = Plausibility.Judge(program, oracle.Solve(program, request));
            events.AddRange(answer.Report.Events);
            last = answer;
            if (answer.Status != LinearProgramStatus.Failed)
            {
                break;
            }

            events.Add($"{oracle.Name} gave no answer");
        }

        last ??= new() { Status = LinearProgramStatus.Failed, Oracle = new("none", "0") };
        return last with { Report = new(events.ToImmutable()) };
    }
}
