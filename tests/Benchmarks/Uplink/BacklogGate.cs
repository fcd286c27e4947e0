using System.Collections.Concurrent;
using System.Diagnostics;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Fleet;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Summaries;
using Checkpoint.Gateway.Time;
using Checkpoint.Gateway.Uplink;
using Checkpoint.Mqtt;
using Microsoft.Extensions.Logging.Abstractions;
using GateOutbox = Checkpoint.Gateway.Outbox.Outbox;
using GateUplink = Checkpoint.Gateway.Uplink.Uplink;

namespace Checkpoint.Benchmarks.Uplink;

/// <summary>A gate's real outbox, on disk, and its real uplink; tells when the cloud's ack for a record has come.</summary>
internal sealed class BacklogGate : IOutboxReader, IDisposable
{
    private const int RecordsPerAppend = 500;

    private readonly LinuxBoardClock _clock = new();
    private readonly PlausibleRecords _records = new(1);
    private readonly GateOutbox _outbox;
    private readonly ConcurrentDictionary<long, long> _watched = [];

    public BacklogGate(string folder)
    {
        if (!GateZone.TryParse("UTC", out var zone))
            throw new InvalidOperationException("no zone");
        _outbox = GateOutbox.Open(new OutboxOptions { Folder = folder }, "bench-board", zone, _clock);
        var now = _clock.Now;
        var wall = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        _outbox.Learn(new BootOffset(now.BootId, wall - now.BoottimeMicroseconds, 1000, now.BoottimeMicroseconds, ClockQuality.Ntp));
    }

    public event Action<OutboxChange>? Readable
    {
        add => _outbox.Readable += value;
        remove => _outbox.Readable -= value;
    }

    public OutboxHead Head => _outbox.Head;

    /// <summary>Milliseconds from before a watched record was made until its ack was here.</summary>
    public ConcurrentBag<double> Latencies { get; } = [];

    public async Task FillAsync(int count)
    {
        for (var made = 0; made < count; made += RecordsPerAppend)
        {
            var now = _clock.Now;
            await _outbox.AppendAsync(
                [.. Enumerable.Range(made + 1, Math.Min(RecordsPerAppend, count - made)).Select(seq => new MadeRecord(Plain(seq), now))],
                CancellationToken.None);
        }
    }

    /// <summary>Makes one record now, as the lane would, and watches for its ack.</summary>
    public async Task MakeAsync(bool fever)
    {
        var began = Stopwatch.GetTimestamp();
        var record = Plain(1) with { Seq = 0 };
        var made = fever ? record with { Outcome = ScreeningOutcome.Fever, BodyCentiC = 3910, ThresholdCentiC = 3730 } : record;
        var seqs = await _outbox.AppendAsync([new MadeRecord(made, _clock.Now)], CancellationToken.None);
        if (fever)
            _watched[seqs[0]] = began;
    }

    public GateUplink NewUplink(Site site, SiteGate gate, int port, IMqttConnector connector) => new(
        new UplinkIdentity(gate.Id, "bench", "bench-board"),
        new UplinkOptions(),
        () => new MqttConnectionOptions
        {
            Host = "127.0.0.1",
            Port = port,
            ClientId = "",
            UserName = gate.Id.Value,
            Password = File.ReadAllText(site.PasswordFileOf(gate.Id)).TrimEnd(),
        },
        connector,
        this,
        _clock,
        new KnownTime(),
        TimeProvider.System,
        new Random(1),
        NullLogger.Instance);

    public PendingRecords Read(OutboxPosition after, bool urgentOnly, int maxRecords, int maxBytes) =>
        _outbox.Read(after, urgentOnly, maxRecords, maxBytes);

    public void Settle(StreamId stream, IReadOnlyList<SeqRange> stored, IReadOnlyList<RejectedRange> rejected)
    {
        foreach (var (seq, began) in _watched)
        {
            if (stored.Any(range => range.First <= seq && seq <= range.Last) && _watched.TryRemove(seq, out _))
                Latencies.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        _outbox.Settle(stream, stored, rejected);
    }

    public long AskedSeq() => _outbox.AskedSeq();

    public Task<bool> WelcomeAsync(StreamId stream, long highestSeq, FoundRecord? found, CancellationToken cancellation) =>
        _outbox.WelcomeAsync(stream, highestSeq, found, cancellation);

    /// <summary>Fevers made whose acks have not come.</summary>
    public int Unanswered => _watched.Count;

    public void Dispose() => _outbox.Dispose();

    private Screening Plain(long seq) => _records.NextScreening(seq, RecordTime.Unknown) with { Seq = 0 };

    private sealed class KnownTime : ITimeSink
    {
        public bool WantsWelcome => false;

        public DateTimeOffset? ToldNow => null;

        public void Offer(BootOffset offset)
        {
        }
    }
}
