using Checkpoint.Contract;
using Checkpoint.Contract.Codec;

namespace Checkpoint.CloudIngest.Ingest;

/// <summary>Counts what is not of the contract, and logs it, each reason at most once a minute with how many there were.</summary>
internal sealed class MalformedLog(IngestMetrics metrics, TimeProvider clock, ILogger<MalformedLog> log)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();

    private readonly Dictionary<string, (long Logged, long Since)> _reasons = [];

    public void Note(GateId gate, Malformed fault) => Note(gate.Value, WireName.Of(fault.Reason), fault.Field);

    public void NoteTopic() => Note("?", "topic_unknown", "topic");

    private void Note(string gate, string reason, string field)
    {
        metrics.Malformed(reason);
        var now = clock.GetTimestamp();
        lock (_lock)
        {
            var known = _reasons.TryGetValue(reason, out var entry);
            if (known && clock.GetElapsedTime(entry.Logged, now) < Quiet)
            {
                _reasons[reason] = entry with { Since = entry.Since + 1 };
                return;
            }

            _reasons[reason] = (now, 0);
            log.LogWarning(
                "Malformed message from gate {Gate}: {Reason} in {Field} ({More} more of this kind since the last such line)",
                gate,
                reason,
                field,
                entry.Since);
        }
    }
}
