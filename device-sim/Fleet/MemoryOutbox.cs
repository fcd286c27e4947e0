using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.DeviceSim.Fleet;

/// <summary>
/// The outbox of a light gate: one stream, in memory, gone with the process. Full, it refuses new records, which then
/// were never made; nothing that was made is dropped. Safe to call from any thread.
/// </summary>
/// <param name="ownStream">Drawn anew for each run.</param>
/// <param name="maxRecords">Pending at most.</param>
public sealed class MemoryOutbox(StreamId ownStream, int maxRecords = MemoryOutbox.DefaultMaxRecords) : IOutboxReader
{
    /// <summary>A thousand gates together then hold some 250 MB, when nothing is acked for long.</summary>
    public const int DefaultMaxRecords = 1_000;

    /// <summary>There is only one stream here.</summary>
    private const int StreamPlace = 1;

    private readonly Lock _lock = new();

    /// <summary>Seqs from <see cref="_first"/> on; null where it has been settled.</summary>
    private readonly SlotQueue _slots = new();

    private long _first = 1;

    public event Action<OutboxChange>? Readable;

    public OutboxHead Head
    {
        get
        {
            lock (_lock)
                return HeadNow;
        }
    }

    /// <summary>Made and neither stored nor rejected.</summary>
    public int Pending { get; private set; }

    /// <summary>Records that the cloud says its database has.</summary>
    public long Stored { get; private set; }

    /// <summary>Records that the cloud will never store.</summary>
    public long Rejected { get; private set; }

    /// <summary>Records refused here, being full.</summary>
    public long Refused { get; private set; }

    private OutboxHead HeadNow => new(ownStream, new OutboxPosition(StreamPlace, _first + _slots.Count - 1));

    /// <param name="make">Given the record's seq; called while this outbox is locked.</param>
    /// <returns>False, and nothing made, when it is full.</returns>
    public bool TryAppend(Func<long, GateRecord> make)
    {
        OutboxChange change;
        lock (_lock)
        {
            if (Pending >= maxRecords)
            {
                Refused++;
                return false;
            }

            var record = make(_first + _slots.Count);
            var urgent = KeepClasses.Of(record) == KeepClass.Urgent;
            _slots.Add(new Slot(record, BatchCodec.EncodeOne(record).Length, urgent));
            Pending++;
            change = new OutboxChange(HeadNow.Position, urgent);
        }

        Readable?.Invoke(change);
        return true;
    }

    public PendingRecords Read(OutboxPosition after, bool urgentOnly, int maxRecords, int maxBytes)
    {
        lock (_lock)
        {
            var from = after.StreamPlace < StreamPlace ? _first : Math.Max(after.Seq + 1, _first);
            var records = new List<GateRecord>();
            var bytes = 0;
            for (var i = (int)Math.Min(from - _first, _slots.Count); i < _slots.Count && records.Count < maxRecords; i++)
            {
                if (_slots[i] is not { } slot || (urgentOnly && !slot.Urgent))
                    continue;
                if (records.Count > 0 && bytes + slot.Bytes > maxBytes)
                    break;
                bytes += slot.Bytes;
                records.Add(slot.Record);
            }

            return records.Count == 0
                ? PendingRecords.None
                : new PendingRecords(ownStream, StreamPlace, HeadNow.MadeThrough, records);
        }
    }

    public void Settle(StreamId stream, IReadOnlyList<SeqRange> stored, IReadOnlyList<RejectedRange> rejected)
    {
        if (stream != ownStream)
            return;
        lock (_lock)
        {
            foreach (var range in stored)
                Stored += Free(range);
            foreach (var range in rejected)
                Rejected += Free(range.Seqs);
            _first += _slots.DropSettled();
        }
    }

    /// <exception cref="InvalidOperationException">
    /// The cloud has more of this stream than was made: its id was drawn anew for this run, so that cannot be.
    /// </exception>
    public Task<bool> WelcomeAsync(StreamId stream, long highestSeq, FoundRecord? found, CancellationToken cancellation)
    {
        var head = Head;
        if (stream == ownStream && highestSeq > head.MadeThrough)
            throw new InvalidOperationException($"the cloud has seq {highestSeq} of {stream}; {head.MadeThrough} was made");
        return Task.FromResult(false);
    }

    /// <returns>How many of them were pending.</returns>
    private int Free(SeqRange range)
    {
        var freed = 0;
        var last = Math.Min(range.Last, _first + _slots.Count - 1);
        for (var seq = Math.Max(range.First, _first); seq <= last; seq++)
            freed += _slots.Settle((int)(seq - _first)) ? 1 : 0;
        Pending -= freed;
        return freed;
    }

    /// <param name="Bytes">Of its single-record form.</param>
    private sealed record Slot(GateRecord Record, int Bytes, bool Urgent);

    /// <summary>A list that is cheap to shorten at its front: freed places are only given back now and then.</summary>
    private sealed class SlotQueue
    {
        private const int CompactFrom = 64;

        private readonly List<Slot?> _list = [];

        private int _dropped;

        public int Count => _list.Count - _dropped;

        public Slot? this[int index] => _list[_dropped + index];

        public void Add(Slot slot) => _list.Add(slot);

        /// <summary>False if it was settled already.</summary>
        public bool Settle(int index)
        {
            var pending = _list[_dropped + index] is not null;
            _list[_dropped + index] = null;
            return pending;
        }

        /// <summary>Lets go of settled slots at the front; says how many.</summary>
        public int DropSettled()
        {
            var before = _dropped;
            while (_dropped < _list.Count && _list[_dropped] is null)
                _dropped++;
            var count = _dropped - before;
            if (_dropped >= CompactFrom && _dropped * 2 >= _list.Count)
            {
                _list.RemoveRange(0, _dropped);
                _dropped = 0;
            }

            return count;
        }
    }
}
