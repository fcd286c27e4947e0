using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Web.Screenings;

/// <summary>A fever, as the API's document shows it.</summary>
internal static class ScreeningExamples
{
    public static ScreeningPage Page { get; } = new(
        [
            new ScreeningItem(
                "west-gate-1", "3f0c55e1a7d2946b", 40_817, new DateTimeOffset(2026, 2, 10, 0, 12, 41, 350, TimeSpan.Zero), 5_000, false,
                "230103", "230103001", "230103001001", ScreeningOutcome.Fever, ScreeningQuality.Clinical, ScreeningReason.None,
                38.12, 35.94, 21.4, 19.8, 37.3, 12, 1_180, BodyModel.HeatBalance, 1, 40_816, false),
        ],
        null);
}
