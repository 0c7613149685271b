using System.Security.Cryptography;
using System.Text;
using TheoryCheck.Core;
using TheoryCheck.Language.Binding;
using TheoryCheck.Language.Syntax;

namespace TheoryCheck.Language;

/// <summary>Reads specs: text to syntax to bound terms. No exception escapes for any text.</summary>
public static class SpecReader
{
    private const int IncludeDepth = 4;
    private const long SizeLimit = 1 << 20;
    private const long TotalLimit = 8 << 20;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file and what it includes; what cannot be read is a diagnostic too.</summary>
    /// <param name="path">The file, as the user wrote it; it is the name shown in diagnostics.</param>
    public static SpecResult Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var reader = new StreamReader(stream, Utf8);
            return Parse(new SourceText(path, ReadBounded(reader)));
        }
        catch (DecoderFallbackException)
        {
            return Unreadable(path, "it is not in UTF-8", "save it in UTF-8");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return Unreadable(path, Directory.Exists(path) ? "it is a folder" : problem.Message, "name a spec file (*.theory.md, *.theory)");
        }
    }

    private static SpecResult Unreadable(string path, string reason, string help)
    {
        var source = new SourceText(path, "");
        return new SpecResult(source, null, [SyntaxDiagnostics.Unreadable.At(new SourceSpan(source, 0, 0), $"'{path}' cannot be read as a spec: {reason}", help)]);
    }

    /// <summary>Reads a text; what it includes is looked for beside its path.</summary>
    public static SpecResult Parse(SourceText source) => Parse(source, []);

    /// <summary>Reads a text and collects the claims that leave out a part of their prefix whose place matters.</summary>
    internal static SpecResult Parse(SourceText source, List<OmittedPrefix> omitted)
    {
        var bag = new DiagnosticBag();
        var main = Parser.Parse(source);
        try
        {
            Copy(main, bag);
            var included = new List<ParsedText>();
            var total = (long)source.Text.Length;
            var path = SpecFolder.Resolve(Path.GetFullPath(source.Path));
            Include(main, new SpecFolder(Path.GetDirectoryName(path) ?? "."), [path], included, bag, ref total, [path]);
            if (bag.HasErrors)
            {
                return new SpecResult(source, null, bag.Items);
            }

            var front = Front(main, bag);
            var binder = new SpecBinder(bag);
            var spec = binder.Bind(main, included.ToSequence(), front, Hash(main, included));
            omitted.AddRange(binder.Omitted.Where(o => ReferenceEquals(o.Claim.Span.Source, source)));
            return new SpecResult(source, bag.HasErrors ? null : spec, bag.Items);
        }
        catch (InsufficientExecutionStackException)
        {
            bag.Report(SyntaxDiagnostics.TooDeep.At(new SourceSpan(source, 0, 0), "the spec is nested too deeply for the stack of this program"));
            return new SpecResult(source, null, bag.Items);
        }
    }

    private static void Copy(ParsedText text, DiagnosticBag bag)
    {
        foreach (var diagnostic in text.Diagnostics.Items)
        {
            bag.Report(diagnostic);
        }
    }

    private static string Hash(ParsedText main, List<ParsedText> included)
    {
        var meaning = string.Concat(included.Append(main).Select(t => SpecFormatter.Meaning(t.Syntax) + "\f"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(meaning)));
    }

    private static string ReadBounded(TextReader reader)
    {
        var buffer = new char[SizeLimit + 1];
        var length = reader.ReadBlock(buffer, 0, buffer.Length);
        return new string(buffer, 0, length);
    }

    private static void Include(
        ParsedText text, SpecFolder folder, Sequence<string> chain, List<ParsedText> included, DiagnosticBag bag, ref long total, HashSet<string> seen)
    {
        foreach (var include in text.Syntax.Statements.OfType<IncludeSyntax>())
        {
            if (folder.Locate(include.Path) is not { } path)
            {
                bag.Report(BindingDiagnostics.WrongInclude.At(include.PathSpan, $"found \"{include.Path}\", expected the name of a spec in this folder or below"));
                continue;
            }

            if (chain.Contains(path) || chain.Count > IncludeDepth)
            {
                bag.Report(BindingDiagnostics.WrongInclude.At(include.PathSpan, chain.Contains(path) ? $"\"{include.Path}\" includes itself" : $"includes are more than {IncludeDepth} deep"));
                continue;
            }

            if (!seen.Add(path))
            {
                continue;
            }

            string content;
            try
            {
                using var reader = new StreamReader(path, Utf8);
                content = ReadBounded(reader);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or DecoderFallbackException)
            {
                bag.Report(BindingDiagnostics.WrongInclude.At(include.PathSpan, $"\"{include.Path}\" cannot be read: {(problem is DecoderFallbackException ? "it is not in UTF-8" : problem.Message)}"));
                continue;
            }

            total += content.Length;
            if (total > TotalLimit)
            {
                bag.Report(SyntaxDiagnostics.TooLarge.At(include.PathSpan, $"the spec and what it includes have more than {TotalLimit} characters"));
                return;
            }

            var parsed = Parser.Parse(new SourceText(Path.GetRelativePath(Environment.CurrentDirectory, path), content));
            Copy(parsed, bag);
            Include(parsed, folder, chain.Append(path), included, bag, ref total, seen);
            included.Add(parsed);
        }
    }

    private static FrontMatter Front(ParsedText main, DiagnosticBag bag)
    {
        var values = main.Literate.Front.ToDictionary(e => e.Key, e => e);
        string Value(string key) => values.TryGetValue(key, out var entry) ? entry.Value : "";
        var file = Path.GetFileName(main.Source.Path);
        var stem = SpecFolder.Endings.Skip(1).Where(e => file.EndsWith(e, StringComparison.Ordinal)).Select(e => file[..^e.Length]).FirstOrDefault() ?? file;
        var expect = new List<Expectation>();
        foreach (var part in Value("expect").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = part.IndexOf(':');
            var verdict = part[(colon + 1)..].Trim();
            if (!verdict.All(char.IsAsciiLetter) || !Enum.TryParse<VerdictKind>(verdict, ignoreCase: true, out var kind))
            {
                bag.Report(BindingDiagnostics.WrongVerdict.At(values["expect"].ValueSpan, $"found '{verdict}', expected one of {string.Join(", ", Enum.GetNames<VerdictKind>()).ToLowerInvariant()}"));
                continue;
            }

            expect.Add(new Expectation(colon < 0 ? "" : part[..colon].Trim(), kind));
        }

        var tags = Value("tags").Trim('[', ']').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new FrontMatter(
            Value("id") is { Length: > 0 } id ? id : stem, Value("title"), Value("source"), expect.ToSequence(), tags.ToSequence(), Value("corrects"), Value("change"));
    }
}
