namespace TheoryCheck.Tests.Truth;

/// <summary>What is known of a statement by other means than this program.</summary>
internal enum Answer
{
    /// <summary>It is true.</summary>
    True,

    /// <summary>It is false.</summary>
    False,

    /// <summary>It has no truth value as written.</summary>
    Undefined,

    /// <summary>It is true of nothing.</summary>
    Vacuous,
}

/// <summary>A statement with its answer.</summary>
/// <param name="Name">What it says.</param>
/// <param name="Group">The file it stands in.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Why">Why the answer is known.</param>
/// <param name="Text">The spec; its claim is <c>c</c>.</param>
internal sealed record KnownAnswer(string Name, string Group, Answer Answer, string Why, string Text)
{
    /// <summary>Whether the tool is expected to decide it: not where sides are equal, values are missing, or a limit is asked for.</summary>
    public bool IsClear => Group != "borderline";

    /// <summary>All of them, from the files of the bank: a line <c>= name | answer | why</c>, then the spec.</summary>
    public static List<KnownAnswer> All() =>
        [.. Directory.EnumerateFiles(Cli.Repository.Folder("tests", "TheoryCheck.Tests", "Truth", "Bank"), "*.txt").Order(StringComparer.Ordinal).SelectMany(Read)];

    private static IEnumerable<KnownAnswer> Read(string file)
    {
        foreach (var entry in ("\n" + File.ReadAllText(file)).Split("\n= ", StringSplitOptions.RemoveEmptyEntries))
        {
            var end = entry.IndexOf('\n', StringComparison.Ordinal);
            var head = entry[..end].Split(" | ");
            yield return new KnownAnswer(head[0], Path.GetFileNameWithoutExtension(file), Enum.Parse<Answer>(head[1], ignoreCase: true), head[2], entry[(end + 1)..] + "\n");
        }
    }
}
