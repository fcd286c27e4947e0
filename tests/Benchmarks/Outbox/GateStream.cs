using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Fleet;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Summaries;
using Checkpoint.Gateway.Time;
using GateOutbox = Checkpoint.Gateway.Outbox.Outbox;

namespace Checkpoint.Benchmarks.Outbox;

/// <summary>
/// One connected gate's outbox on a real disk under virtual time: what comes when, and so which commits are shared, is as at a
/// gate; only the waiting is left out.
/// </summary>
internal sealed class GateStream : IDisposable
{
    /// <summary>From the commit to the ack: the uplink's linger and a round trip.</summary>
    private static readonly TimeSpan AckAfter = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan PassageAfter = TimeSpan.FromSeconds(3);
    private static readonly DateTimeOffset Morning = new(2026, 2, 10, 6, 0, 0, TimeSpan.Zero);

    private readonly VirtualBoard _board = new();
    private readonly PriorityQueue<Action, (long At, int Order)> _plan = new();
    private readonly OutboxOptions _options;
    private readonly GateOutbox _outbox;
    private readonly PlausibleRecords _people;
    private readonly Random _random;
    private long _acknowledged;
    private int _order;

    public GateStream(string folder, int seed)
    {
        _options = new OutboxOptions { Folder = folder };
        (_people, _random) = (new PlausibleRecords(seed), new Random(seed));
        _ = GateZone.TryParse("+08:00", out var zone);
        _outbox = GateOutbox.Open(
            _options, "board-1", zone, _board, new OutboxPlatform { WorkWaits = mayLinger => Plan(mayLinger ? _options.SettleLinger : default, () => _outbox!.Turn()) });
        var offset = (Morning - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        _outbox.Learn(new BootOffset(_board.Now.BootId, offset, 500, 0, ClockQuality.Ntp));
        Plan(TimeSpan.FromMinutes(1), () => Minute(1));
    }

    public int Screenings { get; private set; }

    /// <summary>Bytes of all records in the form in which the outbox keeps each.</summary>
    public long RecordBytes { get; private set; }

    /// <summary>Lets people come at random moments, so far apart on average, until so many have been screened.</summary>
    public void Run(int people, TimeSpan apart)
    {
        Screenings = 0;
        RecordBytes = 0;
        PlanPerson(people, apart);
        while (Screenings < people && _plan.TryDequeue(out var next, out var due))
        {
            _board.AdvanceTo(due.At);
            next();
        }
    }

    public void Dispose() => _outbox.Dispose();

    private void PlanPerson(int people, TimeSpan apart) => Plan(apart * -Math.Log(1 - _random.NextDouble()), () =>
    {
        Screen();
        if (Screenings < people)
            PlanPerson(people, apart);
    });

    private void Screen()
    {
        Screenings++;
        var seq = _outbox.Head.MadeThrough + 1;
        var screening = _people.NextScreening(seq, RecordTime.Unknown);
        Append(screening);
        if (screening.Outcome != ScreeningOutcome.Normal)
            return;
        var passage = new Passage { Direction = PassageDirection.Inward, End = PassageEnd.Completed, ScreeningSeq = seq };
        Plan(PassageAfter, () => Append(passage));
    }

    private void Minute(int number)
    {
        var now = _board.Now;
        var from = now with { BoottimeMicroseconds = now.BoottimeMicroseconds - 60_000_000 };
        _ = _outbox.AddServiceAsync(from, now, additionsToo: number % 5 == 0);
        Append(new Health
        {
            OutboxDepth = _outbox.Depth, DeviceBytesWritten = number * 1_000_000L, CpuCentiC = 4200, MemoryBytes = 74_000_000,
            DiskFreeBytes = 12_000_000_000 - number * 4096L, I2cTransactions = number * 1200L, ClockQuality = ClockQuality.Ntp,
            UptimeSeconds = number * 60, Version = "0.1.0",
        });
        Plan(TimeSpan.FromMinutes(1), () => Minute(number + 1));
    }

    private void Append(GateRecord record)
    {
        var done = _outbox.AppendAsync([new MadeRecord(record, _board.Now)], CancellationToken.None);
        RecordBytes += BatchCodec.EncodeOne(record with { Seq = 1 }).Length;
        while (!done.IsCompleted)
            _outbox.Turn();
        Plan(AckAfter, Acknowledge);
    }

    private void Acknowledge()
    {
        var made = _outbox.Head.MadeThrough;
        if (made > _acknowledged)
            _outbox.Settle(_outbox.Head.Stream, [new SeqRange(_acknowledged + 1, made)], []);
        _acknowledged = made;
    }

    private void Plan(TimeSpan after, Action what) =>
        _plan.Enqueue(what, (_board.Now.BoottimeMicroseconds + (long)after.TotalMicroseconds, _order++));

    private sealed class VirtualBoard : IBoardClock
    {
        private readonly Guid _bootId = Guid.NewGuid();
        private long _microseconds;

        public BoardInstant Now => new(_bootId, _microseconds);

        public void AdvanceTo(long microseconds) => _microseconds = Math.Max(_microseconds, microseconds);
    }
}
