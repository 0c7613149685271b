using System.Runtime.ExceptionServices;

namespace TheoryCheck.Verification.Running;

/// <summary>
/// Threads that take items in order until none is left. Their stacks are large, and equal on every host. A caller that is cancelled waits
/// a second for those at work and then leaves them behind: nothing they find after that counts.
/// </summary>
internal static class ClaimWorkers
{
    private const int Stack = 16 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Runs an action for each item; the first exception of an action ends all and is thrown here.</summary>
    public static void Run<T>(IReadOnlyList<T> items, int jobs, Action<T> action, CancellationToken cancellation)
    {
        var next = -1;
        var working = Math.Min(Math.Max(1, jobs), items.Count);
        var finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ExceptionDispatchInfo? failure = null;
        if (working == 0)
        {
            return;
        }

        for (var i = working; i > 0; i--)
        {
            new Thread(Work, Stack) { IsBackground = true, Name = "claims" }.Start();
        }

        try
        {
            finished.Task.Wait(cancellation);
        }
        catch (OperationCanceledException)
        {
            finished.Task.Wait(Patience, CancellationToken.None);
        }

        Volatile.Read(ref failure)?.Throw();

        void Work()
        {
            try
            {
                for (var i = Interlocked.Increment(ref next); i < items.Count && Volatile.Read(ref failure) is null; i = Interlocked.Increment(ref next))
                {
                    action(items[i]);
                }
            }
#pragma warning disable CA1031 // It is thrown again where the work was asked for.
            catch (Exception mistake)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(mistake), null);
            }
            finally
            {
                if (Interlocked.Decrement(ref working) == 0)
                {
                    finished.SetResult();
                }
            }
        }
    }
}
