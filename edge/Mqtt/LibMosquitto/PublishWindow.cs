namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>
/// Publishes without an answer, against the broker's Receive Maximum: beyond it libmosquitto would queue, and what the
/// caller believes sent would wait unseen. Any thread.
/// </summary>
internal sealed class PublishWindow
{
    private int _used;

    /// <summary>65535 unless CONNACK says less (MQTT 5 §3.2.2.3.3).</summary>
    public int Maximum { get; set; } = ushort.MaxValue;

    public bool TryReserve()
    {
        if (Interlocked.Increment(ref _used) <= Maximum)
            return true;
        Release();
        return false;
    }

    public void Release() => Interlocked.Decrement(ref _used);
}
