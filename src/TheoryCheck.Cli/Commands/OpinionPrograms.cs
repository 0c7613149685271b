using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Cli.Commands;

/// <summary>Writes the linear programs of second opinions as MPS files.</summary>
internal static class OpinionPrograms
{
    /// <summary>Writes <c>programs/SPEC/CLAIM.mps</c>, and <c>CLAIM.2.mps</c> and so on for more; false after an error has been written.</summary>
    internal static bool Write(Sequence<OpinionFact> facts, string output, Terminal terminal)
    {
        try
        {
            foreach (var claim in facts.Where(f => f.Opinion.Program is not null).GroupBy(f => (f.Spec, f.Claim)))
            {
                var folder = Directory.CreateDirectory(Path.Combine(output, "programs", claim.Key.Spec)).FullName;
                foreach (var (number, fact) in claim.Index())
                {
                    var suffix = number == 0 ? "" : "." + (number + 1).ToString(CultureInfo.InvariantCulture);
                    DurableFile.Write(Path.Combine(folder, $"{claim.Key.Claim}{suffix}.mps"), MpsWriter.Write(fact.Opinion.Program!));
                }
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"theorycheck: error TC8007: the linear programs cannot be written to '{output}': {e.Message}");
            return false;
        }
    }
}
