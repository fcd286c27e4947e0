using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Gateway.Maintenance;

/// <summary>Marks what is made while the gate is being worked on; the lane marks its own, in its own order.</summary>
internal sealed class MarkedSink(IRecordSink sink, MaintenanceWatch maintenance) : IRecordSink
{
    public Task<IReadOnlyList<long>> AppendAsync(IReadOnlyList<MadeRecord> records, CancellationToken cancellation) => sink.AppendAsync(
        maintenance.IsOn ? [.. records.Select(made => made with { Record = made.Record with { Maintenance = true } })] : records,
        cancellation);
}
