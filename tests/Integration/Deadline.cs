namespace Checkpoint.Tests.Integration;

/// <summary>Waits for states, never for delays: each wait ends with the state or fails by name.</summary>
internal static class Deadline
{
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    public static async Task<T> Within<T>(this Task<T> task, string what)
    {
        try
        {
            return await task.WaitAsync(Default);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"not within {Default.TotalSeconds} s: {what}");
        }
    }

    public static async Task Until(Func<bool> state, string what, TimeSpan? within = null)
    {
        var time = within ?? Default;
        using var deadline = new CancellationTokenSource(time);
        while (!state())
        {
            if (deadline.IsCancellationRequested)
                throw new TimeoutException($"not within {time.TotalSeconds} s: {what}");
            await Task.Delay(PollInterval, CancellationToken.None);
        }
    }
}
