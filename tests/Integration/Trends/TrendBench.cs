using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Trends;
using Checkpoint.Tests.Unit.Uplink;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Integration.Trends;

/// <summary>A reader over a registry and a clock that the test turns.</summary>
internal sealed class TrendBench : IDisposable
{
    /// <summary>Few, so that every trend is read in several goes.</summary>
    private const int HoursAtOnce = 100;

    private readonly string _folder = TestFolder.Create("trends");

    private readonly TrendReader _reader;

    private readonly ServingDatabase _database;

    public TrendBench(IRecordStore store, GateRegistry registry)
    {
        var path = Path.Combine(_folder, "registry.json");
        File.WriteAllText(path, RegistryFile.Format(registry));
        var watch = new RegistryWatch(path, new WaitingGates(), Clock, NullLogger<RegistryWatch>.Instance);
        Assert.Empty(watch.Load());
        _database = ServingDatabase.Open(Path.Combine(_folder, "serve.db"));
        _reader = new TrendReader(store, watch, new ExclusionBook(_database), Clock) { MostHours = HoursAtOnce };
        District = registry.Districts[0].Code;
    }

    public ManualTime Clock { get; } = new();

    private string District { get; }

    /// <summary>Of the registry's own district and all that lies in it.</summary>
    public async Task<IReadOnlyList<TrendSeries>> LayAsync(PlaceLevel level, TrendStep step, DateTimeOffset from, DateTimeOffset to, string zone = "Asia/Shanghai")
    {
        var period = TrendPeriod.Of(step, from, to, TimeZoneInfo.FindSystemTimeZoneById(zone));
        var scope = new TrendScope(level, new PlaceCode(PlaceLevel.District, District), Area.Everything);
        return Trend.Lay(scope, period, await _reader.ReadAsync(scope, period, CancellationToken.None));
    }

    public void Exclude(RegisteredGate gate, DateTimeOffset from, DateTimeOffset to)
    {
        Assert.True(Area.TryParse(gate.At(from).Place.Community, out var place));
        var acts = new ExclusionActs(_database, new AuditLog(_database, Clock), Clock);
        Assert.NotNull(acts.Exclude(new ExclusionRequest(gate.Id, place, from, to, "iced over"), new Actor("tests", "192.0.2.1")).Made);
    }

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
