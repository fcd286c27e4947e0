using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Gateway.Uplink;

/// <summary>The order of sending: fevers and alarms, then what is made while connected, then what waited before.</summary>
internal enum SendLane
{
    Urgent,
    Live,
    Backlog,
}

/// <summary>Walks the outbox, each lane from its own mark, past what is on its way already.</summary>
internal sealed class SendLanes(IOutboxReader outbox, FlightLog flight)
{
    private readonly OutboxPosition[] _after = new OutboxPosition[3];
    private readonly bool[] _isDone = new bool[3];

    /// <summary>How far the outbox was made when the connection began: above it is live, up to it backlog.</summary>
    private OutboxPosition _floor;

    public void Begin(OutboxPosition floor)
    {
        _floor = floor;
        (this[SendLane.Urgent], this[SendLane.Live], this[SendLane.Backlog]) = (OutboxPosition.Start, floor, OutboxPosition.Start);
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
        if (urgent)
            this[SendLane.Urgent] = OutboxPosition.Min(this[SendLane.Urgent], before);
        if (before < _floor)
            this[SendLane.Backlog] = OutboxPosition.Min(this[SendLane.Backlog], before);

        // A change that begins in the backlog may reach into what is live.
        this[SendLane.Live] = OutboxPosition.Min(this[SendLane.Live], before < _floor ? _floor : before);
    }

    /// <summary>The next records of a lane, of one stream; null when there are none.</summary>
    public PendingRecords? Next(SendLane lane, int maxBytes)
    {
        while (!IsDone(lane))
        {
            var pending = outbox.Read(
                this[lane], lane == SendLane.Urgent, RecordLimits.MaxRecordsPerBatch, maxBytes);
            if (pending.Records.Count == 0)
                break;
            var sendable = pending.Records.Where(record => IsSendable(pending, record, lane)).ToList();
            if (sendable.Count > 0)
                return pending with { Records = sendable };
            if (lane == SendLane.Backlog && pending.Last > _floor)
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
        && (lane != SendLane.Backlog || new OutboxPosition(pending.StreamPlace, record.Seq) <= _floor);
}
