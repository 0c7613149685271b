using System.Collections.Immutable;
using System.Diagnostics;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.OrTools.Messages;

namespace TheoryCheck.OrTools;

/// <summary>
/// Google OR-Tools' GLOP, run under Node by a host process that stays up. A host that dies, hangs or answers nonsense is replaced once for each
/// call; then the call fails, and after three failed calls the oracle withdraws. The message has no place for a starting basis.
/// </summary>
public sealed class OrToolsOracle : LinearProgramOracle, IDisposable
{
    private const int Attempts = 2;
    private const int Strikes = 3;

    private readonly Func<HostCommand?> locate;
    private readonly TimeSpan startPatience;
    private readonly Lock gate = new();
    private SolverHost? host;
    private int strikes;

    /// <summary>The oracle with the host that is installed, found at the first call.</summary>
    public OrToolsOracle()
        : this(static () => HostInstallation.Find().Command(), TimeSpan.FromSeconds(60))
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
    }

    internal OrToolsOracle(Func<HostCommand?> locate, TimeSpan startPatience) => (this.locate, this.startPatience) = (locate, startPatience);

    /// <inheritdoc/>
    public override string Name => "OR-Tools GLOP";

    /// <inheritdoc/>
    public override int Preference => 100;

    internal int? HostProcessId => host?.ProcessId;

    /// <inheritdoc/>
    public override OracleAvailability Availability() =>
        strikes >= Strikes ? new(false, $"it failed {Strikes} times in this run")
        : locate() is null ? new(false, HostInstallation.Find().Missing ?? "there is no host")
        : new(true, "the host is installed");

    /// <inheritdoc/>
    public override LinearProgramSolution Solve(LinearProgram program, LinearProgramRequest request)
    {
        lock (gate)
        {
            return Ask(program, request);
        }
    }

    /// <summary>Ends the host process.</summary>
    public void Dispose()
    {
        host?.Dispose();
        host = null;
    }

    private static LinearProgramSolution Read(LinearProgram program, SolutionResponse response, OracleIdentity identity, OracleReport report)
    {
        var status = response.Status switch
        {
            SolutionResponse.Optimal => LinearProgramStatus.Optimal,
            SolutionResponse.Feasible => LinearProgramStatus.LimitReached,
            SolutionResponse.Infeasible => LinearProgramStatus.Infeasible,
            SolutionResponse.Unbounded => LinearProgramStatus.Unbounded,
            _ => LinearProgramStatus.Failed,
        };
        var answer = new LinearProgramSolution { Status = status, Oracle = identity, Report = report };
        return status switch
        {
            LinearProgramStatus.Failed => answer with { Report = report.With($"{identity} answered with status {response.Status}: {response.StatusText}") },
            LinearProgramStatus.Optimal => answer with
            {
                Objective = response.Objective,
                Primal = Filled(response.Values, program.Columns.Length),
                Dual = Filled(response.Duals, program.Rows.Length),
                ReducedCosts = Filled(response.ReducedCosts, program.Columns.Length),
            },
            _ => answer,
        };
    }

    /// <summary>An empty program has empty lists; any other wrong length is kept, to be refused as nonsense.</summary>
    private static ImmutableArray<double> Filled(ImmutableArray<double> values, int length) => length == 0 ? [] : values;

    private LinearProgramSolution Ask(LinearProgram program, LinearProgramRequest request)
    {
        var clock = Stopwatch.StartNew();
        var identity = new OracleIdentity(Name, "unknown");
        var report = OracleReport.Uneventful;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var left = request.TimeLimit - clock.Elapsed;
            if (left <= TimeSpan.Zero && attempt > 0)
            {
                break;
            }

            if (left <= TimeSpan.Zero || request.Cancellation.IsCancellationRequested)
            {
                return new() { Status = LinearProgramStatus.LimitReached, Oracle = identity, Report = report };
            }

            try
            {
                if (host is null)
                {
                    var command = locate() ?? throw new SolverHostException("there is no host");
                    host = SolverHost.Start(command, left < startPatience ? left : startPatience);
                }

                identity = new(Name, $"{host.Greeting.Solver} (or-tools-wasm {host.Greeting.Package}, Node {host.Greeting.Node})");
                var bytes = host.Exchange(ModelRequest.Write(program, left), left + left / 4, request.Cancellation);
                var answer = Plausibility.Judge(program, Read(program, SolutionResponse.Read(bytes), identity, report));
                if (answer.Status == LinearProgramStatus.Failed)
                {
                    report = answer.Report;
                    throw new SolverHostException("its answer cannot be used");
                }

                strikes = 0;
                return answer;
            }
            catch (OperationCanceledException)
            {
                Dispose();
                return new() { Status = LinearProgramStatus.LimitReached, Oracle = identity, Report = report };
            }
            catch (Exception mistake) when (mistake is SolverHostException or FormatException)
            {
                Dispose();
                var what = mistake is SolverHostException ? mistake.Message : $"the answer is no solution message: {mistake.Message}";
                var goesOn = attempt + 1 < Attempts && clock.Elapsed < request.TimeLimit;
                report = report.With($"{Name}: {what}; {(goesOn ? "the host is started again" : "it is left alone for this program")}");
            }
        }

        strikes++;
        return new() { Status = LinearProgramStatus.Failed, Oracle = identity, Report = report };
    }
}
