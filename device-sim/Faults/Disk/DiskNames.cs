using System.Diagnostics.CodeAnalysis;

namespace Checkpoint.DeviceSim.Faults.Disk;

/// <summary>
/// Which name means which file, now and after a power cut: a name made, changed or removed is durable once its folder was
/// synced, and before that may be or not, each for itself.
/// </summary>
internal sealed class DiskNames
{
    private readonly Dictionary<string, DiskFile> _now = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DiskFile> _durable = new(StringComparer.Ordinal);
    private readonly List<Change> _unsynced = [];

    public IEnumerable<KeyValuePair<string, DiskFile>> All => _now.OrderBy(entry => entry.Key, StringComparer.Ordinal);

    public bool TryFind(string path, [NotNullWhen(true)] out DiskFile? file) => _now.TryGetValue(path, out file);

    public void Add(string path, DiskFile file) => Make(new Change([(path, file)]));

    public void Remove(string path) => Make(new Change([(path, null)]));

    /// <summary>As rename(2): whole or not at all, and over what has the name.</summary>
    public void Rename(string from, string to) => Make(new Change([(from, null), (to, _now[from])]));

    public void Sync(string folder)
    {
        foreach (var change in _unsynced.Where(change => change.IsIn(folder)))
            change.ApplyTo(_durable);
        _unsynced.RemoveAll(change => change.IsIn(folder));
    }

    /// <summary>The names as they are found after a power cut, each with its file as it is found then.</summary>
    public DiskNames AfterCrash(Random random)
    {
        foreach (var change in _unsynced.Where(_ => random.Next(2) == 0))
            change.ApplyTo(_durable);
        var left = new DiskNames();
        foreach (var (path, file) in _durable.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            left.AddDurable(path, file.AfterCrash(random));
        return left;
    }

    public void AddDurable(string path, DiskFile file) => _now[path] = _durable[path] = file;

    private void Make(Change change)
    {
        change.ApplyTo(_now);
        _unsynced.Add(change);
    }

    private sealed record Change((string Path, DiskFile? File)[] Names)
    {
        public bool IsIn(string folder) => Path.GetDirectoryName(Names[0].Path) == folder;

        public void ApplyTo(Dictionary<string, DiskFile> names)
        {
            foreach (var (path, file) in Names)
            {
                if (file is null)
                    names.Remove(path);
                else
                    names[path] = file;
            }
        }
    }
}
