using System.Diagnostics;
using System.Globalization;
using TheoryCheck.Numerics.Plans;

namespace TheoryCheck.Benchmarks;

/// <summary>Independent runs of gradient descent on one and on two threads, by the clock.</summary>
internal static class Trials
{
    public static void Compare(Size size)
    {
        const int Count = 64;
        var instance = new Instance(size);
        var workload = new GradientDescent(size, "relu");
        var plan = workload.Plan();
        double Measure(int threads)
        {
            var best = double.PositiveInfinity;
            for (var repeat = 0; repeat < 5; repeat++)
            {
                var clock = Stopwatch.StartNew();
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
                        return run.Series("loss")[500];
                    },
                    (_, _) => true,
                    CancellationToken.None);
                best = Math.Min(best, clock.Elapsed.TotalSeconds);
            }

            return best;
        }

        var (one, two) = (Measure(1), Measure(2));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"trials, n,d,M = {size}: one thread {one:F2} s, two threads {two:F2} s, ratio {one / two:F2}"));
    }
}
