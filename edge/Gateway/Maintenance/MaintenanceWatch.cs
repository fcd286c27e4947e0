using Checkpoint.Gateway.Summaries;
using Microsoft.Extensions.Logging;

namespace Checkpoint.Gateway.Maintenance;

/// <summary>A gateway's knowledge of whether it is being worked on.</summary>
public sealed class MaintenanceWatch(string folder, ILogger logger)
{
    private readonly MaintenanceFiles _files = new(folder);
    private MaintenanceState _state = MaintenanceState.Off;
    private volatile bool _isOn;
    private volatile bool _wasOn;

    /// <summary>On or off, and what an event is to tell of it. Raised by <see cref="Look"/>.</summary>
    public event Action<bool, string>? Switched;

    public bool IsOn => _isOn;

    /// <summary>Looks at the switch; for one thread at a time. Switched off and on again in between counts as both.</summary>
    public void Look()
    {
        var found = _files.Read();
        if (found == _state)
            return;
        if (found.Fault is { } fault)
            logger.LogError("{Fault}; taken for maintenance, nothing is counted until it is switched off", fault);
        var before = _state;
        (_state, _isOn) = (found, found.IsOn);
        _wasOn |= found.IsOn;
        if (before.IsOn)
            Tell(false, _files.ReadEnd() is { } end && end.Begun == before.Note ? end.ByWhom : "");
        if (found.IsOn)
            Tell(true, found.Detail);
    }

    /// <summary>The lane's own word on whether it could screen, unless the gate was worked on since this was last asked.</summary>
    public IServiceState Outside(IServiceState lane) => new ServiceOutside(this, lane);

    private void Tell(bool isOn, string detail)
    {
        logger.LogInformation("Maintenance is {State} {Detail}", isOn ? "on" : "off", detail);
        Switched?.Invoke(isOn, detail);
    }

    private sealed class ServiceOutside(MaintenanceWatch maintenance, IServiceState lane) : IServiceState
    {
        public bool WasInService()
        {
            var wasOn = maintenance._wasOn;
            maintenance._wasOn = maintenance._isOn;
            return lane.WasInService() && !wasOn;
        }
    }
}
