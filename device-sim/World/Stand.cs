namespace Checkpoint.DeviceSim.World;

/// <summary>Somebody before the sensor, until they leave it once: at the lamp, or of their own will.</summary>
internal sealed class Stand(LaneWalk lane, SensorView view)
{
    private readonly Lock _gate = new();
    private bool _hasLeft;

    /// <summary>TOBJ1 words served to the end.</summary>
    public WordTally Object { get; private set; }

    /// <summary>TA words served to the end.</summary>
    public WordTally Ambient { get; private set; }

    public void Leave()
    {
        lock (_gate)
        {
            if (_hasLeft)
                return;
            _hasLeft = true;
            lane.Present(false);
            (Object, Ambient) = view.StepOut();
        }
    }
}
