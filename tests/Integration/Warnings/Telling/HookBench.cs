using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.CloudIngest.Warnings.Evaluation;
using Checkpoint.CloudIngest.Warnings.Response;
using Checkpoint.CloudIngest.Warnings.Telling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Integration.Warnings.Telling;

/// <summary>Warnings in a real database of the service's own, told over real connections by a clock that the test sets.</summary>
internal sealed class HookBench : TimeProvider, IDisposable
{
    public static readonly byte[] Secret = Encoding.ASCII.GetBytes("thirty-two bytes that both have.");

    public static readonly ImmutableArray<IPNetwork> Loopback = [IPNetwork.Parse("127.0.0.0/8")];

    private readonly ConcurrentBag<HeldTimer> _timers = [];

    private readonly string _folder = TestFolder.Create("hooks");

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public HookBench(params Webhook[] webhooks)
        : this(new WebhookPlan { Webhooks = [.. webhooks] })
    {
    }

    public HookBench(WebhookPlan telling)
    {
        Plan = new WarningPlan { Telling = telling };
        Database = ServingDatabase.Open(Path.Combine(_folder, "serve.db"));
        Desk = NewDesk();
    }

    public DateTimeOffset Now { get; set; } = new(2026, 2, 11, 7, 0, 0, TimeSpan.Zero);

    public WarningPlan Plan { get; }

    public ServingDatabase Database { get; private set; }

    public WebhookDesk Desk { get; private set; }

    public WebhookQueue Queue => new(Database, Audit, Plan, new WebhookMetrics(_services.GetRequiredService<IMeterFactory>()), this);

    public AuditLog Audit => new(Database, this);

    public static Webhook Hook(int port, string name = "hook", string host = "127.0.0.1", bool allowed = true, string scheme = "http") => new(
        name,
        new Uri($"{scheme}://{host}:{port}/hooks/fever"),
        Area.Everything,
        [.. Enum.GetValues<PlaceLevel>()],
        [.. Enum.GetValues<WarningEvent>()],
        allowed ? Loopback : [],
        TimeSpan.FromMinutes(1))
    {
        Secret = [.. Secret],
    };

    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>Fires when the test says so.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HeldTimer(callback, state);
        _timers.Add(timer);
        return timer;
    }

    /// <summary>The time given to all answers is over.</summary>
    public void TimeOut()
    {
        foreach (var timer in _timers)
            timer.Fire();
    }

    public void Dispose()
    {
        Desk.Dispose();
        Database.Dispose();
        _services.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>As after a kill: nothing that was only in memory is left.</summary>
    public void Restart()
    {
        Desk.Dispose();
        Database.Dispose();
        Database = ServingDatabase.Open(Path.Combine(_folder, "serve.db"));
        Desk = NewDesk();
    }

    public Task SendAsync() => Desk.SendDueAsync(CancellationToken.None);

    /// <summary>Opens a warning of a community.</summary>
    public void Warn(string community = "230103001001", int day = 10)
    {
        var evaluation = new AreaEvaluation(
            new WarningArea(PlaceLevel.Community, community, new LocalName("西社区", "West"), community),
            EvaluationAnswer.Alarm,
            null,
            new AreaDay(new DateOnly(2026, 2, day), AreaDayState.Reported, 14, 5_210, 14, 0, 1),
            6.04,
            13,
            14,
            [new Signal(WarningMethod.BetaBinomial, 0.0002, 0.001, 0.0002, 0.01, true, 14, 6.04, 5_210)]);
        new EvaluationKeeper(Database, Audit, Queue, Plan, this).Keep([evaluation], _ => [new ChartDay(evaluation.Today.Day, AreaDayState.Reported, 14, 5_210, 6.04, 13)], Now);
    }

    public WarningActs Acts => new(Database, Audit, Queue, this);

    public IReadOnlyList<AuditEntry> GivenUp() =>
    [
        .. Audit.List(new AuditQuery(Area.Everything, DateTimeOffset.UnixEpoch, Now.AddYears(1), null, long.MaxValue, 100)).Where(entry => entry.Act == AuditAct.WebhookGivenUp),
    ];

    private WebhookDesk NewDesk() => new(Queue, Plan, new Random(1), this, NullLogger<WebhookDesk>.Instance);

    private sealed class HeldTimer(TimerCallback callback, object? state) : ITimer
    {
        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
