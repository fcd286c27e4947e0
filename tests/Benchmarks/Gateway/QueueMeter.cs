using System.Text.Json.Nodes;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Benchmarks.Gateway;

/// <summary>Runs a gateway before an endless queue, and measures it after its warm-up.</summary>
internal sealed class QueueMeter(Site site, SiteGate gate, string folder)
{
    private const int MostSteps = 12;

    /// <summary>A long run is looked at so often at most; a short one only at its ends.</summary>
    private static readonly TimeSpan LeastStep = TimeSpan.FromMinutes(1);

    private readonly LinuxBoardClock _clock = new();

    /// <param name="name">Of its folder.</param>
    /// <param name="screening">Laid over the gateway's defaults.</param>
    public async Task<QueueRound> MeasureAsync(
        string name, JsonObject screening, TimeSpan warmUp, TimeSpan duration, CancellationToken cancellation)
    {
        await using var program = QueueGate.Start(site, gate, Path.Combine(folder, name), screening);
        await Task.Delay(warmUp, cancellation);
        var (from, before) = (_clock.Now.BoottimeMicroseconds, program.ReadUsage());
        var memory = new List<(TimeSpan, double)> { (TimeSpan.Zero, before.ResidentBytes / 1e6) };
        for (var step = StepOf(duration); memory[^1].Item1 < duration;)
        {
            var next = TimeSpan.FromTicks(Math.Min((memory[^1].Item1 + step).Ticks, duration.Ticks));
            await Task.Delay(TimeSpan.FromTicks(Math.Max(0, (next - Since(from)).Ticks)), cancellation);
            memory.Add((next, program.ReadUsage().ResidentBytes / 1e6));
            if (step < duration)
                await Console.Error.WriteLineAsync($"checkpoint-bench: {memory[^1].Item2:0.0} MB after {next.TotalMinutes:0.#} min");
        }

        var (to, after) = (_clock.Now.BoottimeMicroseconds, program.ReadUsage());
        var lamps = (await program.StopAsync()).Where(lamp => lamp.AtMicroseconds >= from && lamp.AtMicroseconds < to).ToList();
        return new QueueRound
        {
            Lamps = lamps,
            CpuShare = (after.CpuTime - before.CpuTime) / TimeSpan.FromMicroseconds(to - from),
            WorldShare = ShareOf(lamps),
            Memory = memory,
            PeakMb = after.PeakResidentBytes / 1e6,
        }.Checked();
    }

    private TimeSpan Since(long from) => TimeSpan.FromMicroseconds(_clock.Now.BoottimeMicroseconds - from);

    private static TimeSpan StepOf(TimeSpan duration)
    {
        var step = duration / MostSteps;
        return step >= LeastStep ? step : LeastStep < duration ? LeastStep : duration;
    }

    /// <summary>From the first lamp to the last, which is what they can tell of.</summary>
    private static double ShareOf(List<LitLamp> lamps) => lamps.Count < 2
        ? 0
        : (double)(lamps[^1].WorldMicroseconds - lamps[0].WorldMicroseconds) / (lamps[^1].AtMicroseconds - lamps[0].AtMicroseconds);
}
