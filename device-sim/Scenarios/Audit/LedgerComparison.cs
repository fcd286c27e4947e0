using System.Text.Json;
using Checkpoint.Contract;

namespace Checkpoint.DeviceSim.Scenarios.Audit;

/// <summary>The database's ledger against what was made. Pure.</summary>
public static class LedgerComparison
{
    private const int MostFaults = 10;

    /// <param name="made">Records made in each stream there ever was.</param>
    /// <param name="ledger">Lines of <c>checkpoint-cloud ledger --json</c>.</param>
    /// <returns>The first faults; none when each stream's records are stored, once.</returns>
    public static IReadOnlyList<string> Compare(IReadOnlyDictionary<(GateId Gate, StreamId Stream), long> made, IEnumerable<string> ledger)
    {
        var faults = new List<string>();
        var unseen = made.Where(stream => stream.Value > 0).Select(stream => stream.Key).ToHashSet();
        foreach (var line in ledger)
        {
            using var json = JsonDocument.Parse(line);
            var entry = json.RootElement;
            var gate = GateId.Parse(entry.GetProperty("gate").GetString()!);
            if (!StreamId.TryParse(entry.GetProperty("stream").GetString(), out var stream) || !made.TryGetValue((gate, stream), out var count))
                faults.Add($"{gate}: a stream that it never had: {entry.GetProperty("stream").GetString()}");
            else if (FaultOf(entry, count) is { } fault)
                faults.Add($"{gate}: {fault}");
            unseen.Remove((gate, stream));
        }

        faults.AddRange(unseen.Select(key => $"{key.Gate}: {made[key]} made, none in the database"));
        return [.. faults.Take(MostFaults)];
    }

    private static string? FaultOf(JsonElement entry, long made)
    {
        var stored = entry.GetProperty("stored").GetInt64();
        var missing = entry.GetProperty("missing_count").GetInt64();
        var doubled = entry.GetProperty("doubled_count").GetInt64();
        return stored == made && missing == 0 && doubled == 0
            ? null
            : $"{made} made, {stored} in the database, {missing} missing, {doubled} doubled";
    }
}
