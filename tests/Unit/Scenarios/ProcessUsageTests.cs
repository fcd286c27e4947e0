using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.Tests.Unit.Scenarios;

public sealed class ProcessUsageTests
{
    [Fact]
    public void Name_with_blanks_and_parentheses_does_not_shift_the_fields()
    {
        const string stat = "42 (a) b (c)) S 1 42 42 0 -1 4194560 500 0 0 0 123 77 0 0 20 0 3 0 100 1 2";

        ProcessUsage usage = ProcessUsage.Parse(stat, ["VmHWM:\t   2048 kB", "VmRSS:\t   1024 kB", "Threads:\t3"])!.Value;

        Assert.Equal(TimeSpan.FromSeconds(2), usage.CpuTime);
        Assert.Equal(1 << 20, usage.ResidentBytes);
        Assert.Equal(2 << 20, usage.PeakResidentBytes);
        Assert.Equal(3, usage.Threads);
    }

    [Fact]
    public void Zombie_has_no_usage()
    {
        const string stat = "42 (gone) Z 1 42 42 0 -1 4194560 500 0 0 0 123 77 0 0 20 0 1 0 100 0 0";

        Assert.Null(ProcessUsage.Parse(stat, ["State:\tZ (zombie)", "Threads:\t1"]));
    }

    [Fact]
    public void This_process_has_used_something()
    {
        ProcessUsage usage = ProcessUsage.Read(Environment.ProcessId)!.Value;

        Assert.True(usage.CpuTime > TimeSpan.Zero);
        Assert.True(usage.PeakResidentBytes >= usage.ResidentBytes / 2);
    }
}
