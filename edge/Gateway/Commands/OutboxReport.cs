using System.Globalization;
using System.Text;
using System.Text.Json;
using Checkpoint.Contract;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Gateway.Commands;

/// <summary>What <c>outbox show</c> says.</summary>
internal sealed class OutboxReport
{
    private readonly List<StreamLine> _streams = [];
    private readonly SortedDictionary<string, long> _pending = new(StringComparer.Ordinal);
    private readonly List<string> _boots = [];
    private long _withoutTime;
    private RecordTime? _oldest;
    private FileInfo _file = null!;

    public static OutboxReport Of(OutboxContents contents, FileInfo file)
    {
        var report = new OutboxReport { _file = file };
        foreach (var stream in contents.Book.Streams)
            report._streams.Add(StreamLine.Of(stream));
        foreach (var (_, _, row) in contents.Rows().Where(row => row.State == "pending"))
            report.AddPending(row);
        foreach (var boot in contents.Book.Boots)
        {
            report._boots.Add(boot.Offset is { } offset
                ? string.Create(CultureInfo.InvariantCulture, $"{boot.BootId} {WireName.Of(offset.Quality)}, within {offset.ErrorMicroseconds / 1000.0:0.###} ms")
                : $"{boot.BootId} does not know the time");
        }

        return report;
    }

    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{_file.FullName}: {_file.Length} bytes");
        foreach (var stream in _streams)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"stream {stream.Id} of board {stream.Board}: made {stream.Made}, pending {stream.Pending}, delivered {stream.Delivered}, refused {stream.Rejected.Sum(range => range.Seqs.Count)}, dropped {stream.Dropped}");
            foreach (var refused in stream.Rejected)
                text.AppendLine(CultureInfo.InvariantCulture, $"  refused {refused.Seqs}: {refused.Reason}");
        }

        text.AppendLine("pending: " + (_pending.Count == 0 ? "none" : string.Join(", ", _pending.Select(kind => $"{kind.Key} {kind.Value}"))));
        if (_oldest is { } oldest)
            text.AppendLine(CultureInfo.InvariantCulture, $"oldest pending: {oldest.Instant:yyyy-MM-dd HH:mm:ss}Z");
        if (_withoutTime > 0)
            text.AppendLine(CultureInfo.InvariantCulture, $"{_withoutTime} of them wait for their time");
        foreach (var boot in _boots.TakeLast(5))
            text.AppendLine("boot " + boot);
        return text.ToString();
    }

    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("file", _file.FullName);
            json.WriteNumber("bytes", _file.Length);
            json.WriteStartArray("streams");
            foreach (var stream in _streams)
                stream.Write(json);
            json.WriteEndArray();
            json.WriteStartObject("pending");
            foreach (var (kind, count) in _pending)
                json.WriteNumber(kind, count);
            json.WriteEndObject();
            json.WriteNumber("without_time", _withoutTime);
            if (_oldest is { } oldest)
                json.WriteNumber("oldest_time_us", oldest.Microseconds);
            json.WriteStartArray("boots");
            foreach (var boot in _boots)
                json.WriteStringValue(boot);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private void AddPending(StoredRow row)
    {
        var kind = KeepClasses.Of(row.Record).ToString();
        _pending[kind] = _pending.GetValueOrDefault(kind) + 1;
        if (!row.Time.IsKnown)
            _withoutTime++;
        else if (_oldest is null || row.Time.Microseconds < _oldest.Value.Microseconds)
            _oldest = row.Time;
    }

    private sealed record StreamLine(
        StreamId Id, string Board, long Made, long Pending, long Delivered, long Dropped, List<SettledRange> Rejected)
    {
        public static StreamLine Of(StreamEntry stream)
        {
            var rejected = stream.Settled.Ranges.Where(range => range.State == SettledState.Rejected).ToList();
            var delivered = stream.Settled.Count - rejected.Sum(range => range.Seqs.Count);
            return new StreamLine(stream.Stream, stream.Board, stream.MadeThrough, stream.Depth, delivered, stream.Dropped, rejected);
        }

        public void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("stream", Id.ToString());
            json.WriteString("board", Board);
            json.WriteNumber("made", Made);
            json.WriteNumber("pending", Pending);
            json.WriteNumber("delivered", Delivered);
            json.WriteNumber("dropped", Dropped);
            json.WriteStartArray("rejected");
            foreach (var range in Rejected)
            {
                json.WriteStartObject();
                json.WriteString("seqs", range.Seqs.ToString());
                json.WriteString("reason", range.Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    }
}
