namespace Checkpoint.CloudIngest.Warnings;

/// <summary>What one method makes of one day.</summary>
/// <param name="Statistic">In the method's own measure; a probability for the beta-binomial test.</param>
/// <param name="IsAlarm">Beyond the method's threshold.</param>
public readonly record struct Finding(double Statistic, bool IsAlarm);
