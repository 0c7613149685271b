using System.Diagnostics;
using System.Globalization;
using TheoryCheck.Numerics.Plans;

namespace TheoryCheck.Benchmarks;

/// <summary>Independent runs of gradient descent on one and on two threads, by the clock; equal processor times mean that the threads do not hinder each other.</summary>
internal static class Trials
{
    public static void Compare(Size size)
    {
        const int Count = 64;
        var instance = new Instance(size);
        var workload = new GradientDescent(size, "relu");
        var plan = workload.Plan();
        (double Clock, double Processor) Measure(int threads)
        {
            var best = (Clock: double.PositiveInfinity, Processor: double.PositiveInfinity);
            for (var repeat = 0; repeat < 5; repeat++)
            {
                var clock = Stopwatch.StartNew();
                var processor = Environment.CpuUsage.TotalTime;
                ParallelTrials.Run(
                    0,
                    Count,
                    Count,
                    threads,
                    plan.CreateRun,
                    (_, run) =>
                    {
                        workload.Fill(run, instance);
                        run.Evolve(500);
                        return workload.Loss(run, 500);
                    },
                    (_, _) => true,
                    CancellationToken.None);
                best = (Math.Min(best.Clock, clock.Elapsed.TotalSeconds), Math.Min(best.Processor, (Environment.CpuUsage.TotalTime - processor).TotalSeconds));
            }

            return best;
        }

        var (one, two) = (Measure(1), Measure(2));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"trials, n,d,M = {size}: one thread {one.Clock:F2} s, two threads {two.Clock:F2} s, ratio {one.Clock / two.Clock:F2}; processor time {one.Processor:F2} s and {two.Processor:F2} s"));
    }
}

/// <summary>Trials on one and on two cores.</summary>
internal sealed class TrialsComparison : Comparison
{
    /// <inheritdoc/>
    public override string Name => "trials";

    /// <inheritdoc/>
    public override bool Run()
    {
        Trials.Compare(new(50, 5, 256));
        return true;
    }
}
