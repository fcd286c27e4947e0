using Checkpoint.DeviceSim.Scenarios.Audit;
using Checkpoint.DeviceSim.Scenarios.Reliability;

namespace Checkpoint.DeviceSim.Scenarios.Soak;

/// <summary>What the rounds of a campaign add up to. Of each round only its figures stay in memory.</summary>
/// <param name="output">Gets a line for each round.</param>
public sealed class SoakLedger(TextWriter output)
{
    /// <summary>Of findings, beside which a round that came to no end is told whatever else was.</summary>
    private const int MostDetails = 20;

    /// <summary>A site that does not even start any more would else fail all night.</summary>
    private const int MostFailures = 3;

    private readonly List<string> _details = [];
    private int _failures;
    private AuditTally _tally = new();

    public bool HasFailedTooOften => _failures >= MostFailures;

    /// <summary>Runs rounds, each with a seed of its own that follows the one before, until all is done or too many came to no end.</summary>
    /// <param name="round">Takes its folder, its seed's distance from the first, and how many faults fall to it.</param>
    /// <returns>How many faults there were.</returns>
    public async Task<int> RunRoundsAsync(
        string name, int seed, int faults, int faultsARound, Func<string, int, int, Task<(IReadOnlyList<GateAudit> Audits, string Done)>> round)
    {
        var done = 0;
        for (var number = 0; done < faults && !HasFailedTooOften; number++)
        {
            var (current, count) = (number, Math.Min(faultsARound, faults - done));
            await RunAsync($"{name}, seed {seed + number}", folder => round(folder, current, count)).ConfigureAwait(false);
            done += count;
        }

        return done;
    }

    /// <summary>Runs a round in a folder of its own, which is kept if the audits find anything or the round comes to no end.</summary>
    /// <param name="round">Gives its audits and, in words, what was done.</param>
    /// <exception cref="FileNotFoundException">A program is missing: no fault of the system's.</exception>
    public async Task RunAsync(string name, Func<string, Task<(IReadOnlyList<GateAudit> Audits, string Done)>> round)
    {
        using var folder = new SoakFolder();
        try
        {
            var (audits, done) = await round(folder.Path).ConfigureAwait(false);
            Add(name, audits, done, folder);
        }
        catch (Exception failed) when (failed is InvalidOperationException or TimeoutException or InvalidDataException
            || (failed is IOException and not FileNotFoundException))
        {
            _failures++;
            _tally += new AuditTally { Other = 1 };
            folder.Keep();
            Tell($"{name}: came to no end: {failed.Message}", folder);
        }
    }

    /// <summary>What the campaign has shown up to now.</summary>
    /// <param name="last">Where one history goes on from round to round, its last audit: its records count once. Null: each round made its own.</param>
    public CampaignResult Result(
        string name, string fault, string command, (long Count, string Are) trials, TimeSpan took, string note, (long Made, long Stored)? last = null) => new()
    {
        Name = name,
        Fault = fault,
        Command = command,
        Trials = trials.Count,
        TrialsAre = trials.Are,
        Made = last?.Made ?? _tally.Made,
        Stored = last?.Stored ?? _tally.Stored,
        Lost = _tally.Lost,
        Doubled = _tally.Doubled,
        WronglyTimed = _tally.WronglyTimed,
        OtherFindings = _tally.Other,
        Day = DateOnly.FromDateTime(DateTime.UtcNow),
        Hours = took.TotalHours,
        Note = note,
        Details = _details,
    };

    private void Add(string name, IReadOnlyList<GateAudit> audits, string done, SoakFolder folder)
    {
        var tally = AuditTally.Of(audits);
        _tally += tally;
        output.WriteLine($"{name}: {done}; {tally.Made} records made, {tally.Stored} stored, {tally.Findings} findings");
        if (tally.Findings == 0)
            return;
        folder.Keep();
        foreach (var finding in audits.SelectMany(audit => audit.Findings).Take(MostDetails - _details.Count))
            Tell($"{name}: {finding}", folder);
    }

    private void Tell(string detail, SoakFolder folder)
    {
        _details.Add($"{detail} ({folder.Path})");
        output.WriteLine(_details[^1]);
    }
}
