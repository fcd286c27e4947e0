namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>A socket of libmosquitto's in the loop's poll set. Not to be used after the library has closed it.</summary>
internal sealed class WatchedSocket
{
    private readonly int _poll;
    private readonly ulong _id;
    private bool _forWriting = true;
    private bool _corked;

    /// <summary>Watches for reading and writing, as a connecting socket must be.</summary>
    public WatchedSocket(int poll, int descriptor, ulong id)
    {
        (_poll, Descriptor, _id) = (poll, descriptor, id);
        LinuxPoll.Control(_poll, LinuxPoll.Add, descriptor, LinuxPoll.In | LinuxPoll.Out, _id);
    }

    public int Descriptor { get; }

    public void WatchForWriting(bool wanted)
    {
        if (wanted == _forWriting)
            return;
        LinuxPoll.Control(_poll, LinuxPoll.Modify, Descriptor, LinuxPoll.In | (wanted ? LinuxPoll.Out : 0), _id);
        _forWriting = wanted;
    }

    /// <summary>The library writes each packet by itself; corked, they leave together.</summary>
    public void Cork()
    {
        if (!_corked)
            LinuxPoll.Cork(Descriptor, _corked = true);
    }

    public void Uncork()
    {
        if (_corked)
            LinuxPoll.Cork(Descriptor, _corked = false);
    }
}
