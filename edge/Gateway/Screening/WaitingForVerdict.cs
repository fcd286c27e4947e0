namespace Checkpoint.Gateway.Screenings;

/// <summary>
/// Those whom the lamp sent to a volunteer, until the volunteer has entered a verdict. They are checked in the order in which
/// they came: who is told to wait first is first at the contact thermometer.
/// </summary>
internal sealed class WaitingForVerdict(TimeSpan validity)
{
    /// <summary>More don't stand about a gate; the oldest goes first.</summary>
    private const int Most = 16;

    private readonly List<(long Person, long Until)> _waiting = [];

    public void Add(long person, long at)
    {
        _waiting.RemoveAll(entry => entry.Person == person);
        if (_waiting.Count == Most)
            _waiting.RemoveAt(0);
        _waiting.Add((person, at + (long)validity.TotalMicroseconds));
    }

    /// <summary>Who waits longest; null if nobody does.</summary>
    public long? Take(long at)
    {
        _waiting.RemoveAll(entry => entry.Until < at);
        if (_waiting.Count == 0)
            return null;
        var first = _waiting[0].Person;
        _waiting.RemoveAt(0);
        return first;
    }
}
