using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Gateway.Uplink;

/// <summary>
/// The order of sending: fevers and alarms made while connected, those that waited before, then the rest, that too what is
/// made while connected first.
/// </summary>
internal enum SendLane
{
    Urgent,
    UrgentBacklog,
    Live,
    Backlog,
}

/// <summary>Walks the outbox, each lane from its own mark, past what is on its way already or set aside.</summary>
internal sealed class SendLanes(IOutboxReader outbox, FlightLog flight, RefusedSeqs refused)
{
    private const int LaneCount = (int)SendLane.Backlog + 1;

    private readonly OutboxPosition[] _after = new OutboxPosition[LaneCount];
    private readonly bool[] _isDone = new bool[LaneCount];

    /// <summary>How far the outbox was made when the connection began: above it is live, up to it backlog.</summary>
    private OutboxPosition _floor;

    public void Begin(OutboxPosition floor)
    {
        _floor = floor;
        (this[SendLane.Urgent], this[SendLane.Live]) = (floor, floor);
        (this[SendLane.UrgentBacklog], this[SendLane.Backlog]) = (OutboxPosition.Start, OutboxPosition.Start);
    }

    private OutboxPosition this[SendLane lane]
    {
        get => _after[(int)lane];
        set
        {
            _after[(int)lane] = value;
            _isDone[(int)lane] = false;
        }
    }

    /// <summary>True if the lane has been read to its end, and nothing has come since.</summary>
    public bool IsDone(SendLane lane) => _isDone[(int)lane];

    /// <summary>There is something new to read, or something to send again, after this position.</summary>
    public void Return(OutboxPosition before, bool urgent)
    {
        // A change that begins in the backlog may reach into what is live.
        var live = before < _floor ? _floor : before;
        Return(SendLane.Live, live);
        if (urgent)
            Return(SendLane.Urgent, live);
        if (before >= _floor)
            return;
        Return(SendLane.Backlog, before);
        if (urgent)
            Return(SendLane.UrgentBacklog, before);
    }

    /// <summary>The next records of a lane, of one stream; null when there are none.</summary>
    public PendingRecords? Next(SendLane lane, int maxRecords)
    {
        while (!IsDone(lane))
        {
            var urgentOnly = lane is SendLane.Urgent or SendLane.UrgentBacklog;
            var pending = outbox.Read(this[lane], urgentOnly, maxRecords, RecordLimits.MaxBatchBytes);
            if (pending.Records.Count == 0)
                break;
            var sendable = pending.Records.Where(record => IsSendable(pending, record, lane)).ToList();
            if (sendable.Count > 0)
                return pending with { Records = sendable };
            if (IsBacklog(lane) && pending.Last > _floor)
                break;
            this[lane] = pending.Last;
        }

        _isDone[(int)lane] = true;
        return null;
    }

    /// <summary>The lane has been sent up to here.</summary>
    public void Advance(SendLane lane, OutboxPosition through) => this[lane] = through;

    private bool IsSendable(PendingRecords pending, GateRecord record, SendLane lane) =>
        !flight.IsFlying(pending.Stream, record.Seq)
        && !refused.Contains(pending.Stream, record.Seq)
        && (!IsBacklog(lane) || new OutboxPosition(pending.StreamPlace, record.Seq) <= _floor);

    private static bool IsBacklog(SendLane lane) => lane is SendLane.Backlog or SendLane.UrgentBacklog;

    private void Return(SendLane lane, OutboxPosition before) => this[lane] = OutboxPosition.Min(this[lane], before);
}
