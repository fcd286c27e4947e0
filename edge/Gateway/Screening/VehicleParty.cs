namespace Checkpoint.Gateway.Screenings;

/// <summary>
/// Driver and passengers of one vehicle: it goes through when each of them has been found normal. A confirmed fever sends
/// the whole vehicle away, and what nobody has touched for a while was another vehicle's.
/// </summary>
internal sealed class VehicleParty(TimeSpan forgottenAfter)
{
    /// <summary>A full minibus; more can't be told from a person measured again and again.</summary>
    private const int Most = 32;

    /// <summary>Stands for all whom there was no room for: none of them may pass.</summary>
    private const long Others = 0;

    private readonly List<(long Person, bool MayPass)> _occupants = [];
    private long _touchedAt;

    public void Set(long person, bool mayPass, long at)
    {
        Forget(at);
        var known = _occupants.FindIndex(occupant => occupant.Person == person);
        if (known >= 0)
            _occupants[known] = (person, mayPass);
        else if (_occupants.Count < Most)
            _occupants.Add((person, mayPass));
        else
            _occupants[^1] = (Others, false);
        _touchedAt = at;
    }

    public void SendAway() => _occupants.Clear();

    /// <summary>The driver, who was measured first; null while somebody in the vehicle may not pass.</summary>
    public long? Release(long at)
    {
        Forget(at);
        if (_occupants.Count == 0 || _occupants.Exists(occupant => !occupant.MayPass))
            return null;
        var driver = _occupants[0].Person;
        _occupants.Clear();
        return driver;
    }

    private void Forget(long at)
    {
        if (at > _touchedAt + (long)forgottenAfter.TotalMicroseconds)
            _occupants.Clear();
    }
}
