using System.Diagnostics.Metrics;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Ingest;

/// <summary>
/// What registered gates say of themselves, added up: no gate is named, so that ten thousand are as many lines as one. Only by the
/// process that hears them; several share them, and each tells of those that it has heard.
/// </summary>
internal sealed class GateGauges(RegistryWatch registry, GateWatch watch, TimeSpan silentAfter, TimeProvider clock)
{
    public void Add(IMeterFactory meters)
    {
        var meter = meters.Create("checkpoint.gates");
        meter.CreateObservableGauge("checkpoint_gates", States, null, "Registered gates: closed, speaking, silent, or not heard since this process started");
        meter.CreateObservableGauge("checkpoint_gates_clock", Clocks, null, "Gates by where they know the time from");
        Sum("checkpoint_gates_outbox_records", "Records that gates have and the database does not, as they said last", health => health.OutboxDepth);
        Sum("checkpoint_gates_shed_records", "Records that gates dropped for want of space before the database had them", health => health.OutboxShed);
        Sum("checkpoint_gates_refused_records", "Records that the cloud refused for good and gates keep apart", health => health.OutboxRejected);
        Sum("checkpoint_gates_overfull", "Gates that have no room but by dropping fevers", health => health.OutboxOverfull ? 1 : 0);
        meter.CreateObservableGauge(
            "checkpoint_gates_outbox_oldest",
            () => Healths().Select(health => health.OutboxOldestSeconds).DefaultIfEmpty(0).Max(),
            "s",
            "Age of the oldest record that a gate has and the database does not, as it said last");

        void Sum(string name, string help, Func<Health, long> value) =>
            meter.CreateObservableGauge(name, () => Healths().Sum(value), null, help);
    }

    private IEnumerable<Health> Healths() =>
        registry.Current.Gates.Keys.Select(gate => watch.Find(gate)?.Health).OfType<Health>();

    private IEnumerable<Measurement<long>> States()
    {
        var now = clock.GetUtcNow();
        return Count("state", ["closed", "speaking", "silent", "not_heard"], registry.Current.Gates.Values.Select(gate => StateOf(gate, now)));
    }

    private IEnumerable<Measurement<long>> Clocks() =>
        Count("quality", Enum.GetValues<ClockQuality>().Select(WireName.Of), Healths().Select(health => WireName.Of(health.ClockQuality)));

    private string StateOf(RegisteredGate gate, DateTimeOffset now)
    {
        if (gate.Closures.Any(closure => closure.From <= now && (closure.Until is null || closure.Until > now)))
            return "closed";
        return watch.Find(gate.Id) is not { } seen ? "not_heard" : now - seen.LastSeen <= silentAfter ? "speaking" : "silent";
    }

    /// <summary>Every value has its number, zero too.</summary>
    private static IEnumerable<Measurement<long>> Count(string label, IEnumerable<string> values, IEnumerable<string> found)
    {
        var counts = found.CountBy(value => value).ToDictionary(StringComparer.Ordinal);
        return values.Select(value => new Measurement<long>(counts.GetValueOrDefault(value), KeyValuePair.Create<string, object?>(label, value)));
    }
}
