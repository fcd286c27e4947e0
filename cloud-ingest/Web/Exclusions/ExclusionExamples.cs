using Checkpoint.CloudIngest.Exclusions;

namespace Checkpoint.CloudIngest.Web.Exclusions;

/// <summary>One exclusion, as the API's document shows it.</summary>
internal static class ExclusionExamples
{
    private static readonly DateTimeOffset From = new(2026, 2, 10, 6, 0, 0, TimeSpan.FromHours(8));

    private static readonly DateTimeOffset To = From.AddHours(5);

    private static readonly Exclusion Standing = new(
        3, "west-gate-1", "230103001001", From, To, "The window of the thermometer was iced over.", "wang", To.AddMinutes(20), null, null, null);

    public static ExclusionPage Page { get; } = new([Standing], null);

    public static ExclusionBody Body { get; } = new(Standing.Gate, From, To, Standing.Reason);

    public static WithdrawalBody Withdrawal { get; } = new("It was the thermometer of the other door.");

    public static Exclusion Withdrawn { get; } =
        Standing with { WithdrawnBy = "wang", WithdrawnAt = To.AddHours(1), WithdrawalReason = Withdrawal.Reason };

    public static Exclusion Made => Standing;
}
