using System.Reflection;
using Checkpoint.CloudIngest.Ingest;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Tests.Unit.Uplink;

namespace Checkpoint.Tests.Unit.Ingest;

public sealed class SeenSeqsTests
{
    private static readonly GateId Gate = GateId.Parse("gate-01");

    private static readonly StreamId Stream = new(1);

    private readonly ManualTime _time = new();
    private readonly HighestOnly _store;
    private readonly SeenSeqs _seen;

    public SeenSeqsTests()
    {
        var store = DispatchProxy.Create<IRecordStore, HighestOnly>();
        _store = (HighestOnly)(object)store;
        _seen = new SeenSeqs(store, _time);
    }

    [Fact]
    public async Task Hellos_of_one_moment_cost_one_question_and_see_what_is_stored_in_between()
    {
        _store.Highest = 10;
        Assert.Equal(10, await AskAsync());
        _seen.Stored(Gate, Stream, 12);
        _seen.Stored(Gate, Stream, 11);
        _time.Advance(TimeSpan.FromSeconds(1.9));

        Assert.Equal((12, 1), (await AskAsync(), _store.Questions));
    }

    [Fact]
    public async Task A_database_put_back_from_an_older_copy_is_noticed_two_seconds_later_however_often_it_is_asked_and_written()
    {
        _store.Highest = 10;
        for (var i = 0; i < 4; i++)
        {
            await AskAsync();
            _seen.Stored(Gate, Stream, 20 + i);
            _time.Advance(TimeSpan.FromSeconds(0.5));
        }

        _store.Highest = 4;
        Assert.Equal((4, 2), (await AskAsync(), _store.Questions));
    }

    [Fact]
    public async Task Another_stream_is_asked_for_by_itself()
    {
        _store.Highest = 10;
        await AskAsync();
        _store.Highest = 0;
        Assert.Equal(0, await _seen.HighestAsync(Gate, new StreamId(2), 0, CancellationToken.None));
        Assert.Equal(10, await AskAsync());
    }

    private Task<long> AskAsync() => _seen.HighestAsync(Gate, Stream, 0, CancellationToken.None);

    /// <summary>A database that is asked for a highest seq and for nothing else.</summary>
    public class HighestOnly : DispatchProxy
    {
        public long Highest { get; set; }

        public int Questions { get; private set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Assert.Equal(nameof(IRecordStore.HighestSeqAsync), targetMethod!.Name);
            Questions++;
            return Task.FromResult(Highest);
        }
    }
}
