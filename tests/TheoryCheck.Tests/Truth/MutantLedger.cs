using TheoryCheck.Core;

namespace TheoryCheck.Tests.Truth;

/// <summary>
/// The mutants that were judged so far, in a file with a line for each, written after each batch, so that a run that ends early leaves what it found and the
/// next one goes on from it. Without a path nothing is kept.
/// </summary>
internal sealed class MutantLedger
{
    private readonly string path;
    private readonly Dictionary<(string Name, string Text), JudgedMutant> known = [];

    private MutantLedger(string path) => this.path = path;

    /// <summary>All that were judged, of this run and of those before it.</summary>
    public IReadOnlyCollection<JudgedMutant> Judged => known.Values;

    /// <summary>The file as it is, or a new one.</summary>
    public static MutantLedger Read(string path)
    {
        var ledger = new MutantLedger(path);
        foreach (var fields in (File.Exists(path) ? File.ReadAllLines(path) : []).Select(l => l.Split('\t')).Where(f => f.Length == 5))
        {
            // Not a line that a killed run left half written.
            if (Enum.TryParse<VerdictKind>(fields[2], out var verdict))
            {
                ledger.known[(fields[0], fields[3])] = new(fields[0], fields[1], verdict, fields[3], fields[4]);
            }
        }

        return ledger;
    }

    /// <summary>The verdicts of some mutants, in words.</summary>
    public static string Counts(IEnumerable<JudgedMutant> judged) =>
        string.Join(", ", judged.GroupBy(m => m.Verdict).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key}"));

    /// <summary>What is known of a mutant as it is stated now, or null.</summary>
    public JudgedMutant? Of(Mutant mutant) => known.GetValueOrDefault((mutant.Name, JudgedMutant.Line(mutant.Text)));

    /// <summary>What is known of some of them.</summary>
    public IReadOnlyList<JudgedMutant> Take(IEnumerable<Mutant> mutants) => [.. mutants.Select(Of).OfType<JudgedMutant>()];

    /// <summary>Keeps some more.</summary>
    public void Add(IEnumerable<JudgedMutant> judged)
    {
        var lines = new List<string>();
        foreach (var mutant in judged)
        {
            known[(mutant.Name, mutant.Text)] = mutant;
            lines.Add(string.Join('\t', mutant.Name, mutant.Kind, mutant.Verdict, mutant.Text, mutant.Notes));
        }

        if (path.Length > 0)
        {
            File.AppendAllLines(path, lines);
        }
    }
}
