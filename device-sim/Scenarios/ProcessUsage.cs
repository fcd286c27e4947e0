using System.Globalization;

namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>What a process has used so far, from /proc (proc(5)).</summary>
/// <param name="CpuTime">User and system time of all its threads, to 10 ms.</param>
/// <param name="ResidentBytes">Memory resident now (VmRSS).</param>
/// <param name="PeakResidentBytes">The most that was ever resident (VmHWM).</param>
/// <param name="Threads">Threads now.</param>
public readonly record struct ProcessUsage(
    TimeSpan CpuTime, long ResidentBytes, long PeakResidentBytes, int Threads)
{
    private const int ClockTicksPerSecond = 100; // USER_HZ, fixed on every Linux architecture that .NET runs on

    /// <summary>Null if there is no such process, or it has exited.</summary>
    public static ProcessUsage? Read(int processId)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{processId}/stat");
            string[] status = File.ReadAllLines($"/proc/{processId}/status");
            return Parse(stat, status);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Null for a zombie, which has no memory any more.</summary>
    internal static ProcessUsage? Parse(string stat, string[] status)
    {
        // The second field is the program's name in parentheses, and may itself contain blanks and parentheses.
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        long ticks = long.Parse(fields[11], CultureInfo.InvariantCulture)
            + long.Parse(fields[12], CultureInfo.InvariantCulture);
        if (ReadStatus(status, "VmRSS:") is not { } residentKb || ReadStatus(status, "VmHWM:") is not { } peakKb)
            return null;
        return new ProcessUsage(
            TimeSpan.FromSeconds((double)ticks / ClockTicksPerSecond), residentKb * 1024, peakKb * 1024,
            (int)(ReadStatus(status, "Threads:") ?? 0));
    }

    private static long? ReadStatus(string[] status, string key)
    {
        string? line = status.FirstOrDefault(candidate => candidate.StartsWith(key, StringComparison.Ordinal));
        string? value = line?[key.Length..].Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[0];
        return value is null ? null : long.Parse(value, CultureInfo.InvariantCulture);
    }
}
