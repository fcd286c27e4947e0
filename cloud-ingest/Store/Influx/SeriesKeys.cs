using System.Text;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Store.Influx;

/// <summary>
/// The series keys (measurement and tags, escaped, sorted by tag as InfluxDB wants them) of one stream at one place, made
/// when first needed: a line then begins with one copy of memory.
/// </summary>
internal sealed class SeriesKeys(GateId gate, StreamId stream, Place place)
{
    private readonly Dictionary<int, byte[]> _keys = [];

    public byte[] Of(Screening record) => Find(0, (int)record.Outcome, (int)record.Quality) ?? Add(
        (0, (int)record.Outcome, (int)record.Quality),
        Measurements.Screening,
        ("outcome", WireName.Of(record.Outcome)),
        ("quality", WireName.Of(record.Quality)));

    public byte[] Of(Passage record) => Find(1, (int)record.Direction, (int)record.End) ?? Add(
        (1, (int)record.Direction, (int)record.End),
        Measurements.Passage,
        ("direction", WireName.Of(record.Direction)),
        ("end", WireName.Of(record.End)));

    public byte[] Of(GateEvent record) => Find(2, (int)record.Type, 0)
        ?? Add((2, (int)record.Type, 0), Measurements.Event, ("type", WireName.Of(record.Type)));

    public byte[] Of(Summary record) => Find(3, (int)record.Span, 0)
        ?? Add((3, (int)record.Span, 0), Measurements.Summary, ("span", WireName.Of(record.Span)));

    public byte[] OfHealth() => Find(4, 0, 0) ?? Add((4, 0, 0), Measurements.Health);

    private static int Number(int kind, int first, int second) => kind << 16 | first << 8 | second;

    private byte[]? Find(int kind, int first, int second) => _keys.GetValueOrDefault(Number(kind, first, second));

    private byte[] Add((int Kind, int First, int Second) number, string measurement, params (string Name, string Value)[] own)
    {
        (string Name, string Value)[] common =
        [
            ("community", place.Community), ("district", place.District), ("gate", gate.Value),
            ("stream", stream.ToString()), ("street", place.Street),
        ];
        var tags = common.Concat(own).OrderBy(tag => tag.Name, StringComparer.Ordinal)
            .Select(tag => $",{tag.Name}={EscapeTag(tag.Value)}");
        var key = Encoding.UTF8.GetBytes(measurement + string.Concat(tags) + " ");
        _keys.Add(Number(number.Kind, number.First, number.Second), key);
        return key;
    }

    /// <summary>InfluxDB line protocol, "Special characters": comma, equals sign and space in tag values.</summary>
    internal static string EscapeTag(string value) => value.Replace(",", @"\,").Replace("=", @"\=").Replace(" ", @"\ ");
}
