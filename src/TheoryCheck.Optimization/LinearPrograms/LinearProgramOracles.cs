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
    public static LinearProgramSolution Solve(LinearProgram program, LinearProgramRequest request, ImmutableArray<LinearProgramOracle> oracles) =>
        Solve(program, request, oracles, static _ => null);

    /// <summary>The same; an answer that is doubted is passed over like a failure.</summary>
    /// <param name="program">The program.</param>
    /// <param name="request">How hard each oracle tries.</param>
    /// <param name="oracles">The oracles, the preferred first.</param>
    /// <param name="doubt">What is wrong with a plausible answer; null when nothing is.</param>
    /// <exception cref="ArgumentException">There is no oracle.</exception>
    public static LinearProgramSolution Solve(
        LinearProgram program, LinearProgramRequest request, ImmutableArray<LinearProgramOracle> oracles, Func<LinearProgramSolution, string?> doubt)
    {
        ArgumentNullException.ThrowIfNull(doubt);
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
                if (doubt(answer) is not { } reason)
                {
                    break;
                }

                events.Add($"{answer.Oracle} was not believed: {reason}");
                last = new() { Status = LinearProgramStatus.Failed, Oracle = answer.Oracle };
            }

            events.Add($"{oracle.Name} gave no answer");
        }

        last ??= new() { Status = LinearProgramStatus.Failed, Oracle = new("none", "0") };
        return last with { Report = new(events.ToImmutable()) };
    }
}
