using System.CommandLine;

namespace TheoryCheck.Cli.Commands;

/// <summary>A command of the command line; one file each, found by the catalogue.</summary>
internal abstract class ProductCommand
{
    /// <summary>Builds the command with its arguments, options and action.</summary>
    public abstract Command Build(Terminal terminal);
}
