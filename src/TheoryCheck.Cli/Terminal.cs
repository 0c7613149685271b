using Spectre.Console;

namespace TheoryCheck.Cli;

/// <summary>Where output goes and what it may look like; made by hand, so that a pipe never sees ANSI codes or wrapped lines.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Diagnostics and progress.</param>
/// <param name="IsInteractive">Whether a person watches: output and error are terminals.</param>
/// <param name="UsesColor">Whether ANSI colours may be written.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool IsInteractive, bool UsesColor)
{
    /// <summary>The process's own console; <c>NO_COLOR</c> and <c>TERM=dumb</c> turn colours off.</summary>
    public static Terminal FromProcess()
    {
        var interactive = !Console.IsOutputRedirected && !Console.IsErrorRedirected;
        var plain = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") is "dumb" or null or "";
        return new Terminal(Console.Out, Console.Error, interactive, interactive && !plain);
    }

    /// <summary>The same with the user's <c>--color</c> choice: <c>always</c>, <c>never</c> or <c>auto</c>.</summary>
    public Terminal WithColor(string choice) => choice switch
    {
        "always" => this with { UsesColor = true },
        "never" => this with { UsesColor = false },
        _ => this,
    };

    /// <summary>A rich console over <see cref="Out"/>.</summary>
    public IAnsiConsole Rich() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Out),
        Ansi = UsesColor ? AnsiSupport.Yes : AnsiSupport.No,
        ColorSystem = UsesColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        Interactive = IsInteractive ? InteractionSupport.Yes : InteractionSupport.No,
    });
}
