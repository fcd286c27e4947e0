using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway;

/// <summary>The lane's lines as they are wired: taken, translated, and let go all off.</summary>
internal sealed class LaneLines : IDisposable
{
    private readonly LaneLine[] _roles;
    private readonly PanelSignals[] _signals;
    private readonly IInputLines _inputs;
    private readonly IOutputLines _outputs;
    private readonly LineEdge[] _edges = new LineEdge[64];
    private PanelSignals _shown;
    private bool _disposed;

    /// <exception cref="LineUnavailableException">A line can't be taken; all that can't are named by their settings.</exception>
    public LaneLines(IGpio gpio, LineOptions options)
    {
        var faults = LineCheck.Check(options, gpio.Describe(), "Lines");
        if (faults.Count > 0)
            throw new LineUnavailableException(string.Join("; ", faults));
        var inputs = options.Inputs().Where(input => input.Wiring.IsFitted).ToList();
        var outputs = options.Outputs().Where(output => output.Line != LineWiring.NotFitted).ToList();
        _roles = [.. inputs.Select(input => input.Role)];
        _signals = [.. outputs.Select(output => output.Signal)];
        _outputs = gpio.RequestOutputs(
            LineCheck.Consumer, [.. outputs.Select(output => new OutputLine(output.Line, options.OutputsActiveLow))]);
        try
        {
            _inputs = gpio.RequestInputs(LineCheck.Consumer, [.. inputs.Select(input => Ask(input.Wiring))]);
        }
        catch
        {
            _outputs.Dispose();
            throw;
        }
    }

    public long LostEdges => _inputs.LostEdges;

    /// <summary>Waits for lines to change; hands each change to <paramref name="changed"/> with its CLOCK_BOOTTIME in µs.</summary>
    public void Wait(TimeSpan timeout, Action<LaneLine, bool, long> changed)
    {
        var count = _inputs.WaitForEdges(_edges, timeout);
        for (var i = 0; i < count; i++)
            changed(_roles[_edges[i].Line], _edges[i].Active, _edges[i].BoottimeMicroseconds);
    }

    /// <summary>Every line as it is now, for the begin and after edges were lost.</summary>
    public IEnumerable<(LaneLine Line, bool Active)> Levels()
    {
        var levels = _inputs.ReadLevels();
        return _roles.Select((role, i) => (role, ((levels >> i) & 1) != 0));
    }

    /// <returns>Whether that changed anything.</returns>
    public bool Show(PanelSignals signals)
    {
        if (signals == _shown)
            return false;
        var active = 0UL;
        for (var i = 0; i < _signals.Length; i++)
            active |= signals.HasFlag(_signals[i]) ? 1UL << i : 0;
        _outputs.Write(active);
        _shown = signals;
        return true;
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Show(PanelSignals.None);
        _outputs.Dispose();
        _inputs.Dispose();
    }

    private static InputLine Ask(LineWiring wiring) => new(wiring.Line, wiring.Bias, wiring.ActiveLow, wiring.Debounce);
}
