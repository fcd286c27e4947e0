namespace Checkpoint.CloudIngest.Reports;

/// <summary>Hours that follow one another, in the gates' time zone.</summary>
/// <param name="To">End of the last hour.</param>
/// <param name="InServiceSeconds">In which the gate was able to screen, in all of them; null when nothing came of them.</param>
public sealed record HourSpan(DateTimeOffset From, DateTimeOffset To, long? InServiceSeconds);
