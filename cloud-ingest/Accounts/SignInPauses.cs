using System.Net;
using System.Net.Sockets;

namespace Checkpoint.CloudIngest.Accounts;

/// <summary>
/// How long one must wait after failed sign-ins, by the name that was tried, whether or not there is such an account, and by
/// address. The first few cost nothing; then each doubles the wait. A try counts as failed from its beginning, so that many
/// at once gain nothing. Kept in memory: a restart forgets, and nobody outside can cause one.
/// </summary>
public sealed class SignInPauses(TimeProvider clock)
{
    public const int FreeOfName = 5;

    /// <summary>An office shares one address.</summary>
    public const int FreeOfAddress = 50;

    /// <summary>Long enough against guessing, short enough that nobody shuts somebody else out for a day.</summary>
    public static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(15);

    /// <summary>After which failures no more count.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromHours(12);

    private const int MaxRemembered = 100_000;

    private readonly Lock _lock = new();

    private readonly Dictionary<string, (int Failures, DateTimeOffset Last, DateTimeOffset Until)> _tries = [];

    /// <returns>Null: try; it counts as failed until <see cref="Succeed"/>. Else how long to wait.</returns>
    public TimeSpan? Begin(string name, string address)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            var until = new[] { KeyOf(name), PrefixOf(address) }.Max(key => _tries.GetValueOrDefault(key).Until);
            if (until > now)
                return until - now;
            Fail(KeyOf(name), FreeOfName, now);
            Fail(PrefixOf(address), FreeOfAddress, now);
            return null;
        }
    }

    /// <summary>The try that began was right. Failures of the address stay: one's own account must not clear the way to others'.</summary>
    public void Succeed(string name, string address)
    {
        lock (_lock)
        {
            _tries.Remove(KeyOf(name));
            if (_tries.TryGetValue(PrefixOf(address), out var tries))
                _tries[PrefixOf(address)] = tries with { Failures = tries.Failures - 1, Until = default };
        }
    }

    private static string KeyOf(string name) => $"name {name}";

    /// <summary>Of IPv6 the 64 bits that one household or office gets.</summary>
    private static string PrefixOf(string address)
    {
        if (!IPAddress.TryParse(address, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetworkV6)
            return $"address {address}";
        return $"address {Convert.ToHexString(parsed.GetAddressBytes().AsSpan(0, 8))}";
    }

    private void Fail(string key, int free, DateTimeOffset now)
    {
        if (_tries.Count >= MaxRemembered && !_tries.ContainsKey(key))
            Forget(now);
        var tries = _tries.GetValueOrDefault(key);
        var failures = now - tries.Last > Memory ? 1 : tries.Failures + 1;
        _tries[key] = (failures, now, failures <= free ? default : now + PauseAfter(failures - free));
    }

    private static TimeSpan PauseAfter(int failures) =>
        failures > 10 ? MaxPause : TimeSpan.FromSeconds(Math.Min(MaxPause.TotalSeconds, Math.Pow(2, failures)));

    /// <summary>Those that count no more; if all do, the half that is oldest.</summary>
    private void Forget(DateTimeOffset now)
    {
        var oldest = _tries.Select(tries => tries.Value.Last).Order().ElementAt(_tries.Count / 2);
        foreach (var key in _tries.Where(tries => now - tries.Value.Last > Memory || tries.Value.Last <= oldest).Select(tries => tries.Key).ToList())
            _tries.Remove(key);
    }
}
