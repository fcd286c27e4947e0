namespace Checkpoint.Gateway.Uplink;

/// <summary>The uplink's patience. The defaults are those of the contract.</summary>
public sealed record UplinkOptions
{
    /// <summary>Without an ack for so long a batch counts as lost; also its expiry at the broker.</summary>
    public TimeSpan AckTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Without a welcome for so long a hello counts as lost.</summary>
    public TimeSpan WelcomeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a live record may wait for company while another batch is on its way; alone it goes at once.</summary>
    public TimeSpan LiveLinger { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>A new hello at least this often where the welcome is the only clock: at 100 ppm 30 ms of drift.</summary>
    public TimeSpan TimeRefresh { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// A new hello at least this often in any case: its answers tell whether the database still has what it had (it may have
    /// been restored from a backup, or have lost records in any other way), and whether the board's clock is still right. About
    /// 700 bytes each with its answers and what TCP adds.
    /// </summary>
    public TimeSpan HelloRefresh { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// First upper bound of the random wait before connecting anew; it doubles with each further failure. A broker that
    /// restarts gets its whole fleet back within it, each gate with a handshake of about a millisecond: 10,000 gates in 10 s
    /// are what one core can do. A gate alone is away for 5 s on average, for 2 s at most with a new fever.
    /// </summary>
    public TimeSpan ReconnectSpread { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// First upper bound of the random wait after a failure on a connection; it doubles with each further one.
    /// </summary>
    public TimeSpan BackoffLeast { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Last upper bound of both.</summary>
    public TimeSpan BackoffMost { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The cloud may ask to wait longer; it is not believed.</summary>
    public TimeSpan RetryAfterMost { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>When the gateway stops: how long what it made last may take to reach the cloud.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Unacknowledged bytes, whatever the throughput.</summary>
    public int MaxWindowBytes { get; init; } = 1024 * 1024;

    public IReadOnlyList<OptionFault> Validate(string section)
    {
        var faults = new OptionFaults(section);
        faults.Within(AckTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), nameof(AckTimeout));
        faults.Within(WelcomeTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), nameof(WelcomeTimeout));
        faults.Within(LiveLinger, TimeSpan.Zero, TimeSpan.FromMilliseconds(200), nameof(LiveLinger));
        faults.Within(TimeRefresh, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1), nameof(TimeRefresh));
        faults.Within(HelloRefresh, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1), nameof(HelloRefresh));
        faults.Within(ReconnectSpread, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10), nameof(ReconnectSpread));
        faults.Within(BackoffLeast, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1), nameof(BackoffLeast));
        faults.Within(BackoffMost, BackoffLeast, TimeSpan.FromHours(1), nameof(BackoffMost));
        faults.Within(RetryAfterMost, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), nameof(RetryAfterMost));
        faults.Within(DrainTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(5), nameof(DrainTimeout));
        faults.Within(MaxWindowBytes, 64 * 1024, 64 * 1024 * 1024, nameof(MaxWindowBytes), "bytes");
        return faults.All;
    }
}
