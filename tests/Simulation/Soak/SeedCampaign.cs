using System.Diagnostics;
using System.Globalization;
using Checkpoint.DeviceSim.Scenarios.Reliability;
using Checkpoint.Tests.Simulation.Auditing;

namespace Checkpoint.Tests.Simulation.Soak;

/// <summary>Runs one simulated world for each of many seeds.</summary>
internal sealed class SeedCampaign(long firstSeed, int seeds, TextWriter output, CancellationToken stop)
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(10);

    private readonly Dictionary<FindingKind, long> _findings = [];
    private readonly List<long> _errors = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _told;
    private TimeSpan _virtual;
    private long _done;
    private long _made;
    private long _stored;
    private long _failed;

    public CampaignResult Run()
    {
        for (var seed = firstSeed; seed < firstSeed + seeds; seed++)
        {
            stop.ThrowIfCancellationRequested();
            Add(Simulation.Run(seed));
            if (_watch.Elapsed - _told > TellEvery)
                Tell();
        }

        Tell();
        return Result();
    }

    private void Add(SimulationResult result)
    {
        _done++;
        _made += result.Made;
        _stored += result.Stored;
        _virtual += result.Plan.Duration;
        _errors.AddRange(result.ConnectedErrors);
        foreach (var finding in result.Findings)
            _findings[finding.Kind] = _findings.GetValueOrDefault(finding.Kind) + 1;
        if (result.IsWell)
            return;
        _failed++;
        output.WriteLine($"seed {result.Plan.Seed}: {result.FindingCount} findings; replay: ./checkpoint soak --replay {result.Plan.Seed} --trace");
        foreach (var finding in result.Findings.Take(5))
            output.WriteLine($"  {finding}");
    }

    private void Tell()
    {
        _told = _watch.Elapsed;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_done} of {seeds} seeds, {_done / _watch.Elapsed.TotalSeconds:0.0}/s, {_virtual.TotalHours:0} h simulated, {_made} records made, {_stored} stored, {_failed} seeds with findings"));
    }

    private CampaignResult Result()
    {
        _errors.Sort();
        var p99 = _errors.Count == 0 ? 0 : _errors[_errors.Count * 99 / 100] / 1000.0;
        return new CampaignResult
        {
            Name = "simulation",
            Fault = "everything at once, in a deterministic simulation",
            Command = $"./checkpoint soak --seeds {seeds} --first-seed {firstSeed}",
            Trials = _done,
            TrialsAre = "seeds",
            Made = _made,
            Stored = _stored,
            Lost = Of(FindingKind.Lost, FindingKind.DeliveredTooEarly),
            Doubled = Of(FindingKind.Doubled),
            WronglyTimed = Of(FindingKind.WronglyTimed, FindingKind.TimeChanged),
            OtherFindings = _findings.Where(kind => kind.Key is not (FindingKind.Lost or FindingKind.DeliveredTooEarly or FindingKind.Doubled
                or FindingKind.WronglyTimed or FindingKind.TimeChanged)).Sum(kind => kind.Value),
            Day = DateOnly.FromDateTime(DateTime.UtcNow),
            Hours = _watch.Elapsed.TotalHours,
            Note = string.Create(
                CultureInfo.InvariantCulture,
                $"{_virtual.TotalHours:0} simulated hours; times of {_errors.Count} records made while connected were within {p99:0.0} ms for 99 of 100"),
        };
    }

    private long Of(params FindingKind[] kinds) => kinds.Sum(kind => _findings.GetValueOrDefault(kind));
}
