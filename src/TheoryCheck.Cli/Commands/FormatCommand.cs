using System.CommandLine;
using TheoryCheck.Core;
using TheoryCheck.Language;

namespace TheoryCheck.Cli.Commands;

/// <summary><c>fmt PATH...</c>: writes specs in the standard layout; <c>--check</c> only says which are not, <c>--bind</c> completes prefixes.</summary>
internal sealed class FormatCommand : ProductCommand
{
    /// <inheritdoc/>
    public override Command Build(Terminal terminal)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Spec files or folders.", Arity = ArgumentArity.OneOrMore };
        var check = new Option<bool>("--check") { Description = "Change nothing; exit 1 if a file is not in the standard layout." };
        var bind = new Option<string>("--bind")
        {
            Description = "Write the 'for all' that a claim with 'exists', 'eventually' or an order leaves out: outer (a constant may depend on the names), inner (it may not), or both for choice.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        bind.AcceptOnlyFromAmong("outer", "inner", "both");
        var command = new Command("fmt", "Writes specs in the standard layout.") { paths, check, bind };
        command.SetAction(parsed => Format(parsed.GetValue(paths)!, parsed.GetValue(check), parsed.GetResult(bind) is null ? null : Place(parsed.GetValue(bind)), terminal));
        return command;
    }

    private static PrefixPlace Place(string? word) => word switch
    {
        "outer" => PrefixPlace.Outer,
        "inner" => PrefixPlace.Inner,
        _ => PrefixPlace.Both,
    };

    private static int Format(string[] paths, bool onlyCheck, PrefixPlace? bind, Terminal terminal)
    {
        if (SpecFiles.Find(paths, terminal) is not { } files)
        {
            return ExitCode.BadInput;
        }

        var failed = false;
        var changed = 0;
        foreach (var file in files)
        {
            var source = new SourceText(file, File.ReadAllText(file));
            var (text, diagnostics) = bind is { } place ? SpecFormatter.Bind(source, place) : SpecFormatter.Format(source);
            foreach (var diagnostic in diagnostics)
            {
                terminal.Error.Write(diagnostic.Render());
            }

            if (diagnostics.Any(d => d.Kind.Severity == Severity.Error))
            {
                failed = true;
            }
            else if (text != source.Text)
            {
                changed++;
                try
                {
                    if (!onlyCheck)
                    {
                        DurableFile.Write(file, text);
                    }

                    terminal.Out.WriteLine($"{file}: {(onlyCheck ? "not in the standard layout" : "formatted")}");
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    terminal.Error.WriteLine($"theorycheck: error TC8007: '{file}' cannot be written and is as it was: {e.Message}");
                    failed = true;
                }
            }
        }

        return failed ? ExitCode.BadInput : onlyCheck && changed > 0 ? ExitCode.Unexpected : ExitCode.AsExpected;
    }
}
