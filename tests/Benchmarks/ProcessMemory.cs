using System.Globalization;

namespace Checkpoint.Benchmarks;

internal static class ProcessMemory
{
    /// <summary>Makes VmHWM begin anew from what is resident now (proc(5), clear_refs: 5).</summary>
    public static void ResetPeak(int processId) =>
        File.WriteAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/clear_refs"), "5");
}
