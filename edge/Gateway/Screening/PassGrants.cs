namespace Checkpoint.Gateway.Screenings;

/// <summary>
/// Screenings that let somebody pass, until somebody does. People go through in the order in which they were screened; one
/// sent to a manual check may never come, so a later normal screening goes before theirs.
/// </summary>
internal sealed class PassGrants
{
    /// <summary>More than stand in any lane; the oldest goes first.</summary>
    private const int Most = 16;

    private readonly List<Grant> _grants = [];

    public void Add(long person, bool isManual, long until)
    {
        if (!isManual)
            _grants.RemoveAll(grant => grant.IsManual);
        if (_grants.Count == Most)
            _grants.RemoveAt(0);
        _grants.Add(new Grant(person, isManual, until));
    }

    /// <summary>The screening was not recorded, so it lets nobody pass.</summary>
    public void Withdraw(long person) => _grants.RemoveAll(grant => grant.Person == person);

    public bool HasAny(long at) => _grants.Exists(grant => grant.Until >= at);

    /// <summary>The oldest that still holds; null if there is none.</summary>
    public Grant? Take(long at)
    {
        _grants.RemoveAll(grant => grant.Until < at);
        if (_grants.Count == 0)
            return null;
        var taken = _grants[0];
        _grants.RemoveAt(0);
        return taken;
    }

    /// <summary>Who turned back may still come.</summary>
    public void Return(Grant grant) => _grants.Insert(0, grant);

    internal readonly record struct Grant(long Person, bool IsManual, long Until);
}
