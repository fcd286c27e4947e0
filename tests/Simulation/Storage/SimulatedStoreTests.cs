using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Tests.Simulation.Auditing;
using Checkpoint.Tests.Simulation.Scheduling;

namespace Checkpoint.Tests.Simulation.Storage;

public sealed class SimulatedStoreTests : IAsyncDisposable
{
    private static readonly GateId Gate = GateId.Parse("gate-1");
    private static readonly StreamId Stream = new(7);
    private static readonly Place Place = new("1", "2", "3");

    private readonly EventLoop _loop = new(seed: 1);
    private readonly FindingList _findings;
    private readonly SimulatedDatabase _database;
    private readonly SimulatedProcess _process;
    private readonly SimulatedStore _store;

    public SimulatedStoreTests()
    {
        _findings = new FindingList(_loop);
        _database = new SimulatedDatabase(_loop, new Random(1), _findings);
        _process = new SimulatedProcess(_loop, "ingest", 1);
        _store = new SimulatedStore(_process, _database);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public void What_is_written_twice_is_stored_once()
    {
        Assert.Null(Write(Event(1, 1_000)));
        Assert.Null(Write(Event(1, 1_000)));
        Assert.Equal(1, _database.Count);
        Assert.Equal(0, _findings.Count);
    }

    [Fact]
    public void Another_record_at_the_same_key_is_a_finding()
    {
        Write(Event(1, 1_000));
        Write(Event(1001, 1_000));
        Assert.Equal(FindingKind.Lost, Assert.Single(_findings.All).Kind);
    }

    [Fact]
    public void The_same_record_under_another_time_is_a_finding()
    {
        Write(Event(1, 1_000));
        Write(Event(1, 1_001));
        Assert.Equal(FindingKind.Doubled, Assert.Single(_findings.All).Kind);
    }

    [Theory]
    [InlineData(StoreTrouble.Down, 0, StoreFaultKind.Unreachable)]
    [InlineData(StoreTrouble.AppliesThenFails, 1, StoreFaultKind.ServerError)]
    public void A_fault_is_told_whatever_was_applied(StoreTrouble trouble, int stored, StoreFaultKind told)
    {
        _database.Trouble = trouble;
        Assert.Equal(told, Write(Event(1, 1_000))?.Kind);
        Assert.Equal(stored, _database.Count);
    }

    [Fact]
    public void Of_a_partial_write_some_is_stored()
    {
        _database.Trouble = StoreTrouble.Partial;
        Assert.Equal(StoreFaultKind.PartialWrite, Write([.. Enumerable.Range(1, 100).Select(seq => Event(seq, seq))])?.Kind);
        Assert.InRange(_database.Count, 1, 99);
    }

    [Fact]
    public void What_was_sent_is_applied_though_its_sender_is_dead()
    {
        _process.Schedule(0, () => _ = _store.WriteAsync([new PlacedBatch(Gate, Stream, Place, [Event(1, 1_000)])], CancellationToken.None));
        _loop.RunUntil(1);
        _process.Kill();
        _loop.RunUntil(1_000_000);
        Assert.Equal(1, _database.Count);
    }

    private static GateEvent Event(long seq, long microseconds) =>
        new() { Type = GateEventType.DoorOpened, Seq = seq, Time = new RecordTime(1_770_000_000_000_000 + microseconds, 1000) };

    private StoreFault? Write(params GateRecord[] records)
    {
        Task<StoreFault?>? answer = null;
        _process.Schedule(_loop.Now, () => answer = _store.WriteAsync([new PlacedBatch(Gate, Stream, Place, records)], CancellationToken.None));
        _loop.RunUntil(_loop.Now + 20_000_000);
        return answer!.Result;
    }
}
