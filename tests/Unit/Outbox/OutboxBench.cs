using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Summaries;
using Checkpoint.Gateway.Time;
using Checkpoint.Tests.Unit.Time;
using GateOutbox = Checkpoint.Gateway.Outbox.Outbox;

namespace Checkpoint.Tests.Unit.Outbox;

/// <summary>An outbox on real files, opened and closed as often as the test likes.</summary>
internal sealed class OutboxBench : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 2, 10, 12, 0, 0, TimeSpan.Zero);

    private readonly TestFolder _folder = new();
    private GateOutbox? _outbox;

    public OutboxBench() => Options = new OutboxOptions { Folder = _folder.Path, SettleLinger = TimeSpan.Zero };

    public ManualBoardClock Clock { get; } = new();

    public OutboxOptions Options { get; set; }

    public string Board { get; set; } = "board-1";

    public string Folder => _folder.Path;

    public GateOutbox Outbox => _outbox ??= GateOutbox.Open(Options, Board, Zone(), Clock);

    public static GateZone Zone(string name = "+08:00") =>
        GateZone.TryParse(name, out var zone) ? zone : throw new ArgumentException(name, nameof(name));

    public void Close()
    {
        _outbox?.Dispose();
        _outbox = null;
    }

    public void Reopen()
    {
        Close();
        _ = Outbox;
    }

    /// <summary>Tells the outbox that now is this moment, and waits until it knows.</summary>
    public void LearnTime(DateTimeOffset wall, ClockQuality quality = ClockQuality.Ntp)
    {
        var now = Clock.Now;
        var micros = (wall - DateTimeOffset.UnixEpoch).Ticks / 10;
        Outbox.Learn(new BootOffset(now.BootId, micros - now.BoottimeMicroseconds, 500, now.BoottimeMicroseconds, quality));
        Assert.True(SpinWait.SpinUntil(() => Outbox.OffsetOf(now.BootId) is not null, Deadline));
    }

    public static TimeSpan Deadline => TimeSpan.FromSeconds(20);

    public async Task<long> AppendAsync(GateRecord record) =>
        (await Outbox.AppendAsync([new MadeRecord(record, Clock.Now)], CancellationToken.None))[0];

    public async Task AppendManyAsync(int count, Func<int, GateRecord> make) => await Outbox.AppendAsync(
        [.. Enumerable.Range(0, count).Select(i => new MadeRecord(make(i), Clock.Now))], CancellationToken.None);

    /// <summary>All that may be sent now, by stream.</summary>
    public List<(StreamId Stream, GateRecord Record)> ReadAll(bool urgentOnly = false)
    {
        var found = new List<(StreamId, GateRecord)>();
        var after = OutboxPosition.Start;
        while (Outbox.Read(after, urgentOnly, 100, 64 * 1024) is { Records.Count: > 0 } pending)
        {
            found.AddRange(pending.Records.Select(record => (pending.Stream, record)));
            after = pending.Last;
        }

        return found;
    }

    public static void WaitFor(Func<bool> state) => Assert.True(SpinWait.SpinUntil(state, Deadline), "not within the deadline");

    public void Dispose()
    {
        Close();
        _folder.Dispose();
    }
}
