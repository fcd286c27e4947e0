using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Fleet;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Time;
using Checkpoint.Gateway.Uplink;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Unit.Outbox;
using Microsoft.Extensions.Logging.Abstractions;
using GateUplink = Checkpoint.Gateway.Uplink.Uplink;

namespace Checkpoint.Tests.Unit.Uplink;

/// <summary>The real uplink between a memory outbox and a fake broker, in virtual time.</summary>
internal sealed class UplinkBench : IBoardClock, ITimeSink, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Guid _bootId = Guid.NewGuid();
    private readonly OwnThread _thread = new();
    private Task _running = Task.CompletedTask;

    public UplinkBench()
    {
        Broker.OnHello = hello => new Welcome(hello.Nonce, Micros(Time.GetUtcNow()), 0, true);
        Broker.OnBatch = FakeBroker.AckOf;
    }

    public ManualTime Time { get; } = new();

    public FakeBroker Broker { get; } = new();

    public MemoryOutbox Outbox { get; } = new(new StreamId(7), 100_000);

    /// <summary>Null: the outbox itself.</summary>
    public IOutboxReader? Reader { get; set; }

    public UplinkOptions Options { get; set; } = new();

    public GateUplink Uplink { get; private set; } = null!;

    public List<BootOffset> Offered { get; } = [];

    public bool WantsWelcome { get; set; }

    public DateTimeOffset? ToldNow { get; set; }

    public MqttTlsOptions? Tls { get; set; }

    public BoardInstant Now => new(_bootId, (Time.GetUtcNow() - Start).Ticks / 10);

    private static DateTimeOffset Start { get; } = new(2026, 2, 10, 11, 0, 0, TimeSpan.Zero);

    public void Run()
    {
        Uplink = new GateUplink(
            new UplinkIdentity(GateId.Parse("gate-1"), "1.2.3", "board-1"),
            Options,
            () => new MqttConnectionOptions { Host = "broker", ClientId = "", Tls = Tls },
            Broker,
            Reader ?? Outbox,
            this,
            this,
            Time,
            new Random(1),
            NullLogger.Instance);
        _running = _thread.Run(() => Uplink.RunAsync(_stop.Token));
    }

    public void RunUntilWelcomed()
    {
        Run();
        WaitFor(() => Uplink.Counters.IsConnected);
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(OutboxBench.Deadline);
    }

    public void Offer(BootOffset offset) => Offered.Add(offset);

    public void Append(int count, Func<int, GateRecord>? make = null)
    {
        for (var i = 0; i < count; i++)
        {
            var record = make?.Invoke(i) ?? Make.Screening();
            var made = RecordTime.At(Time.GetUtcNow(), TimeSpan.FromMilliseconds(1));
            Assert.True(Outbox.TryAppend(seq => record with { Seq = seq, Time = made }));
        }
    }

    /// <summary>Lets virtual time pass in small steps until it is so; between them the uplink does what it has to.</summary>
    public void PassUntil(Func<bool> state, TimeSpan atMost)
    {
        var end = Time.GetUtcNow() + atMost;
        for (Settle(); !state(); Settle())
        {
            Assert.True(Time.GetUtcNow() < end, $"not within {atMost} of virtual time");
            Time.Advance(TimeSpan.FromMilliseconds(250));
        }
    }

    /// <summary>Waits until the uplink has nothing to do before more time has passed.</summary>
    public void Settle() => _thread.WaitUntilIdle();

    public static void WaitFor(Func<bool> state) => OutboxBench.WaitFor(state);

    public void Dispose()
    {
        _stop.Cancel();
        Assert.True(_running.Wait(OutboxBench.Deadline));
        _thread.Dispose();
        _stop.Dispose();
    }

    public static long Micros(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / 10;
}
