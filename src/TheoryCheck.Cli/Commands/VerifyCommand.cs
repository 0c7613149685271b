using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using TheoryCheck.Checker;
using TheoryCheck.Core;
using TheoryCheck.Language;

namespace TheoryCheck.Cli.Commands;

/// <summary><c>verify FILE...</c>: checks certificates again, with no solver and no search.</summary>
internal sealed class VerifyCommand : ProductCommand
{
    private const long LargestFile = 64 << 20;

    /// <inheritdoc/>
    public override Command Build(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE") { Description = "Certificates, as 'run' writes them below its output folder.", Arity = ArgumentArity.OneOrMore };
        var spec = new Option<string>("--spec") { Description = "The spec, if it is not where the certificates say." };
        var command = new Command("verify", "Checks certificates again, with no solver and no search.") { files, spec };
        command.SetAction(parsed => parsed.GetValue(files)!.Select(f => Verify(f, parsed.GetValue(spec), terminal)).ToList().Max());
        return command;
    }

    private static int Verify(string file, string? spec, Terminal terminal)
    {
        try
        {
            if (!File.Exists(file) || new FileInfo(file).Length > LargestFile)
            {
                terminal.Error.WriteLine($"theorycheck: error TC8003: there is no certificate file '{file}'");
                return ExitCode.BadInput;
            }

            var text = File.ReadAllText(file);
            if ((spec ?? SpecPath(text)) is not { } path)
            {
                terminal.Error.WriteLine($"theorycheck: error TC8011: '{file}' is no certificate");
                return ExitCode.BadInput;
            }

            if (!File.Exists(path))
            {
                terminal.Error.WriteLine($"theorycheck: error TC8003: there is no spec '{path}'; name it with --spec");
                return ExitCode.BadInput;
            }

            var result = CertificateChecker.Check(text, SpecReader.Read(path));
            terminal.Out.WriteLine(result.Accepted is { } accepted
                ? $"accepted  {file}: {accepted.Kind} for '{accepted.Claim}': {Meaning(accepted.Truth)}{accepted.Words}"
                : $"rejected  {file}: {result.Reason}");
            return result.Accepted is null ? ExitCode.Unexpected : ExitCode.AsExpected;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            terminal.Error.WriteLine($"theorycheck: error TC8003: '{file}' cannot be read: {e.Message}");
            return ExitCode.BadInput;
        }
    }

    // Where to look; what is found there is compared with the hash in the certificate.
    private static string? SpecPath(string text)
    {
        try
        {
            return JsonNode.Parse(text)?["spec"]?.GetValue<string>();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static string Meaning(Certainty truth) => truth switch
    {
        Certainty.True => "the claim is true: ",
        Certainty.False => "the claim is false: ",
        _ => "",
    };
}
