using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Sqlite;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.Tests.Integration.Warnings.Telling;

/// <summary>The very program, killed between warning and telling.</summary>
public sealed class KilledServiceTests : IDisposable
{
    private const string Community = "230103001001";

    private readonly string _folder = TestFolder.Create("killed");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Killed_while_it_tells_it_tells_again_after_its_start_and_warns_once_and_no_second_process_serves_beside_it()
    {
        await FillAsync();
        await using var server = new HookServer((_, stop) => Task.Delay(Timeout.Infinite, stop), HookServer.Ok);
        await File.WriteAllTextAsync(Path.Combine(_folder, "cloud.json"), Configuration(server.Port));
        await using (var first = Start("first"))
        {
            await Deadline.Until(() => server.Requests.Count == 1, "the first process tells");
            first.Kill();
            await first.WaitForExitAsync(Deadline.Default);
        }

        await using (var second = Start("second"))
        {
            await Deadline.Until(() => server.Requests.Count == 2, "the second process tells");
            await using var third = Start("third");
            Assert.Equal(69, await third.WaitForExitAsync(Deadline.Default));
            Assert.Contains("another process serves from it", await File.ReadAllTextAsync(third.LogFile), StringComparison.Ordinal);
            await second.StopAsync(Deadline.Default);
        }

        Assert.Equal(server.Requests[0].Delivery, server.Requests[1].Delivery);
        using var database = ServingDatabase.Open(Path.Combine(_folder, "serve.db"));
        Assert.Equal(1, database.Read(tables => tables.Scalar("SELECT count(*) FROM warning WHERE level = 'community'")));
    }

    private ChildProgram Start(string name) => ChildProgram.Start(
        new ChildCommand(OwnProgram.Cloud, ["run", "--role", "serve", "--config", Path.Combine(_folder, "cloud.json")]), Path.Combine(_folder, name + ".log"));

    private static string Configuration(int port) => $$"""
        {
          "broker": { "host": "127.0.0.1" }, "store": { "sqlite": { "path": "records.db" } }, "registry": { "path": "registry.json" },
          "web": { "url": "http://127.0.0.1:0" }, "timeZone": "UTC",
          "warnings": { "webhooks": [{
            "name": "hook", "url": "http://127.0.0.1:{{port}}/", "allow": ["127.0.0.0/8"], "levels": ["community"], "events": ["opened"],
            "secretFile": "hook.secret", "timeoutMs": 60000 }] }
        }
        """;

    /// <summary>Weeks of a thousand people a day and two with fever, and thirty on the two days of which one is now due.</summary>
    private async Task FillAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "hook.secret"), new string('s', 32) + "\n");
        var name = new LocalName("名", "name");
        var place = new Place("230103", "230103001", Community);
        await File.WriteAllTextAsync(Path.Combine(_folder, "registry.json"), RegistryFile.Format(new GateRegistry(
            [new District("230103", name, [new Street("230103001", name, [new Community(Community, name)])])],
            [new RegisteredGate(GateId.Parse("gate-1"), [new Assignment(DateTimeOffset.UnixEpoch, place, GateKind.Pedestrian, name)])])));
        var today = ReportDay.Of(TimeProvider.System.GetUtcNow(), TimeZoneInfo.Utc);
        GateRecord[] records =
        [
            .. Enumerable.Range(1, 30).SelectMany(back => today.Plus(-back).HourStarts.Select((start, hour) => new Summary
            {
                Seq = (back * 24) + hour,
                Time = new RecordTime((start + 3599) * 1_000_000, 1),
                Span = SummarySpan.Hour,
                StartSeconds = start,
                Normal = hour == 9 ? 1_000 : 0,
                Fever = hour != 9 ? 0 : back <= 2 ? 30 : 2,
                InServiceSeconds = 3600,
            })),
        ];
        await using var store = SqliteRecordStore.Open(Path.Combine(_folder, "records.db"));
        Assert.Null(await store.WriteAsync([new PlacedBatch(GateId.Parse("gate-1"), new StreamId(1), place, records)], CancellationToken.None));
    }
}
