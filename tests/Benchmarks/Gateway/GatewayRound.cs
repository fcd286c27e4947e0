namespace Checkpoint.Benchmarks.Gateway;

/// <summary>One start of the gateway.</summary>
/// <param name="FirstSampleMs">From before the fork to the sensor's first good answer.</param>
/// <param name="CpuShare">Of one core, start included.</param>
internal readonly record struct GatewayRound(double ResidentMb, double PeakMb, double FirstSampleMs, double CpuShare, int Threads);
