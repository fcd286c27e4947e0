namespace Checkpoint.DeviceSim.World.Troubles;

/// <summary>Troubles that are told by a line of their own: the housing's contact, the mains.</summary>
internal sealed class WiredTroubles(TroublePlan plan, LaneWalk lane, TimeProvider clock)
{
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(
        RunAsync(TroubleKind.Tamper, lane.Tamper, stop), RunAsync(TroubleKind.PowerCut, lane.PowerFail, stop));

    private async Task RunAsync(TroubleKind kind, Action<bool> wire, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && plan.NextAfter(kind, clock.GetUtcNow()) is { } trouble)
        {
            await UntilAsync(trouble.From, stop);
            if (stop.IsCancellationRequested)
                return;
            wire(true);
            await UntilAsync(trouble.To, stop);
            wire(false);
        }
    }

    /// <summary>By and by: a timer does not go beyond seven weeks.</summary>
    private async Task UntilAsync(DateTimeOffset time, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && clock.GetUtcNow() is var now && now < time)
        {
            var left = time - now;
            await lane.PauseAsync(left < TimeSpan.FromDays(1) ? left : TimeSpan.FromDays(1), stop);
        }
    }
}
