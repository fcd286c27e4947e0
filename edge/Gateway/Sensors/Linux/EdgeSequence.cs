namespace Checkpoint.Gateway.Sensors.Linux;

/// <summary>
/// Tells late edges from lost ones by the kernel's count over all lines of a request. The kernel numbers an edge in the
/// interrupt but hands it over in a thread of its line's own (drivers/gpio/gpiolib-cdev.c): edges of two lines that come
/// within some microseconds may arrive in either order. The count starts at 1 and may wrap around.
/// </summary>
internal sealed class EdgeSequence
{
    private uint _settled;
    private uint _highest;
    private uint _come;

    /// <summary>Edges that will not come; it never falls.</summary>
    public long Lost { get; private set; }

    /// <summary>An edge before the newest one has not come yet.</summary>
    public bool HasGap => _highest - _settled != _come;

    /// <summary>True when <paramref name="left"/> happened before <paramref name="right"/>.</summary>
    public static bool IsBefore(uint left, uint right) => (int)(left - right) < 0;

    public void Come(uint sequence)
    {
        // Up to what is settled it was given up already, and counted.
        if (!IsBefore(_settled, sequence))
            return;
        _come++;
        if (IsBefore(_highest, sequence))
            _highest = sequence;
    }

    /// <summary>What has not come by now is lost.</summary>
    public void Settle()
    {
        Lost += _highest - _settled - _come;
        (_settled, _come) = (_highest, 0);
    }
}
