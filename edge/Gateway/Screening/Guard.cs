using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings.Facts;

namespace Checkpoint.Gateway.Screenings;

/// <summary>A condition that becomes an event when it has lasted, and another one when it is over.</summary>
internal sealed class Guard(TimeSpan lasting, GateEventType begun, GateEventType? over, string detail)
{
    private long? _since;
    private bool _told;

    public long NextTickAt => _since is { } since && !_told ? since + (long)lasting.TotalMicroseconds : long.MaxValue;

    public void Set(bool holds, long at, List<LaneFact> facts)
    {
        if (!holds && _told && over is { } type)
            facts.Add(new Happened(at, type, ""));
        _told &= holds;
        _since = holds ? _since ?? at : null;
        OnTick(at, facts);
    }

    public void OnTick(long at, List<LaneFact> facts)
    {
        if (at < NextTickAt)
            return;
        _told = true;
        facts.Add(new Happened(at, begun, detail));
    }
}
