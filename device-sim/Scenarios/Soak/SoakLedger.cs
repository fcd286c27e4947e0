using Checkpoint.DeviceSim.Scenarios.Audit;
using Checkpoint.DeviceSim.Scenarios.Reliability;

namespace Checkpoint.DeviceSim.Scenarios.Soak;

/// <summary>What the rounds of a campaign add up to. Of each round only its figures stay in memory.</summary>
/// <param name="output">Gets a line for each round.</param>
public sealed class SoakLedger(TextWriter output)
{
    private const int MostDetails = 20;

    /// <summary>A site that does not even start any more would else fail all night.</summary>
    private const int MostFailures = 3;

    private readonly List<string> _details = [];
    private int _failures;

    public AuditTally Tally { get; private set; } = new();

    public IReadOnlyList<string> Details => _details;

    public bool HasFailedTooOften => _failures >= MostFailures;

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
            Tally += new AuditTally { Other = 1 };
            folder.Keep();
            Tell($"{name}: came to no end: {failed.Message}", folder);
        }
    }

    private void Add(string name, IReadOnlyList<GateAudit> audits, string done, SoakFolder folder)
    {
        var tally = AuditTally.Of(audits);
        Tally += tally;
        output.WriteLine($"{name}: {done}; {tally.Made} records made, {tally.Stored} stored, {tally.Findings} findings");
        if (tally.Findings == 0)
            return;
        folder.Keep();
        foreach (var finding in audits.SelectMany(audit => audit.Findings))
            Tell($"{name}: {finding}", folder);
    }

    private void Tell(string detail, SoakFolder folder)
    {
        if (_details.Count >= MostDetails)
            return;
        _details.Add($"{detail} ({folder.Path})");
        output.WriteLine(_details[^1]);
    }
}
