using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// Records of one gate on their way by hand: a line that says whose, a line for each record, a line that says how many and
/// carries the SHA-256 of all lines before it. JSON lines, so that people can look at them. Of any length: a line at a time is held.
/// </summary>
internal sealed class PortableFile(string path)
{
    public const int Version = 1;

    /// <summary>Of a line: a record's are some hundreds, the head has about a hundred for each stream.</summary>
    public const int MostLineCharacters = 1024 * 1024;

    /// <summary>Writes such a file's content.</summary>
    /// <returns>How many records it has.</returns>
    public static int Write(Stream file, PortableHead head, IEnumerable<PortableRecord> records)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0;
        WriteLine(LineOf(head));
        foreach (var record in records)
        {
            WriteLine(LineOf(record));
            count++;
        }

        WriteLine($$"""{"end":{{count}},"sha256":"{{Convert.ToHexStringLower(hash.GetCurrentHash())}}"}""");
        return count;

        void WriteLine(string line)
        {
            var bytes = Encoding.UTF8.GetBytes(line + "\n");
            hash.AppendData(bytes);
            file.Write(bytes);
        }
    }

    /// <summary>Reads all of it.</summary>
    /// <exception cref="PortableFileException">Not such a file, or not as it was written; names line and field.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public PortableHead Check()
    {
        var head = CheckEnd();
        foreach (var _ in Records())
        {
        }

        return head;
    }

    /// <summary>The records in turn, of a file that is as it was written.</summary>
    /// <exception cref="PortableFileException">As for <see cref="Check"/>.</exception>
    /// <exception cref="IOException">As above.</exception>
    public IEnumerable<PortableRecord> Records()
    {
        PortableHead? head = null;
        var (before, number) = ("", 0);
        foreach (var line in Lines())
        {
            if (number > 1)
                yield return ReadRecord(before, number, head!.Streams);
            head ??= ReadHead(line);
            (before, number) = (line, number + 1);
        }
    }

    private IEnumerable<string> Lines()
    {
        using var text = new StreamReader(path);
        var line = new StringBuilder();
        for (var number = 1; ; number++)
        {
            int next;
            while ((next = text.Read()) >= 0 && next != '\n')
            {
                if (line.Length == MostLineCharacters)
                    throw new PortableFileException(number, $"longer than {MostLineCharacters} characters");
                line.Append((char)next);
            }

            if (next < 0 && line.Length == 0)
                yield break;
            yield return line.ToString().TrimEnd('\r');
            line.Clear();
        }
    }

    private static string LineOf(PortableRecord record) =>
        $$"""{"stream":"{{record.Stream}}","time_us":{{record.Record.Time.Microseconds}},"time_error_us":{{record.Record.Time.ErrorMicroseconds}},"body":"{{BodyOf(record.Record)}}"}""";

    private static string BodyOf(GateRecord record) => Convert.ToBase64String(BatchCodec.EncodeOne(record with { Time = RecordTime.Unknown }));

    private static string LineOf(PortableHead head)
    {
        var streams = string.Join(",", head.Streams.Select(stream =>
            $$"""{"stream":"{{stream.Stream}}","board":"{{JsonEncodedText.Encode(stream.Board)}}","made_through":{{stream.MadeThrough}}}"""));
        return $$"""{"checkpoint_outbox":{{Version}},"gate":"{{head.Gate}}","streams":[{{streams}}]}""";
    }

    /// <summary>That all lines are there, as they were written.</summary>
    private PortableHead CheckEnd()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        PortableHead? head = null;
        var (last, number) = ("", 0);
        foreach (var line in Lines())
        {
            if (number > 0)
                hash.AppendData(Encoding.UTF8.GetBytes(last + "\n"));
            head ??= ReadHead(line);
            (last, number) = (line, number + 1);
        }

        if (head is null || number < 2)
            throw new PortableFileException(1, "the file has no head and no end");
        using var end = ParseLine(last, number);
        if (Whole(end.RootElement, "end", number, 0, int.MaxValue) is var count && count != number - 2)
            throw new PortableFileException(number, $"end: {count} records, but {number - 2} lines of them");
        if (Text(end.RootElement, "sha256", number) != Convert.ToHexStringLower(hash.GetCurrentHash()))
            throw new PortableFileException(number, "sha256: the lines before are not as they were written");
        return head;
    }

    private static PortableHead ReadHead(string line)
    {
        using var head = ParseLine(line, 1);
        var root = head.RootElement;
        if (Whole(root, "checkpoint_outbox", 1, 1, int.MaxValue) is var version && version != Version)
            throw new PortableFileException(1, $"checkpoint_outbox: version {version}; this program reads {Version}");
        if (!root.TryGetProperty("streams", out var list) || list.ValueKind != JsonValueKind.Array)
            throw new PortableFileException(1, "streams: not a list");
        var streams = list.EnumerateArray().Select(stream => new PortableStream(
            StreamOf(stream, 1), Text(stream, "board", 1), Whole(stream, "made_through", 1, 0, RecordLimits.MaxSeq))).ToList();
        return new PortableHead(Text(root, "gate", 1), streams);
    }

    private static PortableRecord ReadRecord(string line, int number, IReadOnlyList<PortableStream> streams)
    {
        using var parsed = ParseLine(line, number);
        var root = parsed.RootElement;
        var stream = StreamOf(root, number);
        if (streams.FirstOrDefault(known => known.Stream == stream) is not { } head)
            throw new PortableFileException(number, $"stream: {stream} is not one of the first line's");
        var body = new byte[line.Length];
        if (!Convert.TryFromBase64String(Text(root, "body", number), body, out var length)
            || !BatchCodec.TryDecodeOne(body.AsSpan(0, length), out var record, out _))
        {
            throw new PortableFileException(number, "body: not a record");
        }

        var whole = record with
        {
            Time = new RecordTime(
                Whole(root, "time_us", number, 1, long.MaxValue), Whole(root, "time_error_us", number, 1, long.MaxValue)),
        };
        if (RecordRules.Check(whole) is { } fault)
            throw new PortableFileException(number, $"body: {fault}");
        if (whole.Seq > head.MadeThrough)
            throw new PortableFileException(number, $"body: seq {whole.Seq} of a stream made to {head.MadeThrough}");
        return new PortableRecord(stream, whole);
    }

    private static JsonDocument ParseLine(string line, int number)
    {
        try
        {
            var parsed = JsonDocument.Parse(line);
            return parsed.RootElement.ValueKind == JsonValueKind.Object ? parsed : throw new PortableFileException(number, "not a JSON object");
        }
        catch (JsonException)
        {
            throw new PortableFileException(number, "not JSON");
        }
    }

    private static StreamId StreamOf(JsonElement element, int number) =>
        StreamId.TryParse(Text(element, "stream", number), out var stream) ? stream : throw new PortableFileException(number, "stream: not 16 hex digits");

    private static string Text(JsonElement element, string field, int number)
    {
        try
        {
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String)
                return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new PortableFileException(number, $"{field}: half of a character");
        }

        throw new PortableFileException(number, $"{field}: missing, or not a text");
    }

    private static long Whole(JsonElement element, string field, int number, long least, long most) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var whole) && whole >= least && whole <= most
            ? whole
            : throw new PortableFileException(number, $"{field}: missing, or not a whole number from {least} to {most}");
}

/// <summary>Whose records follow, and the streams that they are of.</summary>
internal sealed record PortableHead(string Gate, IReadOnlyList<PortableStream> Streams);

/// <summary>A stream that some of the records are of, and how far it was made.</summary>
internal sealed record PortableStream(StreamId Stream, string Board, long MadeThrough);

/// <summary>A record with seq and time.</summary>
internal sealed record PortableRecord(StreamId Stream, GateRecord Record);

/// <summary>What is wrong, and in which line.</summary>
internal sealed class PortableFileException(int line, string fault) : Exception($"line {line}: {fault}");
