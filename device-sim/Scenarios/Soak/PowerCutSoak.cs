using System.Diagnostics;
using Checkpoint.DeviceSim.Faults.Power;
using Checkpoint.DeviceSim.Scenarios.Audit;
using Checkpoint.DeviceSim.Scenarios.PowerCuts;
using Checkpoint.DeviceSim.Scenarios.Reliability;
using Checkpoint.DeviceSim.World.Truth;
using Checkpoint.Gateway.Time;

namespace Checkpoint.DeviceSim.Scenarios.Soak;

/// <summary>
/// Cuts the power of a virtual machine in which a whole site works. A cut is a moment: the disk as it would be found, and the
/// truth up to then. Each one is mounted by a freshly booted kernel, goes on here until all has drained, and is audited; the
/// machine meanwhile stands still. Now and then the machine itself boots again, from what the last cut has left it.
/// </summary>
/// <param name="cuts">How many.</param>
public sealed class PowerCutSoak(int cuts, int seed, VirtualBoard board, TextWriter output)
{
    private const int CutsABoot = 15;
    private const int Gates = 2;

    /// <summary>Every other cut comes at a write of the disk, which a random millisecond rarely meets.</summary>
    private const double AtWriteShare = 0.5;

    private const int MostWrites = 100;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestGoingOn = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPoweredOff = TimeSpan.FromHours(8);
    private static readonly TimeSpan MountTimeout = TimeSpan.FromMinutes(2);

    private readonly SoakLedger _ledger = new(output);
    private readonly Random _random = new(seed);
    private int _done;
    private int _boots;
    private int _duringWrites;
    private long _undecided;
    private long _unflushed;
    private long _kept;
    private (long Made, long Stored) _last;

    /// <exception cref="OperationCanceledException">Stopped; everything has ended.</exception>
    public async Task<CampaignResult> RunAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        using var folder = new SoakFolder();
        var share = Directory.CreateDirectory(Path.Combine(folder.Path, "share")).FullName;
        await using var site = await PowerCutSite.CreateAsync(Path.Combine(folder.Path, "site"), share, Gates, seed, cancellation).ConfigureAwait(false);
        var disk = await site.MakeDiskAsync(Path.Combine(folder.Path, "new.img")).ConfigureAwait(false);
        var boots = (cuts + CutsABoot - 1) / CutsABoot;
        while (_done < cuts && !_ledger.HasFailedTooOften)
        {
            var clock = HereSince() - (boots - _boots++) * LongestPoweredOff + _random.NextDouble() * LongestPoweredOff / 2;
            await using var machine = BoardMachine.Boot(board, folder.Path, share, clock, site.Script(), disk, site.TruthFiles);
            await machine.UntilWorkingAsync(cancellation).ConfigureAwait(false);
            var last = await CutOftenAsync(site, machine, cancellation).ConfigureAwait(false);
            disk = last.Disk.Image;
            site.Restore(last);
        }

        return Result(watch.Elapsed);
    }

    /// <summary>
    /// When this computer was booted, on which gates go on after a cut: for them it is the boot after the machine's, which therefore
    /// has to be over by then.
    /// </summary>
    private static DateTime HereSince() => DateTime.UtcNow - TimeSpan.FromMicroseconds(new LinuxBoardClock().Now.BoottimeMicroseconds);

    /// <returns>The last cut, with which the machine is not let go on.</returns>
    private async Task<PowerCut> CutOftenAsync(PowerCutSite site, BoardMachine machine, CancellationToken cancellation)
    {
        for (var inBoot = 1; ; inBoot++)
        {
            var isAtWrite = _random.NextDouble() < AtWriteShare;
            await Task.Delay(_random.NextDouble() * LongestWait, cancellation).ConfigureAwait(false);
            var cut = await machine.CutAsync(isAtWrite ? _random.Next(1, MostWrites) : 0, _random, cancellation).ConfigureAwait(false);
            await machine.StopAsync(cancellation).ConfigureAwait(false);
            await _ledger.RunAsync($"power cut {_done + 1}", trial => TryAsync(site, cut, trial, isAtWrite, cancellation)).ConfigureAwait(false);
            if (++_done == cuts || inBoot == CutsABoot || _ledger.HasFailedTooOften)
                return cut;
            await machine.ContinueAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task<(IReadOnlyList<GateAudit> Audits, string Done)> TryAsync(
        PowerCutSite site, PowerCut cut, string folder, bool isAtWrite, CancellationToken cancellation)
    {
        var (found, image) = (Path.Combine(folder, "as-found.img"), Path.Combine(folder, "mounted.img"));
        DiskImage.Write(found, cut.Disk.Image);
        DiskImage.Write(image, cut.Disk.Image);
        var undecided = Count(cut, folder);
        await MountAsync(image, cancellation).ConfigureAwait(false);
        var audits = await site.GoOnAsync(image, cut, _random.NextDouble() * LongestGoingOn, cancellation).ConfigureAwait(false);
        if (audits.Any(audit => audit.Findings.Count > 0))
            site.MoveTo(Path.Combine(folder, "site"));
        _last = (audits.Sum(audit => audit.Made), audits.Sum(audit => audit.Stored));
        var moment = isAtWrite ? "at a write of the disk" : "at a random moment";
        return (audits, $"{moment}, {undecided} records undecided, {cut.Disk.KeptSectors} of {cut.Disk.UnflushedSectors} unflushed sectors kept");
    }

    /// <returns>Records that gates were just making durable.</returns>
    private int Count(PowerCut cut, string folder)
    {
        var undecided = 0;
        foreach (var (gate, truth) in cut.Truths)
        {
            var file = TruthLog.FileOf(folder, gate);
            File.WriteAllBytes(file, truth);
            undecided += GateTruth.From(gate, TruthLog.Read(file)).UndecidedAtEnd;
        }

        _duringWrites += undecided > 0 ? 1 : 0;
        _undecided += undecided;
        _unflushed += cut.Disk.UnflushedSectors;
        _kept += cut.Disk.KeptSectors;
        return undecided;
    }

    /// <summary>The board's own kernel recovers the file system, as it would on the next boot.</summary>
    private async Task MountAsync(string image, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await using var fresh = board.Boot(image + ".console.log", ["--disk", image, "--share", Path.GetDirectoryName(image)!], "true");
        if (await fresh.WaitForExitAsync(MountTimeout).ConfigureAwait(false) is not 0 and var exitCode)
            throw new InvalidOperationException($"the disk could not be mounted after the cut ({exitCode}):\n{fresh.ReadLogTail()}");
    }

    /// <summary>The site's history goes on from cut to cut, so its records count once.</summary>
    private CampaignResult Result(TimeSpan took) => _ledger.Result(
        "power-cuts",
        "power cut of gates, broker, cloud and embedded store at once",
        $"./checkpoint soak --power-cuts {cuts} --seed {seed}",
        (_done, "cuts"),
        took,
        $"{_duringWrites} of {_done} cuts met records just being made durable, {_undecided} in all; {_unflushed} sectors of "
            + $"{VolatileDisk.SectorBytes} bytes were written and not flushed, of which {_kept} survived. The machine "
            + $"booted {_boots} times, each time but the first from what a cut had left.",
        _last);
}
