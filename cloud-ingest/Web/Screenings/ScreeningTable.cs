using System.Globalization;
using System.Text;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Web.Reports;
using Checkpoint.Contract;
using Checkpoint.Contract.Csv;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Web.Screenings;

/// <summary>
/// Screenings as a CSV table, sent page by page. When the database fails on the way the connection is broken off: a table that
/// lacks its end must not look like a whole one.
/// </summary>
/// <param name="first">The first page of the query, from which the others follow.</param>
/// <param name="zone">In which times are told, each with its offset from UTC.</param>
/// <param name="area">For the file's name.</param>
internal sealed class ScreeningTable(
    IRecordStore store, ScreeningQuery query, IReadOnlyList<StoredRecord> first, Look look, ExcludedHours excluded, GateRegistry registry, TimeZoneInfo zone,
    string area) : IResult
{
    private static readonly string[] Columns =
    [
        "time", "time_error_us", "gate", "gate_zh", "gate_en", "district", "street", "community", "outcome", "quality", "reason", "body_c", "surface_c",
        "ambient_c", "air_c", "threshold_c", "samples", "dwell_ms", "model", "model_version", "maintenance", "excluded", "stream", "seq", "first_seq",
    ];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        CsvAnswer.Begin(httpContext.Response, FileName());
        using var buffer = new MemoryStream();
        await using var text = new StreamWriter(buffer, CsvAnswer.Encoding, leaveOpen: true);
        await using var table = new CsvTableWriter(text, Columns);
        try
        {
            for (var page = first; ; page = await store.ScreeningsAsync(query with { After = ScreeningKey.Of(page[^1]) }, httpContext.RequestAborted))
            {
                look.Count(page.Count);
                foreach (var stored in page)
                    Write(table, stored);
                await table.FlushAsync();
                await text.FlushAsync(httpContext.RequestAborted);
                await httpContext.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), httpContext.RequestAborted);
                buffer.SetLength(0);
                if (page.Count < query.Limit)
                    return;
            }
        }
        catch (StoreException exception)
        {
            httpContext.RequestServices.GetRequiredService<ILogger<ScreeningTable>>()
                .LogError("A table of screenings was broken off after {Rows} rows: {Fault}", look.Rows, exception.Fault);
            httpContext.Abort();
        }
    }

    private string FileName() => string.Create(CultureInfo.InvariantCulture, $"screenings-{area}-{Day(query.FromNs)}-{Day(query.ToNs - 1)}.csv");

    private string Day(long nanoseconds) => InZone(DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / 100)).ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private DateTimeOffset InZone(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone);

    private void Write(CsvTableWriter table, StoredRecord stored)
    {
        var record = (Screening)stored.Record;
        var name = registry.Gates.GetValueOrDefault(stored.Gate)?.At(record.Time.Instant).Name;
        table.Text(InZone(record.Time.Instant).ToString("yyyy-MM-ddTHH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture));
        table.Number(record.Time.ErrorMicroseconds);
        foreach (var cell in new[] { stored.Gate.Value, name?.Zh, name?.En, stored.Place.District, stored.Place.Street, stored.Place.Community })
            table.Text(cell);
        foreach (var word in new[] { WireName.Of(record.Outcome), WireName.Of(record.Quality), WireName.Of(record.Reason) })
            table.Text(word);
        foreach (var celsius in new[] { record.BodyCentiC, record.SurfaceCentiC, record.AmbientCentiC, record.AirCentiC, record.ThresholdCentiC })
            table.Hundredths(celsius);
        table.Number(record.SampleCount);
        table.Number(record.DwellMs);
        table.Text(WireName.Of(record.Model));
        table.Number(record.ModelVersion);
        table.Text(Flag(record.Maintenance));
        table.Text(Flag(excluded.Holds(stored.Gate.Value, record.Time.Instant.ToUnixTimeSeconds())));
        table.Text(stored.Stream.ToString());
        table.Number(record.Seq);
        table.Number(record.FirstSeq ?? record.Seq);
        table.EndRow();
    }

    private static string Flag(bool value) => value ? "true" : "false";
}
