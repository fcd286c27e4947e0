using System.Reflection;
using Checkpoint.CloudIngest;
using Checkpoint.CloudIngest.Ingest;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Web.Metrics;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Simulation.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Checkpoint.Tests.Simulation.Clouds;

/// <summary>
/// The ingest under gates that send the same records again and again while its database or its broker takes nothing: whatever it
/// keeps stays within the bounds that it states, for hours of virtual time, and is nothing once they have stopped.
/// </summary>
public sealed class BoundedIngestTests : IDisposable
{
    private const int Gates = 50;

    private const int RecordsOfBatch = 100;

    private const long Second = 1_000_000;

    /// <summary>Far below what comes, so that it is met at once.</summary>
    private static readonly IngestOptions Options = new() { MaxQueuedRecords = 2_000, MaxQueuedBytes = 200_000 };

    private readonly EventLoop _loop = new(1);
    private readonly SimulatedProcess _process;
    private readonly SimulatedRegistry _registry = new(Enumerable.Range(0, Gates).Select(GateOf));
    private readonly StubbornStore _store;
    private readonly ServiceProvider _services;
    private readonly byte[] _batch = BatchCodec.Encode(new StreamId(1), RecordsOfBatch, [.. Enumerable.Range(1, RecordsOfBatch).Select(Screened)]);

    private long _mostRecords;
    private long _mostBytes;
    private int _mostReplies;

    public BoundedIngestTests()
    {
        _process = new SimulatedProcess(_loop, "ingest", 1);
        var store = DispatchProxy.Create<IRecordStore, StubbornStore>();
        _store = (StubbornStore)(object)store;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_store.Clock = new ProcessClock(_process, 0, () => RecordLimits.MinTimeMicroseconds + _loop.Now));
        services.AddSingleton<IMqttConnector>(DispatchProxy.Create<IMqttConnector, NoConnector>());
        services.AddSingleton(new Random(1));
        services.AddLogging();
        CloudHost.AddFoundation(services, _registry.Path, store);
        CloudHost.AddIngest(services, Options, new MqttConnectionOptions { Host = "broker", ClientId = "ingest" });
        _services = services.BuildServiceProvider();
        _process.Schedule(0, Start);
        _loop.RunUntil(1);
    }

    public void Dispose()
    {
        _services.Dispose();
        _registry.Dispose();
    }

    [Theory]
    [InlineData("down")]
    [InlineData("slow")]
    [InlineData("silent")]
    public void While_the_database_takes_nothing_the_ingest_keeps_no_more_than_its_bounds_and_in_the_end_nothing(string store)
    {
        (_store.Takes, _store.AnswersAfter) = store switch
        {
            "down" => (false, TimeSpan.Zero),
            "slow" => (true, TimeSpan.FromSeconds(5)),
            _ => (false, TimeSpan.FromSeconds(30)),
        };
        Connect(new Broker(confirms: true));
        SendFor(TimeSpan.FromHours(2), batchesASecond: 2);
        Assert.InRange(_mostRecords, Options.MaxQueuedRecords / 2, Options.MaxQueuedRecords);
        Assert.InRange(_mostBytes, 1, Options.MaxQueuedBytes);
        Assert.Contains("checkpoint_ingest_records_total{result=\"busy\"} ", Metrics(), StringComparison.Ordinal);

        _loop.RunUntil(_loop.Now + 120 * Second);
        Assert.Equal((0, 0), (Queue.Records, Queue.Bytes));
    }

    [Fact]
    public void A_broker_that_confirms_nothing_is_waited_for_by_a_bounded_number_of_replies_which_are_gone_with_its_connection()
    {
        Connect(new Broker(confirms: false));
        SendFor(TimeSpan.FromMinutes(40));
        Assert.Equal(ReplySender.MaxWaiting, _mostReplies);
        Assert.InRange(_mostRecords, 1, Options.MaxQueuedRecords);
        Connect(null);
        Assert.Equal(0, _services.GetRequiredService<ReplySender>().Waiting);
    }

    [Fact]
    public void What_comes_again_from_gates_and_broker_is_stored_again_and_counted_as_such()
    {
        _store.Takes = true;
        Connect(new Broker(confirms: true));
        SendFor(TimeSpan.FromSeconds(10));
        _loop.RunUntil(_loop.Now + 10 * Second);
        var sent = 100 * RecordsOfBatch;
        Assert.Contains($"checkpoint_ingest_records_total{{result=\"stored\"}} {sent}\n", Metrics(), StringComparison.Ordinal);
        Assert.Contains($"checkpoint_ingest_repeated_records_total {sent - Gates * RecordsOfBatch}\n", Metrics(), StringComparison.Ordinal);
    }

    private IngestQueue Queue => _services.GetRequiredService<IngestQueue>();

    private static GateId GateOf(int number) => GateId.Parse($"gate-{number}");

    private void Start()
    {
        _services.GetRequiredService<PrometheusText>();
        _services.GetRequiredService<RegistryWatch>().Load();
        foreach (var stage in _services.GetServices<IHostedService>().OfType<BackgroundService>().Where(stage => stage is RecordWriter or HelloDesk or HeldDesk))
            _ = Stage.RunAsync(stage, fault => throw new InvalidOperationException("a stage has ended", fault), CancellationToken.None);
    }

    private void Connect(IMqttConnection? broker)
    {
        _process.Schedule(_loop.Now, () => _services.GetRequiredService<ReplySender>().Use(broker));
        _loop.RunUntil(_loop.Now + 1);
    }

    /// <summary>Batches of one gate after the other, always the same.</summary>
    private void SendFor(TimeSpan time, int batchesASecond = 10)
    {
        var (end, number) = (_loop.Now + (long)time.TotalMicroseconds, 0);
        while (_loop.Now < end)
        {
            var gate = GateOf(number++ % Gates);
            _process.Schedule(_loop.Now, () => _services.GetRequiredService<BatchReceiver>().Receive(gate, _batch));
            _loop.RunUntil(_loop.Now + Second / batchesASecond);
            _mostRecords = Math.Max(_mostRecords, Queue.Records);
            _mostBytes = Math.Max(_mostBytes, Queue.Bytes);
            _mostReplies = Math.Max(_mostReplies, _services.GetRequiredService<ReplySender>().Waiting);
        }
    }

    private string Metrics()
    {
        var text = "";
        _process.Schedule(_loop.Now, () => text = _services.GetRequiredService<PrometheusText>().Write());
        _loop.RunUntil(_loop.Now + 1);
        return text;
    }

    private static Screening Screened(int seq) => new()
    {
        Seq = seq, Time = new RecordTime(RecordLimits.MinTimeMicroseconds + seq * Second, 1_000), Outcome = ScreeningOutcome.Normal, BodyCentiC = 3_660,
        SurfaceCentiC = 3_400, AmbientCentiC = 1_850, SampleCount = 12, DwellMs = 1_200, Model = BodyModel.HeatBalance, ModelVersion = 1,
        ThresholdCentiC = 3_730, Quality = ScreeningQuality.Clinical, Reason = ScreeningReason.None,
    };

    /// <summary>A database that only takes or does not, after a while.</summary>
    public class StubbornStore : DispatchProxy
    {
        public TimeProvider Clock { get; set; } = null!;

        public bool Takes { get; set; }

        public TimeSpan AnswersAfter { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Assert.Equal(nameof(IRecordStore.WriteAsync), targetMethod!.Name);
            return AnswerAsync();
        }

        private async Task<StoreFault?> AnswerAsync()
        {
            if (AnswersAfter > TimeSpan.Zero)
                await Task.Delay(AnswersAfter, Clock);
            return Takes ? null : new StoreFault(StoreFaultKind.Unreachable, "nobody there");
        }
    }

    public class NoConnector : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new NotSupportedException();
    }

    /// <param name="confirms">By a PUBACK at once; else by none ever.</param>
    private sealed class Broker(bool confirms) : IMqttConnection
    {
        public Task<MqttReason> Closed { get; } = new TaskCompletionSource<MqttReason>().Task;

        public int SendMaximum => 20;

        public Task<MqttReason> SubscribeAsync(string filter, MqttQos qos, CancellationToken cancellation) => Task.FromResult(MqttReason.Success);

        public Task<MqttReason> PublishAsync(MqttPublication publication, CancellationToken cancellation) =>
            confirms ? Task.FromResult(MqttReason.Success) : new TaskCompletionSource<MqttReason>().Task;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
