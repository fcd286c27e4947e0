using System.Text.Json;
using Checkpoint.Contract;

namespace Checkpoint.DeviceSim.World.Truth;

/// <summary>
/// A gate's truth on disk, one JSON line an entry, handed to the kernel at once: it outlives a kill of this process (not a
/// power cut, which only the gate's own outbox has to survive). Safe from any thread.
/// </summary>
public sealed class TruthLog : IDisposable
{
    private readonly FileStream _file;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();

    private TruthLog(FileStream file, TimeProvider clock) => (_file, _clock) = (file, clock);

    public static string FileOf(string folder, GateId gate) => Path.Combine(folder, $"{gate}.truth.jsonl");

    /// <summary>Goes on after what an earlier process wrote.</summary>
    public static TruthLog Open(string folder, GateId gate, int seed, TimeProvider clock)
    {
        Directory.CreateDirectory(folder);
        var file = new FileStream(FileOf(folder, gate), FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var log = new TruthLog(file, clock);
        file.WriteByte((byte)'\n'); // ends a line that a kill may have left half written
        log.Write(new SimulationBegun(gate, seed));
        return log;
    }

    public void Write(TruthEntry entry)
    {
        lock (_gate)
        {
            var now = RecordTime.At(_clock.GetUtcNow(), TimeSpan.Zero).Microseconds;
            _file.Write([.. TruthJson.Write(entry with { AtMicroseconds = now }), (byte)'\n']);
        }
    }

    /// <summary>
    /// All whole lines. Half lines stand only where a process was killed, before a <see cref="SimulationBegun"/> or at the
    /// end, and are left out.
    /// </summary>
    /// <exception cref="InvalidDataException">A line elsewhere is damaged.</exception>
    public static List<TruthEntry> Read(string file)
    {
        var entries = new List<TruthEntry>();
        string? damaged = null;
        foreach (var line in File.ReadLines(file).Where(line => line.Length > 0))
        {
            var entry = TryRead(line);
            if (damaged is not null && entry is not SimulationBegun)
                throw new InvalidDataException($"{file}: not a line of a truth: {damaged}");
            damaged = entry is null ? line : null;
            if (entry is not null)
                entries.Add(entry);
        }

        return entries;
    }

    public void Dispose() => _file.Dispose();

    private static TruthEntry? TryRead(string line)
    {
        try
        {
            return TruthJson.Read(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
