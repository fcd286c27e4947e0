namespace Checkpoint.DeviceSim.Faults.Disk;

/// <summary>Who has which lock file of a simulated disk; for one disk's gate.</summary>
internal sealed class DiskClaims(Lock gate)
{
    private readonly Dictionary<string, object> _claims = new(StringComparer.Ordinal);

    /// <exception cref="IOException">Another has it.</exception>
    public IDisposable Take(string lockFile)
    {
        var claim = new Claim(this, lockFile);
        return _claims.TryAdd(lockFile, claim) ? claim : throw new IOException($"{lockFile}: in use");
    }

    /// <summary>As a power cut does: whoever lets go of one afterwards lets go of nothing.</summary>
    public void Clear() => _claims.Clear();

    private void Release(string lockFile, Claim claim)
    {
        lock (gate)
        {
            if (_claims.GetValueOrDefault(lockFile) == claim)
                _claims.Remove(lockFile);
        }
    }

    private sealed class Claim(DiskClaims claims, string lockFile) : IDisposable
    {
        public void Dispose() => claims.Release(lockFile, this);
    }
}
