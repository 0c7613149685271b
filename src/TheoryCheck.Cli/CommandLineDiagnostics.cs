using TheoryCheck.Core;

namespace TheoryCheck.Cli;

/// <summary>What can be wrong with a command line and the files it names; <c>explain</c> finds these like the others.</summary>
[DiagnosticFamily]
internal static class CommandLineDiagnostics
{
    /// <summary>The command line does not parse.</summary>
    public static readonly DiagnosticKind CommandLine = new(
        "TC8001", "Command line not understood", "A command, option or argument is unknown, missing or of the wrong kind. 'theorycheck --help' lists the commands, 'theorycheck COMMAND --help' their options.", "");

    /// <summary>An id that nothing has.</summary>
    public static readonly DiagnosticKind UnknownId = new(
        "TC8002", "No such diagnostic", "'explain' takes an id as it stands in a message, such as TC2003.", "");

    /// <summary>A path that names nothing.</summary>
    public static readonly DiagnosticKind Missing = new(
        "TC8003", "No such file or folder", "A path on the command line names nothing. Name spec files (*.theory.md, *.theory), folders that hold some, or an earlier results.json.", "");

    /// <summary>A file that would be overwritten.</summary>
    public static readonly DiagnosticKind Exists = new(
        "TC8004", "File exists already", "'new' never overwrites a file. Choose another name, or remove the file first.", "");

    /// <summary>An option's value out of its range.</summary>
    public static readonly DiagnosticKind OptionRange = new(
        "TC8005", "Option out of range", "--alpha lies strictly between 0 and 1, --jobs is at least 1, --budget and --max-memory are positive.", "");

    /// <summary>A report format that nothing writes.</summary>
    public static readonly DiagnosticKind UnknownFormat = new(
        "TC8006", "No such report format", "--format takes the names of report formats; the message lists them. Without it all are written.", "");

    /// <summary>A place that cannot be written to.</summary>
    public static readonly DiagnosticKind NotWritable = new(
        "TC8007", "Cannot be written", "The file or folder for the output cannot be created or written to. Choose another place, with --out for reports.", "");

    /// <summary>A baseline that is no results file.</summary>
    public static readonly DiagnosticKind NoBaseline = new(
        "TC8008", "Not a baseline", "--baseline takes the results.json of an earlier run whose schema version this program reads.", "");

    /// <summary>A file that is no certificate.</summary>
    public static readonly DiagnosticKind NoCertificate = new(
        "TC8011", "Not a certificate", "'verify' takes the certificates that 'run' writes below its output folder: strict JSON in the form of docs/certificate.schema.json.", "");

    /// <summary>A word that is no replay token.</summary>
    public static readonly DiagnosticKind NoToken = new(
        "TC8009", "Not a replay token", "'replay' takes a token as a report shows it: tc1. and a word with a checksum. A part is missing or mistyped, or it comes from another version.", "");

    /// <summary>A replay token of another spec.</summary>
    public static readonly DiagnosticKind TokenDoesNotFit = new(
        "TC8010", "Token does not fit", "The token names another spec, or declarations or claims of the spec were changed since it was written. Use the spec as it was, or run it again for a new token.", "");

    /// <summary>A kept outcome that is not what was written.</summary>
    public static readonly DiagnosticKind DamagedState = new(
        "TC8012", "State is damaged", "A file below 'state' in the output folder does not have the content that its hash names, so nothing in it is believed. Remove it, or run without --resume.", "");

    /// <summary>Outcomes that could not be kept.</summary>
    public static readonly DiagnosticKind StateNotKept = new(
        "TC8013", "State could not be kept", "A finished claim could not be written below 'state' in the output folder, so --resume and merge will not find it. The run itself went on.", "");

    /// <summary>Parts of a run that do not make a whole.</summary>
    public static readonly DiagnosticKind PartsDoNotJoin = new(
        "TC8014", "Parts do not join", "'merge' takes the output folders of all shards of one run: the same specs, seed, filter, alpha and budget, the same build of the program, each shard finished. The message names what is missing or different.", "");

    /// <summary>A file that holds no linear program.</summary>
    public static readonly DiagnosticKind NoLinearProgram = new(
        "TC8015", "Not a linear program", "'solve' takes a linear program as an MPS file, free or fixed, without integer variables; the message names the line.", "");

    /// <summary>A mistake of the program.</summary>
    public static readonly DiagnosticKind Internal = new(
        "TC9001", "Internal error", "The program met a state that it should not reach. It is never the fault of a spec: please report it with the command line and the spec.", "");
}
