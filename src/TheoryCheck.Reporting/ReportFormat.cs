using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting;

/// <summary>A way to write down a run. An open family: one sealed class, one file, one test per member, found by the catalogue.</summary>
public abstract class ReportFormat
{
    /// <summary>The word that selects it on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>The file it is written to, within the output directory.</summary>
    public abstract string FileName { get; }

    /// <summary>The whole file: a function of the result alone, with <c>\n</c> line ends.</summary>
    public abstract string Write(RunResult result);

    /// <summary>The same with what is true of one execution only, where the format has a place for it.</summary>
    public virtual string Write(RunResult result, RunFacts? facts) => Write(result);
}
