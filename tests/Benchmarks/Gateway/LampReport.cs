using Checkpoint.Benchmarks.Reporting;

namespace Checkpoint.Benchmarks.Gateway;

/// <summary>What <see cref="LampCommand"/> found, in words and figures.</summary>
internal static class LampReport
{
    /// <summary>What is answered within it seems to be answered at once (Miller 1968).</summary>
    private const double LampGoalMs = 100;

    private const double CpuGoalPercent = 3;
    private const double ResidentGoalMb = 60;

    public static void AddLatency(Report report, IReadOnlyList<QueueRound> hurried, IReadOnlyList<QueueRound> steady, string folder)
    {
        var section = report.Section("lamp: from the last sample's word on the bus to the lamp's line, its record durable in between");
        AddLatency(section, "hurried", hurried);
        AddLatency(section, "at 10 Hz", steady);
        var disk = DiskProbe.AppendMs(folder);
        section.Add("the disk alone, p50", "ms", Statistics.Quantile(disk, 0.5))
            .Add("the disk alone, p99", "ms", Statistics.Quantile(disk, 0.99))
            .Note("hurried: a sample every 2 ms, so that there are many; all else is the same. The disk alone: 4 KiB appended, fsync")
            .Note($"the outbox is on {DiskProbe.FormatOf(folder)} at {folder}; TMPDIR puts it elsewhere, such as on the card");
    }

    public static void AddCpu(Report report, IReadOnlyList<QueueRound> steady, TimeSpan duration) => report
        .Section($"CPU: sampling at 10 Hz without a pause, one person after the other, {duration.TotalSeconds:0} s each round")
        .Add("the gateway", "% of a core", steady.Select(round => (round.CpuShare - round.WorldShare) * 100), Goal.AtMost(CpuGoalPercent))
        .Add("the whole process", "% of a core", steady.Select(round => round.CpuShare * 100))
        .Add("of it, simulated chip and people", "% of a core", steady.Select(round => round.WorldShare * 100))
        .Add("screenings", "/minute", steady.Select(round => round.Lamps.Count / duration.TotalMinutes))
        .Note("in the first minutes the runtime still compiles what runs often: a longer --for shows less")
        .Note("CPU time of the process (/proc/PID/stat, 10 ms) over wall time; uplink to a real broker and cloud, outbox, summaries and health are in it")
        .Note("chip and people are called on the gateway's own threads and time themselves; the waiting for a real bus is not in it");

    public static void AddMemory(Report report, IReadOnlyList<QueueRound> steady)
    {
        var section = report.Section("memory: resident over time, from the end of the warm-up on");
        var last = steady[0].Memory.Count - 1;
        for (var i = 0; i <= last; i++)
        {
            var goal = i == last ? Goal.AtMost(ResidentGoalMb) : (Goal?)null;
            section.Add(NameOf(steady[0].Memory[i].After), "MB", steady.Select(round => round.Memory[i].ResidentMb), goal);
        }

        section.Add("its peak", "MB", steady.Select(round => round.PeakMb))
            .Note("the gateway's process, with the benchmark's little code in it; --for 1h --rounds 1 tells whether it grows");
    }

    private static string NameOf(TimeSpan after) => after < TimeSpan.FromMinutes(1) ? $"after {after.TotalSeconds:0} s" : $"after {after.TotalMinutes:0.#} min";

    /// <summary>The high quantiles are of all rounds together: one round has too few lamps to tell them.</summary>
    private static void AddLatency(Section section, string pace, IReadOnlyList<QueueRound> rounds)
    {
        var all = rounds.SelectMany(round => round.LatenciesMs).ToList();
        section.Add($"{pace}, p50", "ms", rounds.Select(round => Statistics.Quantile(round.LatenciesMs, 0.5)))
            .Add($"{pace}, p99 of all {all.Count}", "ms", Statistics.Quantile(all, 0.99), Goal.AtMost(LampGoalMs))
            .Add($"{pace}, most", "ms", all.Max());
    }
}
