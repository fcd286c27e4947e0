using Checkpoint.Contract;

namespace Checkpoint.DeviceSim.Fleet;

/// <summary>What became of a fleet's records, as the fleet knows it.</summary>
/// <param name="Streams">Of each gate, and how many records it made.</param>
/// <param name="Acked">Records that the cloud said its database has.</param>
/// <param name="Rejected">Records that the cloud will not store.</param>
/// <param name="Pending">Records without an answer when time was up.</param>
/// <param name="Refused">Readings that found their outbox full, and so were never made.</param>
/// <param name="PeakThreads">Most threads that this process had.</param>
/// <param name="Connections">Made to the broker in all; more than one a gate means that some were lost.</param>
/// <param name="AckTimeouts">Batches given up without an ack, and sent again.</param>
/// <param name="WaitsAsked">Times the cloud was too busy.</param>
public sealed record FleetResult(
    IReadOnlyDictionary<GateId, (StreamId Stream, long Made)> Streams,
    long Acked,
    long Rejected,
    long Pending,
    long Refused,
    int PeakThreads,
    long Connections,
    long AckTimeouts,
    long WaitsAsked)
{
    public long Made => Streams.Values.Sum(stream => stream.Made);

    public bool IsEveryRecordAcked => Acked == Made && Pending == 0 && Rejected == 0;
}
