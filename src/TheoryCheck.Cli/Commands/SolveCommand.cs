using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Verification.Certificates;

namespace TheoryCheck.Cli.Commands;

/// <summary><c>solve FILE</c>: the exact optimum of a linear program, whether it is the only one, and a certificate for other checkers.</summary>
internal sealed class SolveCommand : ProductCommand
{
    private const int MostShown = 20;

    /// <inheritdoc/>
    public override Command Build(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A linear program as an MPS file." };
        var oracle = new OracleOption("The solver that is asked first; its answer is a candidate that is settled exactly.");
        var seconds = new Option<double>("--time-limit") { Description = "The most seconds for each solver.", DefaultValueFactory = _ => 300 };
        var vipr = new Option<string>("--vipr") { Description = "Write the certificate of the optimum here, in the format VIPR 1.0." };
        var mps = new Option<string>("--mps") { Description = "Write the program here again, as free MPS." };
        var certificate = new Option<string>("--certificate") { Description = "Write the certificate of the optimum here, for 'verify', and the program as a spec beside it, ending in .theory." };
        var command = new Command("solve", "Solves a linear program exactly, over the rationals.") { file, oracle.Option, seconds, vipr, mps, certificate };
        command.SetAction((parsed, cancellation) =>
        {
            if (!(parsed.GetValue(seconds) > 0) || !(parsed.GetValue(seconds) <= 1e6))
            {
                terminal.Error.WriteLine("theorycheck: error TC8005: --time-limit must be positive and at most 1000000");
                return Task.FromResult(ExitCode.BadInput);
            }

            var request = LinearProgramRequest.Default with { TimeLimit = TimeSpan.FromSeconds(parsed.GetValue(seconds)), Cancellation = cancellation };
            return Task.FromResult(Solve(parsed.GetValue(file)!, oracle.Read(parsed), request, (parsed.GetValue(vipr), parsed.GetValue(mps), parsed.GetValue(certificate)), terminal));
        });
        return command;
    }

    private static int Solve(string file, ImmutableArray<LinearProgramOracle> oracles, LinearProgramRequest request, (string? Vipr, string? Mps, string? Certificate) files, Terminal terminal)
    {
        LinearProgram program;
        try
        {
            program = MpsReader.Read(File.ReadAllText(file));
        }
        catch (FormatException mistake)
        {
            terminal.Error.WriteLine($"theorycheck: error TC8015: '{file}' is no linear program: {mistake.Message}");
            return ExitCode.BadInput;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            terminal.Error.WriteLine($"theorycheck: error TC8003: '{file}' cannot be read: {e.Message}");
            return ExitCode.BadInput;
        }

        void Line(string what, string finding) => terminal.Out.WriteLine($"{what,-10} {finding}");

        Line("program", string.Create(CultureInfo.InvariantCulture, $"{program.Name}: {program.Rows.Length} rows, {program.Columns.Length} columns, {program.EntryCount} coefficients, {(program.Sense == ObjectiveSense.Minimise ? "minimise" : "maximise")}"));
        var answer = oracles.IsEmpty ? null : LinearProgramOracles.Solve(program, request, oracles);
        foreach (var happened in answer?.Report.Events ?? [])
        {
            Line("note", happened);
        }

        if (answer is not null)
        {
            Line("oracle", string.Create(CultureInfo.InvariantCulture, $"{answer.Oracle}: {answer.Status}{(answer.Status == LinearProgramStatus.Optimal ? $", {answer.Objective:G12}" : ", not proved")}"));
        }

        var outcome = ExactLinearProgram.Settle(program, answer, request);
        if (outcome.Certificate is not { } certificate)
        {
            Line("exact", $"not settled: {outcome.Reason}");
            return request.Cancellation.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Unexpected;
        }

        Line("optimum", string.Create(CultureInfo.InvariantCulture, $"{certificate.Value.ToDouble():G17}, exactly {certificate.Value}"));
        Line("unique", outcome.Uniqueness switch
        {
            OptimumUniqueness.Unique => "yes: there is no other optimal point",
            OptimumUniqueness.NotUnique => "no" + Difference(program, certificate, outcome.Other),
            _ => $"undecided: {outcome.Reason}",
        });
        var nonzero = certificate.Primal.Index().Where(x => !x.Item.IsZero).ToList();
        foreach (var (column, value) in nonzero.Take(MostShown))
        {
            Line("", string.Create(CultureInfo.InvariantCulture, $"{program.Columns[column].Name} = {value.ToDouble():G17}"));
        }

        if (nonzero.Count > MostShown)
        {
            Line("", $"... {nonzero.Count - MostShown} more that are not 0; --vipr writes all, exactly");
        }

        var isWritten = Write(files.Vipr, () => ViprWriter.Write(program, certificate), terminal) && Write(files.Mps, () => MpsWriter.Write(program), terminal);
        return !isWritten ? ExitCode.BadInput : files.Certificate is { } path ? Certify(program, certificate, path, Line, terminal) : ExitCode.AsExpected;
    }

    private static int Certify(LinearProgram program, LinearProgramCertificate certificate, string path, Action<string, string> line, Terminal terminal)
    {
        var form = StandardForm.Of(RationalProgram.Of(program), certificate);
        if ((long)form.Cost.Length * form.Bound.Length > LinearProgramEvidence.MostCoefficients)
        {
            line("checker", string.Create(CultureInfo.InvariantCulture, $"not asked: {form.Bound.Length} rows and {form.Cost.Length} columns in standard form are more than {LinearProgramEvidence.MostCoefficients} coefficients; --vipr has no limit"));
            return ExitCode.Unexpected;
        }

        var spec = new SourceText(Path.ChangeExtension(path, ".theory"), LinearProgramEvidence.Spec(program.Name, form));
        var result = LinearProgramEvidence.Certificate(spec, form);
        line("checker", result.Accepted is { } accepted ? $"accepted as {accepted.Kind}: {accepted.Words}" : $"rejected: {result.Reason}");
        return result.Accepted is null ? ExitCode.Unexpected
            : Write(spec.Path, () => spec.Text, terminal) && Write(path, () => result.Accepted.Json, terminal) ? ExitCode.AsExpected : ExitCode.BadInput;
    }

    private static string Difference(LinearProgram program, LinearProgramCertificate certificate, LinearProgramCertificate? other)
    {
        var differing = other is null ? -1 : Enumerable.Range(0, program.Columns.Length).First(j => certificate.Primal[j] != other.Primal[j]);
        return differing < 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $": in another optimal point {program.Columns[differing].Name} is {other!.Primal[differing].ToDouble():G17} instead of {certificate.Primal[differing].ToDouble():G17}");
    }

    private static bool Write(string? file, Func<string> text, Terminal terminal)
    {
        if (file is null)
        {
            return true;
        }

        try
        {
            DurableFile.Write(file, text());
            terminal.Out.WriteLine($"{"written",-10} {file}");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            terminal.Error.WriteLine($"theorycheck: error TC8007: '{file}' cannot be written: {e.Message}");
            return false;
        }
    }
}
