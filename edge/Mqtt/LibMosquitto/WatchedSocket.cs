namespace Checkpoint.Mqtt.LibMosquitto;

/// <summary>A socket of libmosquitto's in the loop's poll set. Not to be used after the library has closed it.</summary>
internal sealed class WatchedSocket
{
    private readonly int poll;
    private readonly ulong id;
    private bool forWriting = true;
    private bool corked;

    /// <summary>Watches for reading and writing, as a connecting socket must be.</summary>
    public WatchedSocket(int poll, int descriptor, ulong id)
    {
        (this.poll, Descriptor, this.id) = (poll, descriptor, id);
        LinuxPoll.Control(poll, LinuxPoll.Add, descriptor, LinuxPoll.In | LinuxPoll.Out, id);
    }

    public int Descriptor { get; }

    public void WatchForWriting(bool wanted)
    {
        if (wanted == forWriting)
            return;
        LinuxPoll.Control(poll, LinuxPoll.Modify, Descriptor, LinuxPoll.In | (wanted ? LinuxPoll.Out : 0), id);
        forWriting = wanted;
    }

    /// <summary>The library writes each packet by itself; corked, they leave together.</summary>
    public void Cork()
    {
        if (!corked)
            LinuxPoll.Cork(Descriptor, corked = true);
    }

    public void Uncork()
    {
        if (corked)
            LinuxPoll.Cork(Descriptor, corked = false);
    }
}
