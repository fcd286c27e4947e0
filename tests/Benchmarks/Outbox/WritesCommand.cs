using System.CommandLine;
using Checkpoint.Benchmarks.Gateway;
using Checkpoint.Benchmarks.Reporting;

namespace Checkpoint.Benchmarks.Outbox;

/// <summary>How much a gate writes to its card for each person screened, by the kernel's own count.</summary>
internal static class WritesCommand
{
    private const int People = 500;

    /// <summary>Until the log has been around once: a new one still grows.</summary>
    private const int WarmUpPeople = 300;

    /// <summary>A community's gate: 1,500 people within 16 hours; and the same gate in the morning.</summary>
    private static readonly (string Name, TimeSpan Apart)[] Paces =
    [
        ("1,500 people in 16 h", TimeSpan.FromHours(16) / 1500),
        ("one each 6 s", TimeSpan.FromSeconds(6)),
    ];

    public static Command Create()
    {
        var command = new Command("writes", "bytes that the outbox writes to the device for each screening, by the kernel's count");
        BenchOptions.AddTo(command);
        command.SetAction(parsed => Run(BenchOptions.From(parsed, default)));
        return command;
    }

    private static int Run(BenchOptions options)
    {
        using var folder = new BenchFolder();
        var report = new Report("writes");
        foreach (var (name, apart) in Paces)
        {
            var rounds = Enumerable.Range(1, options.Rounds).Select(round => Measure(folder.Sub($"{apart.Ticks}-{round}"), round, apart)).ToList();
            report.Section($"writes: {name}, the gate connected")
                .Add("to the device, by process", "bytes/screening", rounds.Select(round => round.Process))
                .Add("on the disk, by everybody", "bytes/screening", rounds.Select(round => round.Disk))
                .Add("records alone", "bytes/screening", rounds.Select(round => round.Records))
                .Add("device bytes per byte of record", "", rounds.Select(round => round.Process / round.Records))
                .Note("by process: write_bytes of /proc/self/io, pages of 4 KiB; screening, passage, health and summaries, and their acks")
                .Note($"on the disk: sectors of /sys/dev/block, the journal of {DiskProbe.FormatOf(folder.Path)} in it, and whatever else writes there now")
                .Note($"virtual time: {People} people a round as far apart as at a gate, nobody waits; commits and syncs are real");
        }

        options.Publish(report);
        return 0;
    }

    private static (double Process, double Disk, double Records) Measure(string folder, int seed, TimeSpan apart)
    {
        using var stream = new GateStream(folder, seed);
        stream.Run(WarmUpPeople, apart);
        var before = DeviceCounters.Now(folder);
        stream.Run(People, apart);
        var after = DeviceCounters.Now(folder);
        return (
            (double)(after.ProcessBytes - before.ProcessBytes) / stream.Screenings,
            (double)(after.DiskBytes - before.DiskBytes ?? 0) / stream.Screenings,
            (double)stream.RecordBytes / stream.Screenings);
    }
}
