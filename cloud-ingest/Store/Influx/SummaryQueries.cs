using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Store.Influx;

/// <summary>Reads summaries by their <see cref="PackedSums"/>, and those that an earlier version wrote by all their fields.</summary>
internal sealed class SummaryQueries(InfluxClient client)
{
    public async Task<IReadOnlyList<StreamSum>> SumStreamsAsync(SummarySpan span, IReadOnlyList<SummaryPart> parts, CancellationToken cancellation)
    {
        var all = new Dictionary<(RecordSource, Place, long), StreamSum>();
        foreach (var statements in parts.Chunk(InfluxQl.MaxStatements))
        {
            var (sums, unpacked) = (statements.Select(_ => new StreamSums()).ToArray(), new (long From, long To)?[statements.Length]);
            var query = string.Join(";", statements.Select(one => InfluxQl.PackedSums(span, one)));
            await foreach (var series in client.QueryAsync(query, cancellation))
                Take(series, sums[series.Statement], ref unpacked[series.Statement]);
            for (var part = 0; part < statements.Length; part++)
            {
                if (unpacked[part] is { } times)
                    await AddUnpackedAsync(span, statements[part], times, sums[part], cancellation);
                foreach (var sum in sums[part].All)
                    all[(new RecordSource(sum.Gate, sum.Stream), sum.Place, sum.StartSeconds)] = sum;
            }
        }

        return [.. all.Values];
    }

    /// <param name="unpacked">Storage times between which there are records without packed sums.</param>
    private static void Take(InfluxSeries series, StreamSums sums, ref (long From, long To)? unpacked)
    {
        var (gate, stream) = (GateId.Parse(series.Tag("gate")), StreamOf(series.Tag("stream")));
        var place = new Place(series.Tag("district"), series.Tag("street"), series.Tag("community"));
        foreach (var row in series.Rows)
        {
            if (row.Text(InfluxQl.Sums) is { } packed)
            {
                sums.Add(gate, stream, place, row.Integer("start_s") ?? throw Unreadable("no start_s"), new PackedSums(packed));
                continue;
            }

            var time = row.Integer("time") ?? throw Unreadable("no time");
            unpacked = unpacked is { } times ? (Math.Min(times.From, time), Math.Max(times.To, time)) : (time, time);
        }
    }

    private async Task AddUnpackedAsync(SummarySpan span, SummaryPart part, (long From, long To) times, StreamSums sums, CancellationToken cancellation)
    {
        await foreach (var series in client.QueryAsync(InfluxQl.WholeSummaries(span, part, times.From, times.To), cancellation))
        {
            foreach (var row in series.Rows.Where(row => row.Text(InfluxQl.Sums) is null))
            {
                var stored = InfluxRecords.Read(Measurements.Summary, row);
                var summary = (Summary)stored.Record;
                sums.Add(stored.Gate, stored.Stream, stored.Place, summary.StartSeconds, PackedSums.Of(summary));
            }
        }
    }

    private static StreamId StreamOf(string text) => StreamId.TryParse(text, out var stream) ? stream : throw Unreadable($"stream '{text}'");

    private static StoreException Unreadable(string detail) => new(new StoreFault(StoreFaultKind.Unreadable, $"{Measurements.Summary}: {detail}"));
}
