namespace TheoryCheck.Numerics.Plans;

/// <summary>Runs independent trials over the cores. Results are handed over in the order of the trials, batch by batch, so that nothing depends on the number of threads.</summary>
public static class ParallelTrials
{
    /// <summary>Runs trials <paramref name="first"/>, first + 1, … until there are <paramref name="count"/>, or the receiver has enough.</summary>
    /// <typeparam name="TLocal">What a thread reuses between trials: a workspace.</typeparam>
    /// <typeparam name="TResult">The result of a trial.</typeparam>
    /// <param name="first">The first trial.</param>
    /// <param name="count">How many.</param>
    /// <param name="batch">How many are run before results are handed over; a result after the one at which the receiver stops is discarded.</param>
    /// <param name="threads">How many threads; the number of cores is a good choice.</param>
    /// <param name="create">Makes a thread's own memory.</param>
    /// <param name="run">Runs one trial; it must depend on the trial's number only.</param>
    /// <param name="receive">Takes the next result in order; false stops.</param>
    /// <param name="cancellation">Ends the work between trials.</param>
    /// <exception cref="OperationCanceledException">The work was ended from outside.</exception>
    public static void Run<TLocal, TResult>(
        long first, long count, int batch, int threads, Func<TLocal> create, Func<long, TLocal, TResult> run, Func<long, TResult, bool> receive, CancellationToken cancellation)
        where TLocal : IDisposable
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var workers = (int)Math.Max(1, Math.Min(Math.Min(threads, batch), count));
        var locals = new TLocal[workers];
        var made = 0;
        try
        {
            for (; made < workers; made++)
            {
                locals[made] = create();
            }

            var results = new TResult[batch];
            for (var done = 0L; done < count;)
            {
                cancellation.ThrowIfCancellationRequested();
                var size = (int)Math.Min(batch, count - done);
                RunBatch(first + done, size, locals, results, run, cancellation);
                for (var at = 0; at < size; at++)
                {
                    if (!receive(first + done + at, results[at]))
                    {
                        return;
                    }
                }

                done += size;
            }
        }
        finally
        {
            for (var worker = 0; worker < made; worker++)
            {
                locals[worker].Dispose();
            }
        }
    }

    private static void RunBatch<TLocal, TResult>(
        long first, int size, TLocal[] locals, TResult[] results, Func<long, TLocal, TResult> run, CancellationToken cancellation)
    {
        var next = -1;
        void Work(int worker)
        {
            for (var at = Interlocked.Increment(ref next); at < size; at = Interlocked.Increment(ref next))
            {
                cancellation.ThrowIfCancellationRequested();
                results[at] = run(first + at, locals[worker]);
            }
        }

        if (locals.Length == 1)
        {
            Work(0);
            return;
        }

        try
        {
            Parallel.For(0, locals.Length, new ParallelOptions { MaxDegreeOfParallelism = locals.Length }, Work);
        }
        catch (AggregateException all) when (all.InnerExceptions.FirstOrDefault(e => e is OperationCanceledException) is { } cancelled)
        {
            throw new OperationCanceledException(cancelled.Message, cancelled, cancellation);
        }
    }
}
