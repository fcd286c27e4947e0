using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.World;
using Checkpoint.Gateway.Summaries;

namespace Checkpoint.DeviceSim.History;

/// <summary>
/// All that one gate records, from a time on: people by the hourly curve, its own summaries, health, what has befallen it. The same
/// seed and beginning give the same records, in however many steps they are asked for. Not for more than one thread.
/// </summary>
internal sealed class PastGate
{
    /// <summary>What a gate on NTP over a mobile network may be wrong by.</summary>
    private static readonly TimeSpan TimeError = TimeSpan.FromMilliseconds(20);

    /// <summary>A car with five, each of whom a volunteer checks after three attempts: nothing that has begun so long ago goes on.</summary>
    private static readonly TimeSpan LongestVisit = TimeSpan.FromMinutes(4);

    private const double DayDeviation = 0.05;

    private readonly int _seed;
    private readonly Random _random;
    private readonly PastTally _tally;
    private readonly PastVisits _visits;
    private readonly PastHealth _health;
    private readonly IEnumerator<DateTimeOffset> _life;
    private readonly TimeSpan _phase;
    private List<GateRecord> _made = [];
    private DateTimeOffset _servedTo;
    private DateTimeOffset _last;
    private bool _isAlive;

    /// <param name="from">Nothing is recorded before it.</param>
    public PastGate(GatePast past, int seed, IWeather weather, DateTimeOffset from)
    {
        (Past, _seed, _random) = (past, seed, new Random(seed));
        Span<byte> stream = stackalloc byte[sizeof(ulong)];
        _random.NextBytes(stream);
        Stream = new StreamId(BitConverter.ToUInt64(stream) | 1); // 0 is none
        _phase = TimeSpan.FromMinutes(_random.NextDouble());
        _tally = new PastTally(GateZone.TryParse("+08:00", out var zone) ? zone : throw new InvalidOperationException("no such zone"));
        _visits = new PastVisits(past, weather, _random, Record);
        _health = new PastHealth(past, new Random(unchecked(seed + 1_000_003))); // its own: people do not depend on how often it is told
        _life = Live(from).GetEnumerator();
        _isAlive = _life.MoveNext();
    }

    public GatePast Past { get; }

    public StreamId Stream { get; }

    public long MadeThrough { get; private set; }

    /// <summary>A real gate tells each minute how it is; a history of such records would be half of all.</summary>
    public TimeSpan HealthEvery { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The next records, in order: of all that has begun by then and is over.</summary>
    public IReadOnlyList<GateRecord> Until(DateTimeOffset end)
    {
        while (_isAlive && _life.Current <= end - LongestVisit)
            _isAlive = _life.MoveNext();
        return Take();
    }

    /// <summary>What the present hour has to add; a real gate tells it each five minutes.</summary>
    public IReadOnlyList<GateRecord> Tell()
    {
        Append(_tally.Add(Microseconds(_last)), _last);
        return Take();
    }

    /// <summary>Nobody comes any more: the open hour is closed as it is.</summary>
    public IReadOnlyList<GateRecord> End()
    {
        _isAlive = false;
        Append(_tally.End(Microseconds(_last)), _last);
        return Take();
    }

    /// <summary>Gives the moment of each thing that happens before it does.</summary>
    private IEnumerable<DateTimeOffset> Live(DateTimeOffset from)
    {
        var notes = new Queue<(DateTimeOffset At, GateEventType Type)>(Past.Notes);
        foreach (var stretch in Past.AtWork(from))
        {
            yield return stretch.From;
            Begin(stretch.From);
            var (visit, tick) = (After(stretch.From), NextTick(stretch.From));
            while (true)
            {
                // Nobody comes who would not be through by the end.
                var comes = visit < stretch.Until - LongestVisit && visit < tick;
                var next = comes ? visit : tick;
                if (next >= stretch.Until)
                    break;
                yield return next;
                while (notes.TryPeek(out var note) && note.At <= next)
                    Record(new GateEvent { Type = notes.Dequeue().Type }, note.At);
                if (comes)
                    visit = Visit(visit);
                else
                    tick = Tick(tick);
            }

            yield return stretch.Until;
            Stop(stretch.Until);
        }
    }

    private void Begin(DateTimeOffset at)
    {
        (_servedTo, _last) = (at, at > _last ? at : _last);
        _health.Start(at);
        Record(new GateEvent { Type = GateEventType.Started }, at);
    }

    /// <summary>
    /// Whoever closes a gate stops it; a power cut, or whatever has silenced it, does not ask. By then a real gate has told what
    /// the open hour has to add, as it does each five minutes.
    /// </summary>
    private void Stop(DateTimeOffset at)
    {
        Serve(at);
        if (Past.Gate.Closures.Any(closure => closure.From == at))
            Record(new GateEvent { Type = GateEventType.Stopped }, at);
        Append(_tally.Add(Microseconds(_last)), _last);
    }

    private DateTimeOffset Visit(DateTimeOffset at)
    {
        _visits.Run(at);
        return After(_last > at ? _last : at);
    }

    private DateTimeOffset Tick(DateTimeOffset at)
    {
        Serve(at);
        Append(_tally.Close(Microseconds(at)), at);
        if (_health.IsDue(at, HealthEvery))
            Record(_health.At(at, MadeThrough), at);
        return NextTick(at);
    }

    private void Serve(DateTimeOffset to)
    {
        _tally.CountService(Microseconds(_servedTo), Microseconds(to));
        _servedTo = to;
    }

    /// <summary>Within a minute of the hour, and when health is to be told.</summary>
    private DateTimeOffset NextTick(DateTimeOffset at)
    {
        var hour = new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerHour), at.Offset) + _phase;
        var (close, health) = (hour > at ? hour : hour + TimeSpan.FromHours(1), at + HealthEvery);
        return close < health ? close : health;
    }

    private DateTimeOffset After(DateTimeOffset at)
    {
        var anHour = Math.Max(1, ArrivalCurve.PeopleAnHour(Past.PeopleADay * DayFactor(at), at));
        return at + _random.Exponential(TimeSpan.FromHours(1 / anHour));
    }

    /// <summary>Each day's own draw.</summary>
    private double DayFactor(DateTimeOffset at)
    {
        var day = (int)(at.ToOffset(HarbinWeather.LocalOffset).Date - DateTime.UnixEpoch).TotalDays;
        return Math.Exp(new Random(unchecked((_seed * 31) + day)).Normal(DayDeviation));
    }

    private void Append(IEnumerable<Summary> summaries, DateTimeOffset at)
    {
        foreach (var summary in summaries)
            Record(summary, at);
    }

    /// <summary>Time does not go back, or what came in between would have been recorded by somebody else.</summary>
    private long Record(GateRecord record, DateTimeOffset at)
    {
        _last = at > _last ? at : _last;
        var made = record with { Seq = ++MadeThrough, Time = RecordTime.At(_last, TimeError) };
        _tally.Count(made);
        _made.Add(made);
        return MadeThrough;
    }

    private List<GateRecord> Take()
    {
        var made = _made;
        _made = [];
        return made;
    }

    private static long Microseconds(DateTimeOffset time) => RecordTime.At(time, TimeSpan.Zero).Microseconds;
}
